import { queryOptions } from '@tanstack/react-query'
import { comeBackTo, flow } from '#extension/lib/storage.ts'

/** The screen to begin with; it holds once, from when Google's window is closed. */
export const comeBackQuery = queryOptions({
  queryKey: ['comeBack'],
  queryFn: async () => {
    const view = await comeBackTo.read()
    if ((await flow.read()).state !== 'running') await comeBackTo.clear()
    return view
  },
  staleTime: Infinity,
})
