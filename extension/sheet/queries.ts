import { infiniteQueryOptions, queryOptions, type QueryClient } from '@tanstack/react-query'
import { sheetRange, type Cells } from '#shared/a1.ts'
import type { Api } from '#extension/lib/api.ts'
import type { SheetProperties } from '#shared/contract/sheet.ts'
import { SheetsideError } from '#shared/errors.ts'
import { windowKey } from './grid/windows.ts'

/** What is known of all spreadsheets, their cells with them. */
export const SHEETS = ['spreadsheet'] as const

/** What is known of Google's side lies under these; one prefix drops a spreadsheet whole. */
export const sheetKeys = {
  files: (account: string, words: string) => ['files', account, words] as const,
  spreadsheet: (account: string, spreadsheetId: string) =>
    [...SHEETS, account, spreadsheetId] as const,
  windows: (account: string, spreadsheetId: string, sheetId: number) =>
    [...SHEETS, account, spreadsheetId, 'windows', sheetId] as const,
}

/** Google counts reads, so what was read stays good until it is refreshed, a send lands, or this passes. */
const GOOD_FOR_MS = 5 * 60_000
const KEPT_MS = 15 * 60_000
/** An unreachable server is looked for again this often; it costs no quota while it is away. */
const LOOK_AGAIN_MS = 10_000

/** A person's spreadsheets, the last opened first, page by page. */
export function filesOptions(api: Api, account: string, words: string) {
  return infiniteQueryOptions({
    queryKey: sheetKeys.files(account, words),
    queryFn: ({ pageParam, signal }) =>
      api.files(
        { query: words, account, ...(pageParam !== null && { pageToken: pageParam }) },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextPageToken,
    staleTime: 30_000,
  })
}

/** A spreadsheet's title and tabs, without cells. */
export function spreadsheetOptions(api: Api, account: string, spreadsheetId: string) {
  return queryOptions({
    queryKey: sheetKeys.spreadsheet(account, spreadsheetId),
    queryFn: ({ signal }) => api.spreadsheet(account, spreadsheetId, signal),
    staleTime: GOOD_FOR_MS,
    gcTime: KEPT_MS,
    refetchInterval: ({ state }) => (isUnreachable(state.error) ? LOOK_AGAIN_MS : false),
  })
}

/** The tab that windows are of; `title` is what Google's ranges go by, `sheetId` what stays. */
export type WindowPlace = {
  account: string
  spreadsheetId: string
  sheetId: number
  title: string
}

/** The rows of one window of a tab, as the sheet shows them; trailing blanks are left out. */
export function windowOptions(api: Api, place: WindowPlace, window: Cells) {
  const { account, spreadsheetId, sheetId, title } = place
  return queryOptions({
    queryKey: [...sheetKeys.windows(account, spreadsheetId, sheetId), windowKey(window)],
    queryFn: async ({ signal, client }) => {
      const read = async (name: string, cells: Cells) =>
        (await api.values(account, spreadsheetId, sheetRange(name, cells), signal)).values
      try {
        return await read(title, window)
      } catch (error) {
        if (!(error instanceof SheetsideError) || error.code !== 'invalid_input') throw error
        // The tab was renamed, or lost rows, since its title and size were read.
        const tab = await freshTab(client, api, place)
        if (!tab) throw error
        const cells = within(window, tab)
        return cells ? await read(tab.title, cells) : []
      }
    },
    staleTime: GOOD_FOR_MS,
    gcTime: KEPT_MS,
    refetchInterval: ({ state }) => (isUnreachable(state.error) ? LOOK_AGAIN_MS : false),
  })
}

async function freshTab(client: QueryClient, api: Api, place: WindowPlace) {
  const { account, spreadsheetId, sheetId } = place
  const { sheets } = await client.fetchQuery({
    ...spreadsheetOptions(api, account, spreadsheetId),
    staleTime: 0,
  })
  return sheets.find(({ properties }) => properties.sheetId === sheetId)?.properties
}

/** What of a window the tab still has; undefined where that is nothing. */
function within(window: Cells, { gridProperties }: SheetProperties): Cells | undefined {
  if (!gridProperties) return undefined
  const endRow = Math.min(window.endRow, gridProperties.rowCount)
  const endColumn = Math.min(window.endColumn, gridProperties.columnCount)
  if (endRow <= window.startRow || endColumn <= window.startColumn) return undefined
  return { ...window, endRow, endColumn }
}

export function isUnreachable(error: unknown): boolean {
  return error instanceof SheetsideError && error.code === 'server_unreachable'
}
