import { parseRange, type Box, type SheetBox } from './a1.ts'
import type { Book, Metadata, MetadataLocation } from './book.ts'
import { readGridRange } from './grid-range.ts'
import {
  locationToWire,
  readLocation,
  sees,
  toWire,
  type DataFilter,
  type DeveloperMetadata,
} from './metadata.ts'
import { invalid } from '#test/google/http/errors.ts'

type Lookup = NonNullable<DataFilter['developerMetadataLookup']>

/** Every entry that a filter matched, with all the filters that did. */
export function searchMetadata(
  book: Book,
  filters: readonly DataFilter[],
  projectId: string,
): { developerMetadata: DeveloperMetadata; dataFilters: DataFilter[] }[] {
  // The words were probed by others.
  if (filters.length === 0) throw invalid('At least one data filter must be specified.')
  const matches = new Map<Metadata, DataFilter[]>()
  for (const filter of filters) {
    for (const metadata of findMetadata(book, filter, projectId)) {
      matches.set(metadata, [...(matches.get(metadata) ?? []), filter])
    }
  }
  return [...matches].map(([metadata, dataFilters]) => ({
    developerMetadata: toWire(metadata),
    dataFilters,
  }))
}

/**
 * What a filter selects of the metadata that the project sees: by lookup, or what lies on a range or
 * crosses it [D].
 * https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets.developerMetadata/search
 */
export function findMetadata(
  book: Book,
  filter: DataFilter | undefined,
  projectId: string,
): Metadata[] {
  const visible = book.metadata.filter((metadata) => sees(metadata, projectId))
  const lookup = filter?.developerMetadataLookup
  if (lookup) {
    const matches = readLookup(book, lookup)
    return visible.filter(matches)
  }
  const { sheet, box } = rangeOf(book, filter ?? {})
  const { sheetId } = sheet.properties
  return visible.filter(({ location }) => crosses(location, sheetId, box))
}

/**
 * The range that a filter names itself; its open ends stay open.
 * @throws ApiError for a range that does not exist, and for a filter without anything set.
 */
export function rangeOf(book: Book, { a1Range, gridRange }: DataFilter): SheetBox {
  if (a1Range !== undefined) return parseRange(book, a1Range)
  if (!gridRange) throw invalid('No filter set.')
  const { sheet, open } = readGridRange(book, gridRange)
  return { sheet, box: open }
}

function crosses(location: MetadataLocation, sheetId: number, box: Box): boolean {
  if (location.on === 'spreadsheet' || location.sheetId !== sheetId) return false
  if (location.on === 'sheet') return true
  const { index } = location
  return location.on === 'ROWS'
    ? index >= box.startRow && index < box.endRow
    : index >= box.startColumn && index < box.endColumn
}

/** A lookup without anything matches everything: probed by others. */
function readLookup(book: Book, lookup: Lookup): (metadata: Metadata) => boolean {
  checkLookup(lookup)
  const { metadataId, metadataKey, metadataValue, visibility, locationType } = lookup
  const exact = lookup.locationMatchingStrategy === 'EXACT_LOCATION'
  const at = lookup.metadataLocation ? readLocation(book, lookup.metadataLocation) : null
  return (metadata) =>
    (metadataId === undefined || metadataId === metadata.metadataId) &&
    (metadataKey === undefined || metadataKey === metadata.key) &&
    (metadataValue === undefined || metadataValue === metadata.value) &&
    (visibility === undefined || visibility === metadata.visibility) &&
    (locationType === undefined ||
      locationType === locationToWire(metadata.location).locationType) &&
    (at === null || isAt(metadata.location, at, exact))
}

/** What of a lookup's parts go together [D]; the first words were probed by others. */
function checkLookup({ metadataLocation, locationType, locationMatchingStrategy }: Lookup): void {
  const intersecting = locationMatchingStrategy === 'INTERSECTING_LOCATION'
  if (metadataLocation?.spreadsheet === true && intersecting) {
    throw invalid(
      'DeveloperMetadataLookup.spreadsheet is true, but locationMatchingStrategy was specified as INTERSECTING.',
    )
  }
  if (locationMatchingStrategy !== undefined && !metadataLocation) {
    throw invalid(
      'DeveloperMetadataLookup.locationMatchingStrategy was specified without a metadataLocation.',
    )
  }
  if (locationType !== undefined && locationMatchingStrategy === 'EXACT_LOCATION') {
    throw invalid(
      'DeveloperMetadataLookup.locationType was specified, but locationMatchingStrategy was specified as EXACT.',
    )
  }
  const elsewhere = metadataLocation && metadataLocation.spreadsheet !== true
  if (locationType === 'SPREADSHEET' && (intersecting || elsewhere)) {
    throw invalid(
      'DeveloperMetadataLookup.locationType was specified as SPREADSHEET, but metadataLocation is not a spreadsheet.',
    )
  }
}

/** Rows cross columns, and a sheet its rows and columns; the spreadsheet crosses nothing [D]. */
function isAt(location: MetadataLocation, wanted: MetadataLocation, exact: boolean): boolean {
  if (exact) return JSON.stringify(location) === JSON.stringify(wanted)
  if (wanted.on === 'spreadsheet' || location.on === 'spreadsheet') return location.on === wanted.on
  if (location.sheetId !== wanted.sheetId) return false
  if (wanted.on === 'sheet' || location.on === 'sheet') return true
  return location.on !== wanted.on || location.index === wanted.index
}
