import { EVERYTHING, type SheetBox } from './a1.ts'
import { sheetById, type Book, type Metadata } from './book.ts'
import type { DataFilter } from './metadata.ts'
import { findMetadata, rangeOf } from './metadata-search.ts'
import { each } from '#test/google/http/call.ts'

/**
 * The ranges that a DataFilter means: the one it names, or those that the developer metadata it looks
 * up is on. Ends that are open stay so.
 * https://developers.google.com/workspace/sheets/api/reference/rest/v4/DataFilter
 * @throws ApiError for a range that does not exist, and for a filter without anything set.
 */
export function filterRanges(book: Book, filter: DataFilter, projectId: string): SheetBox[] {
  if (!filter.developerMetadataLookup) return [rangeOf(book, filter)]
  return findMetadata(book, filter, projectId).flatMap((metadata) => placesOf(book, metadata))
}

/** Metadata of the spreadsheet as a whole stands for all of its sheets. */
function placesOf(book: Book, { location }: Metadata): SheetBox[] {
  if (location.on === 'spreadsheet') return book.sheets.map((sheet) => ({ sheet, box: EVERYTHING }))
  const sheet = sheetById(book, location.sheetId)
  if (!sheet) return []
  if (location.on === 'sheet') return [{ sheet, box: EVERYTHING }]
  const { index } = location
  return location.on === 'ROWS'
    ? [{ sheet, box: { ...EVERYTHING, startRow: index, endRow: index + 1 } }]
    : [{ sheet, box: { ...EVERYTHING, startColumn: index, endColumn: index + 1 } }]
}

/** Each range once, with all the filters that led to it. */
export function matchRanges(
  book: Book,
  filters: readonly DataFilter[],
  projectId: string,
): (SheetBox & { dataFilters: DataFilter[] })[] {
  const ranges = each(filters, 'dataFilters', (filter) => filterRanges(book, filter, projectId))
  const found = new Map<string, SheetBox & { dataFilters: DataFilter[] }>()
  filters.forEach((filter, index) => {
    for (const range of ranges[index] ?? []) {
      const { sheetId } = range.sheet.properties
      const key = [sheetId, ...Object.values(range.box)].join(' ')
      const known = found.get(key)
      if (known) known.dataFilters.push(echo(filter))
      else found.set(key, { ...range, dataFilters: [echo(filter)] })
    }
  })
  return [...found.values()]
}

/** A filter in an answer: a sheet id of 0 is the default and left out, as seen in public answers. */
export function echo(filter: DataFilter): DataFilter {
  const { sheetId, ...rest } = filter.gridRange ?? {}
  return filter.gridRange && sheetId === 0 ? { ...filter, gridRange: rest } : filter
}
