import { useQueries, type UseQueryOptions } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { Cells } from '#shared/a1.ts'
import {
  isFling,
  planWindows,
  restBeforeRead,
  windowAt,
  windowKey,
  type GridSize,
  type Heading,
  type Viewport,
} from './windows.ts'

const MINUTE = 60_000

/** How one window is read; its data are the window's rows, trailing blanks left out. */
export type WindowOptions = UseQueryOptions<string[][], Error, string[][], (string | number)[]>

export type CellValue = { kind: 'loaded'; text: string } | { kind: 'loading' } | { kind: 'failed' }

/** A window of which nothing is there because reading it failed. */
export type FailedWindow = { window: Cells; error: Error; retry: () => void }

export type LoadedWindows = {
  valueAt: (row: number, column: number) => CellValue
  failed: FailedWindow[]
  /** Something on screen is not there yet. */
  loading: boolean
  /** The rows of the sheet's first window once they were read. */
  firstRows: string[][] | null
}

/**
 * The windows that a viewport needs. What is on screen and in the cache is always shown; asked for is
 * only where the scroll is slow or has come to rest. A window that is left behind before its answer
 * came has no observer any more, and TanStack Query aborts its request.
 */
export function useWindows(
  viewport: Viewport,
  size: GridSize,
  options: (window: Cells) => WindowOptions,
  paused: boolean,
): LoadedWindows {
  const { calm, heading } = useCalm(viewport, size)
  const plan = planWindows(calm, size, heading)
  const asked = [...plan.visible, ...plan.ahead]
  const askedKeys = new Set(asked.map(windowKey))
  const shown = planWindows(viewport, size, 'still').visible
  const onlyShown = shown.filter((window) => !askedKeys.has(windowKey(window)))
  const windows = [...asked, ...onlyShown]

  const results = useQueries({
    queries: windows.map((window) => ({
      ...options(window),
      enabled: !paused && askedKeys.has(windowKey(window)),
    })),
  })

  const byKey = new Map(
    windows.flatMap((window, index) => {
      const result = results[index]
      return result ? [[windowKey(window), { window, result }] as const] : []
    }),
  )
  const onScreen = shown.flatMap((window) => byKey.get(windowKey(window)) ?? [])

  return {
    valueAt(row, column) {
      const window = windowAt(row, column, size)
      const result = byKey.get(windowKey(window))?.result
      if (result?.data) {
        const text = result.data[row - window.startRow]?.[column - window.startColumn] ?? ''
        return { kind: 'loaded', text }
      }
      return result?.status === 'error' && result.fetchStatus === 'idle' && !paused
        ? { kind: 'failed' }
        : { kind: 'loading' }
    },
    failed: onScreen.flatMap(({ window, result }) =>
      result.status === 'error' &&
      result.data === undefined &&
      result.fetchStatus === 'idle' &&
      !paused
        ? [{ window, error: result.error, retry: () => void result.refetch() }]
        : [],
    ),
    loading: onScreen.some(({ result }) => result.data === undefined && result.status !== 'error'),
    firstRows: byKey.get('0:0')?.result.data ?? null,
  }
}

/** The viewport as it last was when somebody could read it, and where it was heading. */
function useCalm(viewport: Viewport, size: GridSize): { calm: Viewport; heading: Heading } {
  const [state, setState] = useState<{ calm: Viewport; heading: Heading }>({
    calm: viewport,
    heading: 'still',
  })
  const last = useRef({ row: viewport.startRow, at: 0 })
  const asked = useRef(new Map<string, number>())
  const { startRow, endRow, startColumn, endColumn } = viewport
  const settle = useRef((_calm: Viewport, _heading: Heading) => {})
  useEffect(() => {
    settle.current = (calm, heading) => {
      const { visible, ahead } = planWindows(calm, size, heading)
      for (const key of [...visible, ...ahead].map(windowKey)) {
        if (!asked.current.has(key)) asked.current.set(key, performance.now())
      }
      setState({ calm, heading })
    }
  })

  useEffect(() => {
    const now = performance.now()
    const rows = startRow - last.current.row
    const fling = isFling(rows, now - last.current.at)
    last.current = { row: startRow, at: now }
    const heading = rows > 0 ? 'down' : rows < 0 ? 'up' : 'still'
    const calm = { startRow, endRow, startColumn, endColumn }
    if (!fling) {
      settle.current(calm, heading)
      return undefined
    }
    const reads = [...asked.current.values()].filter((at) => now - at < MINUTE).length
    const timer = setTimeout(() => settle.current(calm, heading), restBeforeRead(reads))
    return () => clearTimeout(timer)
  }, [startRow, endRow, startColumn, endColumn])

  return state
}
