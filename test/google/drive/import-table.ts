import { newBook, newSheet, type Book } from '#test/google/sheets/book/book.ts'
import { Grid } from '#test/google/sheets/book/grid.ts'
import { updateValues } from '#test/google/sheets/values/write.ts'

/** The types of text that are read as tables, and what stands between their cells. */
export const TABLES = new Map([
  ['text/csv', ','],
  ['text/comma-separated-values', ','],
  ['text/tab-separated-values', '\t'],
])

/**
 * A table as Google imports it: one sheet with the file's name and a new id, of a fresh sheet's size
 * at least, in the time zone of California (all recorded); cells as if somebody typed them.
 */
export function bookFromTable(text: string, separator: string, name: string, now: number): Book {
  const rows = parseTable(text.replace(/^\uFEFF/, ''), separator)
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0)
  const grid = new Grid(Math.max(1000, rows.length), Math.max(26, width))
  const book = newBook([newSheet({ title: name, grid })])
  book.timeZone = 'America/Los_Angeles'
  updateValues(book, 'A1', rows, { spreadsheetId: '', input: 'USER_ENTERED', now })
  return book
}

/** RFC 4180, with any end of line. */
function parseTable(text: string, separator: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let quoted = false
  for (let at = 0; at < text.length; at += 1) {
    const mark = text[at] ?? ''
    if (quoted) {
      if (mark !== '"') cell += mark
      else if (text[at + 1] === '"') {
        cell += '"'
        at += 1
      } else quoted = false
    } else if (mark === '"' && cell === '') quoted = true
    else if (mark === separator) {
      row.push(cell)
      cell = ''
    } else if (mark === '\n' || mark === '\r') {
      if (mark === '\r' && text[at + 1] === '\n') at += 1
      rows.push([...row, cell])
      row = []
      cell = ''
    } else cell += mark
  }
  if (cell !== '' || row.length > 0) rows.push([...row, cell])
  return rows
}
