import { randomUUID } from 'node:crypto'
import { and, desc, eq } from 'drizzle-orm'
import type { Column, Destination, DestinationRequest } from '#shared/contract/destination.ts'
import type { Target } from '#shared/contract/send.ts'
import { SheetsideError } from '#shared/errors.ts'
import { columnsFor } from '#shared/template/columns-for.ts'
import type { SignedIn } from '#server/accounts/session.ts'
import type { Transaction } from '#server/db/open.ts'
import { destinations } from '#server/db/schema.ts'
import type { Deps } from '#server/deps.ts'
import { bookOf, type Shown } from '#server/google/sheets.ts'
import { datePatternIn, headerIn, HEADER_ROWS, type Header } from './header.ts'
import { markTable, type Marks } from './marks.ts'
import { gridTab } from './table.ts'

type Row = typeof destinations.$inferSelect

/** The person's destinations, the last used first. */
export async function destinationsOf(
  { db }: Pick<Deps, 'db'>,
  personId: string,
): Promise<Destination[]> {
  const rows = await db
    .select()
    .from(destinations)
    .where(eq(destinations.personId, personId))
    .orderBy(desc(destinations.usedAt), destinations.id)
  return rows.map(destinationIn)
}

/** @throws not_found */
export async function destinationOf(
  { db }: Pick<Deps, 'db'>,
  personId: string,
  id: string,
): Promise<Destination> {
  const [row] = await db.select().from(destinations).where(owned(personId, id))
  if (!row) throw gone()
  return destinationIn(row)
}

/**
 * Makes a tab the place where the person's selections go. What goes into which column is read off its
 * header, the first row that has anything in it; header and columns are marked, to be known again when
 * they are moved or renamed. Of a tab that is a destination already the templates stay as they are.
 * Where the default is to be kept selections go where they went, and to read one anew is no use of it.
 * @throws not_found, invalid_input for a tab without cells, and what Google refuses
 */
export async function chooseDestination(
  deps: Deps,
  { personId }: SignedIn,
  { account, spreadsheetId, sheetId, keepDefault }: DestinationRequest,
): Promise<Destination> {
  const book = bookOf(deps, personId, account, spreadsheetId)
  const { title, url, sheets } = await book.outline()
  const { tab, size } = gridTab({ sheets }, sheetId)
  const rows = await book.cells(tab.title, {
    startRow: 0,
    startColumn: 0,
    endRow: Math.min(HEADER_ROWS, size.rows),
    endColumn: size.columns,
  })
  const header = headerIn(rows)
  const fresh = columnsFor(header.names)
  const at = fresh.map((_, index) => header.startColumn + index)
  const marks = await markTable(book, sheetId, header.row, at)

  const here = tabOf(personId, { account, spreadsheetId, sheetId })
  return deps.db.transaction((tx) => {
    const before = tx.select().from(destinations).where(here).get()
    const isDefault = !keepDefault || isDefaultWithin(tx, personId, before)
    if (isDefault) makeNoneDefault(tx, personId)
    const read = {
      spreadsheetTitle: title,
      spreadsheetUrl: url,
      sheetTitle: tab.title,
      tableStart: header.start,
      headerMark: marks.header ?? null,
      columns: columnsOf(fresh, marks, rows, header, before?.columns ?? []),
      isDefault,
      usedAt: keepDefault && before ? before.usedAt : deps.now(),
    }
    const row = before
      ? tx.update(destinations).set(read).where(here).returning().get()
      : tx
          .insert(destinations)
          .values({
            ...read,
            id: randomUUID(),
            personId,
            googleAccountId: account,
            spreadsheetId,
            sheetId,
          })
          .returning()
          .get()
    return destinationIn(row)
  })
}

/** Whether a destination is the default where none is made it. */
function isDefaultWithin(tx: Transaction, personId: string, row: Row | undefined): boolean {
  if (row) return row.isDefault
  const any = tx.select().from(destinations).where(eq(destinations.personId, personId)).get()
  return any === undefined
}

