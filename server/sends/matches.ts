import { rangeName, type Cells } from '#shared/a1.ts'
import type { Column, LinkMatches, MatchesRequest } from '#shared/contract/destination.ts'
import { variablesIn } from '#shared/template/needs.ts'
import { parseTemplate } from '#shared/template/parse.ts'
import type { SignedIn } from '#server/accounts/session.ts'
import type { Deps } from '#server/deps.ts'
import { bookOf, type Book } from '#server/google/sheets.ts'
import { destinationOf } from './destinations.ts'
import { linkKey } from './link-key.ts'
import { findColumns, gridTab } from './table.ts'

/** Rows of one link that are told of. */
const TOLD = 5
/** Rows that are read at a time. */
const WINDOW = 200_000
/** Rows below the header in which a column shows whether it holds links. */
const SAMPLE = 50

/**
 * Which of these links the destination's sheet holds already. Looked at are the columns that take the
 * page's link; where none does, those that hold links.
 * @throws not_found, destination_changed, and what google/access.ts and Google's refusals say
 */
export async function linkMatches(
  deps: Deps,
  { personId }: SignedIn,
  id: string,
  { links }: MatchesRequest,
): Promise<LinkMatches> {
  const { columns, sheetId, ...destination } = await destinationOf(deps, personId, id)
  const book = bookOf(deps, personId, destination.account, destination.spreadsheetId)
  const columnMarks = columns.map(({ mark }) => mark ?? null)
  const [outline, { headerRow, columns: places }] = await Promise.all([
    book.outline(),
    findColumns(book, { ...destination, sheetId, columnMarks }),
  ])
  const { tab, size } = gridTab(outline, sheetId)
  const table: Cells = {
    startRow: headerRow + 1,
    startColumn: Math.min(...places),
    endRow: size.rows,
    endColumn: Math.max(...places) + 1,
  }
  const there = places.filter((place) => place < size.columns)
  const forPages = there.filter((place) => takesPageLink(columns[places.indexOf(place)]))
  const looked = forPages.length > 0 ? forPages : await holdingLinks(book, tab.title, table, there)
  const rows = await rowsByLink(book, tab.title, table, looked)
  return {
    matches: links.flatMap((link) => {
      const found = rows.get(linkKey(link) ?? '') ?? []
      return found.slice(0, TOLD).map((row) => {
        const range = rangeName({ ...table, startRow: row, endRow: row + 1 })
        return { link, range, url: `${outline.url}#gid=${sheetId}&range=${range}` }
      })
    }),
  }
}

function takesPageLink(column: Column | undefined): boolean {
  const parsed = parseTemplate(column?.template ?? '')
  return 'template' in parsed && variablesIn(parsed.template).some(({ name }) => name === 'url')
}

async function holdingLinks(
  book: Book,
  tab: string,
  { startRow, endRow }: Cells,
  columns: readonly number[],
): Promise<number[]> {
  const sample = { startRow, endRow: Math.min(startRow + SAMPLE, endRow) }
  if (columns.length === 0 || sample.startRow >= sample.endRow) return []
  const found = await book.links(
    tab,
    columns.map((column) => columnAt(column, sample)),
  )
  return columns.filter((_, index) => found[index]?.flat().some((link) => linkKey(link) !== null))
}

/** The rows, counted from zero, in which each link stands, by its key. */
async function rowsByLink(
  book: Book,
  tab: string,
  { startRow, endRow }: Cells,
  columns: readonly number[],
): Promise<Map<string, number[]>> {
  const rows = new Map<string, number[]>()
  if (columns.length === 0) return rows
  for (let start = startRow; start < endRow; start += WINDOW) {
    const window = { startRow: start, endRow: Math.min(start + WINDOW, endRow) }
    const found = await book.links(
      tab,
      columns.map((column) => columnAt(column, window)),
    )
    // Below its rows a sheet may have any number of empty ones.
    if (found.every((column) => column.length === 0)) break
    for (const column of found) {
      for (const [index, links] of column.entries()) {
        for (const key of new Set(links.map(linkKey))) if (key !== null) note(key, start + index)
      }
    }
  }
  return rows

  function note(key: string, row: number): void {
    const known = rows.get(key) ?? []
    if (!known.includes(row)) rows.set(key, [...known, row].slice(0, TOLD))
  }
}

function columnAt(column: number, rows: Pick<Cells, 'startRow' | 'endRow'>): Cells {
  return { ...rows, startColumn: column, endColumn: column + 1 }
}
