import { EVERYTHING, parseRange, type Box } from '#test/google/sheets/book/a1.ts'
import type { Book, Sheet } from '#test/google/sheets/book/book.ts'
import { FormulaError } from './errors.ts'
import { Range, type Source } from './operand.ts'
import type { Corner, Reference } from './reference.ts'

/** The cell that a formula stands in, and what it can reach from there. */
export type Place = {
  book: Book
  source: Source
  sheet: Sheet
  row: number
  column: number
  /** Titles of sheets that the formula does not find, see lost.ts. */
  lost: ReadonlySet<string>
  year: number
  now: () => number
  random: () => number
}

/** @throws FormulaError for a title that no sheet has, or none that the formula finds. */
function sheetOf({ book, sheet, lost }: Place, title: string | null): Sheet {
  if (title === null) return sheet
  const lower = title.toLowerCase()
  const found = book.sheets.find(({ properties }) => properties.title.toLowerCase() === lower)
  if (found && !lost.has(lower)) return found
  throw new FormulaError('REF', `Unresolved sheet name '${title}'.`)
}

/** A range; null for one outside the grid, which is like an empty cell: seen by a live probe. */
export function rangeOf(place: Place, { sheet, from, to }: Reference): Range | null {
  return cut(place, sheetOf(place, sheet), boxOf(from, to ?? from), true)
}

/** The part of a block of cells that is inside the grid; null when there is none. */
export function cut({ source }: Place, sheet: Sheet, box: Box, literal: boolean): Range | null {
  const { startRow, startColumn } = box
  const endRow = Math.min(box.endRow, sheet.grid.rowCount)
  const endColumn = Math.min(box.endColumn, sheet.grid.columnCount)
  if (startRow >= endRow || startColumn >= endColumn) return null
  return new Range(source, sheet, { startRow, startColumn, endRow, endColumn }, literal)
}

/** What a text refers to, see Context. */
export function readRange(place: Place, text: string): Range | 'none' | null {
  try {
    const { sheet, box } = parseRange(place.book, text)
    if (box === EVERYTHING) return 'none'
    const lower = text.toLowerCase()
    const named = place.book.namedRanges.some(({ name }) => name.toLowerCase() === lower)
    return cut(place, named || text.includes('!') ? sheet : place.sheet, box, false)
  } catch {
    return 'none'
  }
}

/** The cells between two corners; an end that is left open is Infinity. */
export function boxOf(from: Corner, to: Corner): Box {
  return {
    startRow: from.row ?? to.row ?? 0,
    endRow: from.row === null || to.row === null ? Infinity : to.row + 1,
    startColumn: from.column ?? to.column ?? 0,
    endColumn: from.column === null || to.column === null ? Infinity : to.column + 1,
  }
}
