import type { Box } from '#test/google/sheets/book/a1.ts'
import type { Book, Sheet } from '#test/google/sheets/book/book.ts'
import { movedSpec } from '#test/google/sheets/book/chart-sources.ts'
import { toGridRange } from '#test/google/sheets/book/grid-range.ts'
import { newTitle } from '#test/google/sheets/formulas/lost.ts'
import { newNumber, randomText } from '#test/google/ids.ts'
import { checkNewSheet } from './sheet-names.ts'

/**
 * A copy of a sheet for a book, the same or another, with what it carries under new ids. Developer
 * metadata and named ranges stay with the original.
 * @throws ApiError for a title or an id that is taken.
 */
export function copiedSheet(
  sheet: Sheet,
  book: Book,
  given: { sheetId?: number; title?: string },
): Sheet {
  const title = given.title ? given.title : copyTitle(book, sheet.properties.title)
  const sheetId = given.sheetId ?? newNumber()
  checkNewSheet(book, { sheetId, title })
  newTitle(book, title)
  const { hidden: _hidden, ...properties } = structuredClone(sheet.properties)
  const from = sheet.properties.sheetId
  return {
    ...sheet,
    properties: { ...properties, sheetId, title },
    grid: sheet.grid.copy(),
    rows: new Map(sheet.rows),
    columns: new Map(sheet.columns),
    protectedRanges: sheet.protectedRanges.map(({ namedRangeId: _named, ...range }) => ({
      ...range,
      protectedRangeId: newNumber(),
    })),
    filterViews: sheet.filterViews.map((view) => ({ ...view, filterViewId: newNumber() })),
    bandedRanges: sheet.bandedRanges.map((band) => ({ ...band, bandedRangeId: newNumber() })),
    tables: sheet.tables.map((table) => ({
      ...table,
      tableId: randomText(13),
      name: tableName(book, table.name),
    })),
    charts: sheet.charts.map((chart) => ({
      ...chart,
      chartId: newNumber(),
      spec: onSheet(chart.spec, from, sheetId),
    })),
    slicers: sheet.slicers.map((slicer) => ({ ...slicer, slicerId: newNumber() })),
  }
}

/** `Copy of Prices`, then `Copy of Prices 2`. */
function copyTitle(book: Book, title: string): string {
  const taken = new Set(book.sheets.map(({ properties }) => properties.title.toLowerCase()))
  const first = `Copy of ${title}`
  let name = first
  for (let number = 2; taken.has(name.toLowerCase()); number += 1) {
    name = `${first} ${String(number)}`
  }
  return name
}

/** Names of tables are unique in a spreadsheet [D]. */
function tableName(book: Book, name: string): string {
  const taken = new Set(
    book.sheets.flatMap(({ tables }) => tables.map((table) => table.name.toLowerCase())),
  )
  let free = name
  for (let number = 2; taken.has(free.toLowerCase()); number += 1) {
    free = `${name}_${String(number)}`
  }
  return free
}

/** What the chart shows of its own sheet, it shows of the copy. */
function onSheet(spec: Record<string, unknown>, from: number, to: number): Record<string, unknown> {
  return movedSpec(spec, from, (box: Box) => toGridRange(to, box))
}