/** The columns as the header has them now; what was filled before is filled with the same. */
function columnsOf(
  fresh: readonly Column[],
  marks: Marks,
  rows: readonly (readonly Shown[])[],
  { startColumn }: Header,
  before: readonly Column[],
): Column[] {
  const columns = fresh.map((column, index): Column => {
    const mark = marks.columns[index]
    const known = before.find(
      (each) => (mark !== undefined && each.mark === mark) || each.header === column.header,
    )
    return {
      header: column.header,
      template: before.length > 0 ? (known?.template ?? '') : column.template,
      datePattern: datePatternIn(rows, startColumn + index),
      ...(mark !== undefined && { mark }),
    }
  })
  // None of what was filled is there any more: it is another table.
  const isAnother = columns.every(({ template }) => template === '')
  return isAnother
    ? columns.map((column, index) => ({ ...column, template: fresh[index]?.template ?? '' }))
    : columns
}

/** Forgets a destination, not its sheet. Where it was the default, the last used of the others is. */
export async function forgetDestination(
  { db }: Pick<Deps, 'db'>,
  { personId }: SignedIn,
  id: string,
): Promise<void> {
  db.transaction((tx) => {
    const gone = tx.delete(destinations).where(owned(personId, id)).returning().get()
    if (!gone?.isDefault) return
    const next = tx
      .select()
      .from(destinations)
      .where(eq(destinations.personId, personId))
      .orderBy(desc(destinations.usedAt))
      .get()
    if (!next) return
    tx.update(destinations).set({ isDefault: true }).where(owned(personId, next.id)).run()
  })
}

/** Notes that something was sent there. */
export async function noteUse({ db, now }: Deps, personId: string, target: Target): Promise<void> {
  await db.update(destinations).set({ usedAt: now() }).where(tabOf(personId, target))
}

/** What is known of the columns that a send fills: whether they have names, and, by its cells, how they show dates. */
export async function columnsKnown(
  { db }: Deps,
  personId: string,
  target: Target,
): Promise<{ isNamed: boolean; datePatterns: (string | undefined)[] }> {
  const [row] = await db.select().from(destinations).where(tabOf(personId, target))
  if (!row) return { isNamed: true, datePatterns: [] }
  const { columns, tableStart } = row
  const isNamed = columns.some(({ header }) => header.trim() !== '')
  const { columnMarks: wanted } = target
  if (!wanted) {
    const isHere = tableStart === target.tableStart
    return { isNamed, datePatterns: isHere ? columns.map(({ datePattern }) => datePattern) : [] }
  }
  const datePatterns = wanted.map(
    (mark) => columns.find((column) => mark !== null && column.mark === mark)?.datePattern,
  )
  return { isNamed, datePatterns }
}

function tabOf(
  personId: string,
  { account, spreadsheetId, sheetId }: Pick<Target, 'account' | 'spreadsheetId' | 'sheetId'>,
) {
  return and(
    eq(destinations.personId, personId),
    eq(destinations.googleAccountId, account),
    eq(destinations.spreadsheetId, spreadsheetId),
    eq(destinations.sheetId, sheetId),
  )
}

export function owned(personId: string, id: string) {
  return and(eq(destinations.personId, personId), eq(destinations.id, id))
}

export function makeNoneDefault(tx: Transaction, personId: string): void {
  tx.update(destinations).set({ isDefault: false }).where(eq(destinations.personId, personId)).run()
}

export function gone(): SheetsideError {
  return new SheetsideError(
    'not_found',
    'This destination is no longer there. Choose a sheet again.',
  )
}

export function destinationIn(row: Row): Destination {
  return {
    id: row.id,
    account: row.googleAccountId,
    spreadsheetId: row.spreadsheetId,
    spreadsheetTitle: row.spreadsheetTitle,
    spreadsheetUrl: row.spreadsheetUrl,
    sheetId: row.sheetId,
    sheetTitle: row.sheetTitle,
    tableStart: row.tableStart,
    ...(row.headerMark !== null && { headerMark: row.headerMark }),
    columns: row.columns,
    isDefault: row.isDefault,
    urlPattern: row.urlPattern,
    review: row.review,
  }
}
