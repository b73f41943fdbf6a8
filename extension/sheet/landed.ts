import type { QueryClient } from '@tanstack/react-query'
import { parseRange, type Cells } from '#shared/a1.ts'
import type { SendResult } from '#shared/contract/send.ts'
import type { Spreadsheet } from '#shared/contract/sheet.ts'
import { WINDOW_ROWS } from './grid/windows.ts'
import { sheetKeys, SHEETS } from './queries.ts'

/** Where a send's rows stand. */
export type Written = Pick<SendResult, 'spreadsheetId' | 'sheetId' | 'range'>

/**
 * Brings what is known of a tab up to date with rows that a send has just added: the windows from
 * there down are read again where they are seen, and the grid grows at once where it had to.
 * Answers the cells that were written, once they are there to be looked at.
 */
export async function bringIn(
  client: QueryClient,
  account: string,
  result: Written,
): Promise<Cells | null> {
  const cells = parseRange(result.range)
  const { spreadsheetId, sheetId } = result
  const key = sheetKeys.spreadsheet(account, spreadsheetId)
  client.setQueryData<Spreadsheet>(
    key,
    (spreadsheet) => spreadsheet && withRows(spreadsheet, sheetId, cells?.endRow ?? 0),
  )
  await client.invalidateQueries({
    queryKey: sheetKeys.windows(account, spreadsheetId, sheetId),
    predicate: ({ queryKey }) => isAtOrBelow(queryKey.at(-1), cells?.startRow ?? 0),
  })
  void client.invalidateQueries({ queryKey: key, exact: true })
  return cells
}

/** After rows were taken out of a sheet: what is on screen is read again, and what was read of others is old. */
export function readSheetsAnew(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: SHEETS })
}

/** `key` is a window's, `200:0`: its first row and column. */
function isAtOrBelow(key: unknown, row: number): boolean {
  return typeof key === 'string' && Number(key.split(':')[0]) + WINDOW_ROWS > row
}

function withRows(spreadsheet: Spreadsheet, sheetId: number, rowCount: number): Spreadsheet {
  return {
    ...spreadsheet,
    sheets: spreadsheet.sheets.map(({ properties }) => {
      const grid = properties.gridProperties
      if (properties.sheetId !== sheetId || !grid || grid.rowCount >= rowCount) {
        return { properties }
      }
      return { properties: { ...properties, gridProperties: { ...grid, rowCount } } }
    }),
  }
}
