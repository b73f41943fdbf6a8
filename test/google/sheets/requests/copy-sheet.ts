import type { Box } from '#test/google/sheets/book/a1.ts'
import type { Book, Sheet } from '#test/google/sheets/book/book.ts'
import { movedSpec } from '#test/google/sheets/book/chart-sources.ts'
import { toGridRange } from '#test/google/sheets/book/grid-range.ts'
import { newTitle } from '#test/google/sheets/formulas/lost.ts'
import { newNumber, randomText } from '#test/google/ids.ts'
import type { Backing } from './carried.ts'
import { copyName, freeName } from './free-name.ts'
import { checkNewSheet, titles } from './sheet-names.ts'
import { tableNames } from './tables.ts'

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
  const title = given.title ? given.title : copyName(titles(book), sheet.properties.title)
  const sheetId = given.sheetId ?? newNumber()
  checkNewSheet(book, { sheetId, title })
  newTitle(book, title)
  const { hidden: _hidden, ...properties } = structuredClone(sheet.properties)
  const from = sheet.properties.sheetId
  const tableIds = new Map(sheet.tables.map(({ tableId }) => [tableId, randomText(13)]))
  const backed = <T extends Backing>(item: T): T => backedAnew(item, tableIds)
  return {
    ...sheet,
    properties: { ...properties, sheetId, title },
    grid: sheet.grid.copy(),
    rows: new Map(sheet.rows),
    columns: new Map(sheet.columns),
    basicFilter: sheet.basicFilter && backed(sheet.basicFilter),
    protectedRanges: sheet.protectedRanges.map((range) => ({
      ...backed(range),
      protectedRangeId: newNumber(),
    })),
    filterViews: sheet.filterViews.map((view) => ({ ...backed(view), filterViewId: newNumber() })),
    bandedRanges: sheet.bandedRanges.map((band) => ({ ...band, bandedRangeId: newNumber() })),
    tables: sheet.tables.map((table) => ({
      ...table,
      tableId: tableIds.get(table.tableId) ?? '',
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

/** What stands for a table stands for its copy; what stands for a named range, for itself. */
function backedAnew<T extends Backing>(item: T, tableIds: ReadonlyMap<string, string>): T {
  const { namedRangeId: _named, tableId: old = '', ...rest } = item
  const tableId = tableIds.get(old)
  return { ...rest, ...(tableId === undefined ? {} : { tableId }) } as T
}

/** Names of tables are unique in a spreadsheet [D]. */
function tableName(book: Book, name: string): string {
  return freeName(tableNames(book), (number) => (number === 1 ? name : `${name}_${String(number)}`))
}

/** What the chart shows of its own sheet, it shows of the copy. */
function onSheet(spec: Record<string, unknown>, from: number, to: number): Record<string, unknown> {
  return movedSpec(spec, from, (box: Box) => toGridRange(to, box))
}
