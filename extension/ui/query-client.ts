import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { SheetsideError, statusOf, type ServerErrorCode } from '#shared/errors.ts'

/** Repeats of a read that may come right by itself, before the person is asked. */
const REPEATS = 2

/**
 * Whether a failed read is worth repeating unasked. What the server refused (4xx) it refuses again,
 * and a server that is not there is told at once: the person may be the one to start it.
 */
export function retry(failures: number, error: unknown): boolean {
  if (!(error instanceof SheetsideError) || failures >= REPEATS) return false
  return isServerCode(error.code) && statusOf[error.code] >= 500
}

function isServerCode(code: string): code is ServerErrorCode {
  return Object.hasOwn(statusOf, code)
}

/**
 * `networkMode: 'always'`, since the server is often on this very machine and answers while the
 * browser calls itself offline. Where anything is told that the session is over, the person is asked
 * for again (session/queries.ts), which settles whether it is.
 */
export function createQueryClient(): QueryClient {
  const settle = (error: Error) => {
    const signedOut = error instanceof SheetsideError && error.code === 'unauthenticated'
    if (signedOut) void client.invalidateQueries({ queryKey: ['me'] })
  }
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error, { queryKey: [first] }) => {
        if (first !== 'me') settle(error)
      },
    }),
    mutationCache: new MutationCache({ onError: settle }),
    defaultOptions: {
      queries: { networkMode: 'always', retry },
      mutations: { networkMode: 'always' },
    },
  })
  return client
}
