import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { rangeName } from '#shared/a1.ts'
import type { Destination, DestinationRequest, SendRequest } from '#shared/contract/send.ts'
import { SheetsideError } from '#shared/errors.ts'
import { columnsFor } from '#shared/template.ts'
import type { SignedIn } from '#server/accounts/session.ts'
import { destinations } from '#server/db/schema.ts'
import type { Deps } from '#server/deps.ts'
import { bookOf, type Outline, type Shown, type Tab } from '#server/google/sheets.ts'

type DestinationRow = typeof destinations.$inferSelect

/** A header further down is not looked for. */
const HEADER_ROWS = 50

/** Where the person's selections go; null while they have chosen nothing. */
export async function destinationOf(
  { db }: Pick<Deps, 'db'>,
  personId: string,
): Promise<Destination | null> {
  const [row] = await db.select().from(destinations).where(eq(destinations.personId, personId))
  return row ? destinationIn(row) : null
}

/**
 * Makes a tab the place where the person's selections go. What goes into which column is read off its
 * header: the first row that has anything in it.
 * @throws not_found, invalid_input for a tab without cells, and what Google refuses
 */
export async function chooseDestination(
  deps: Deps,
  { personId }: SignedIn,
  { account, spreadsheetId, sheetId }: DestinationRequest,
): Promise<Destination> {
  const book = bookOf(deps, personId, account, spreadsheetId)
  const { title, url, sheets } = await book.outline()
  const { tab, size } = gridTab({ sheets }, sheetId)
  const rows = await book.firstRows(tab.title, Math.min(HEADER_ROWS, size.rows))
  const header = headerIn(rows.map((row) => row.map(({ text }) => text)))
  const row: DestinationRow = {
    id: randomUUID(),
    personId,
    googleAccountId: account,
    spreadsheetId,
    spreadsheetTitle: title,
    spreadsheetUrl: url,
    sheetId,
    sheetTitle: tab.title,
    tableStart: header.start,
    columns: columnsFor(header.names).map((column, index) => ({
      ...column,
      datePattern: datePatternIn(rows, header.startColumn + index),
    })),
    updatedAt: deps.now(),
  }
  await deps.db
    .insert(destinations)
    .values(row)
    .onConflictDoUpdate({ target: destinations.personId, set: row })
  return destinationIn(row)
}

/** A tab that can take rows. @throws not_found, invalid_input */
export function gridTab(
  { sheets }: Pick<Outline, 'sheets'>,
  sheetId: number,
): { tab: Tab; size: NonNullable<Tab['size']> } {
  const tab = sheets.find((sheet) => sheet.sheetId === sheetId)
  if (!tab) {
    throw new SheetsideError(
      'not_found',
      'This tab is no longer in the spreadsheet. Choose another destination.',
    )
  }
  if (tab.size) return { tab, size: tab.size }
  throw new SheetsideError(
    'invalid_input',
    `“${tab.title}” is a chart, not a sheet with cells. Choose another tab.`,
  )
}

/** The first cells of the first row that has any, up to its first gap. */
function headerIn(rows: string[][]): { start: string; startColumn: number; names: string[] } {
  const startRow = rows.findIndex((row) => row.some(filled))
  const row = rows[startRow]
  if (!row) return { start: 'A1', startColumn: 0, names: [] }
  const startColumn = row.findIndex(filled)
  const gap = row.findIndex((cell, index) => index > startColumn && !filled(cell))
  return {
    start: rangeName({
      startRow,
      startColumn,
      endRow: startRow + 1,
      endColumn: startColumn + 1,
    }),
    startColumn,
    names: row.slice(startColumn, gap < 0 ? undefined : gap),
  }
}

/** How the first date in a column is shown, where there is one. */
function datePatternIn(rows: Shown[][], column: number): string | undefined {
  return rows.map((row) => row[column]?.datePattern).find(Boolean)
}

/** How the columns of a person's destination show dates, by its table's columns from the left. */
export async function datePatternsOf(
  deps: Deps,
  personId: string,
  { spreadsheetId, sheetId, tableStart }: SendRequest['destination'],
): Promise<(string | undefined)[]> {
  const chosen = await destinationOf(deps, personId)
  const same =
    chosen?.spreadsheetId === spreadsheetId &&
    chosen.sheetId === sheetId &&
    chosen.tableStart === tableStart
  return same ? chosen.columns.map(({ datePattern }) => datePattern) : []
}

function filled(cell: string): boolean {
  return cell.trim() !== ''
}

function destinationIn(row: DestinationRow): Destination {
  return {
    id: row.id,
    account: row.googleAccountId,
    spreadsheetId: row.spreadsheetId,
    spreadsheetTitle: row.spreadsheetTitle,
    spreadsheetUrl: row.spreadsheetUrl,
    sheetId: row.sheetId,
    sheetTitle: row.sheetTitle,
    tableStart: row.tableStart,
    columns: row.columns,
  }
}
