import {
  sheetById,
  type Book,
  type Dimension,
  type Metadata,
  type MetadataLocation,
  type Sheet,
} from './book.ts'
import { toDimensionRange, type DimensionRange, type GridRange } from './grid-range.ts'
import { ApiError, invalid } from '#test/google/http/errors.ts'
import { newNumber } from '#test/google/ids.ts'

/**
 * Developer metadata: notes that programs pin to a spreadsheet, a sheet, a row or a column.
 * https://developers.google.com/workspace/sheets/api/guides/metadata
 */

/** The wire's form. */
export type DeveloperMetadata = {
  metadataId?: number
  metadataKey?: string
  metadataValue?: string
  visibility?: string
  location?: {
    locationType?: string
    spreadsheet?: boolean
    sheetId?: number
    dimensionRange?: DimensionRange
  }
}

export type DataFilter = {
  developerMetadataLookup?: {
    metadataId?: number
    metadataKey?: string
    metadataValue?: string
    visibility?: string
    locationType?: string
    metadataLocation?: DeveloperMetadata['location']
    locationMatchingStrategy?: string
  }
  a1Range?: string
  gridRange?: GridRange
}

/** Characters of keys and values together, per sheet and once more per spreadsheet [D]. */
const CHARACTERS = 30_000
const MAX_ID = 2 ** 31 - 1

export function toWire(metadata: Metadata): DeveloperMetadata {
  const { location } = metadata
  return {
    metadataId: metadata.metadataId,
    metadataKey: metadata.key,
    ...(metadata.value !== undefined ? { metadataValue: metadata.value } : {}),
    location: locationToWire(location),
    visibility: metadata.visibility,
  }
}

export function locationToWire(
  location: MetadataLocation,
): NonNullable<DeveloperMetadata['location']> {
  if (location.on === 'spreadsheet') return { locationType: 'SPREADSHEET', spreadsheet: true }
  if (location.on === 'sheet') return { locationType: 'SHEET', sheetId: location.sheetId }
  return {
    locationType: location.on === 'ROWS' ? 'ROW' : 'COLUMN',
    dimensionRange: toDimensionRange(
      location.sheetId,
      location.on,
      location.index,
      location.index + 1,
    ),
  }
}

export function readLocation(book: Book, given: DeveloperMetadata['location']): MetadataLocation {
  if (given?.spreadsheet === true) return { on: 'spreadsheet' }
  if (given?.sheetId !== undefined) {
    checkSheet(book, given.sheetId)
    return { on: 'sheet', sheetId: given.sheetId }
  }
  const range = given?.dimensionRange
  if (!range) throw invalid('Developer metadata must always have a location specified.')
  const { sheetId = 0, dimension, startIndex, endIndex } = range
  const grid = checkSheet(book, sheetId).grid
  if (dimension !== 'ROWS' && dimension !== 'COLUMNS') throw invalid('No dimension specified.')
  if (startIndex === undefined || endIndex === undefined) {
    throw invalid('DimensionRange must specify both a startIndex and an endIndex.')
  }
  if (endIndex - startIndex !== 1) {
    throw invalid('DimensionRange must represent a single row or column.')
  }
  const length = dimension === 'ROWS' ? grid.rowCount : grid.columnCount
  if (startIndex < 0 || startIndex >= length) {
    throw invalid(
      `dimensionRange.startIndex[${String(startIndex)}] is out of bounds: the sheet has ${String(length)}.`,
    )
  }
  return { on: dimension, sheetId, index: startIndex }
}

function checkSheet(book: Book, sheetId: number): Sheet {
  const sheet = sheetById(book, sheetId)
  if (!sheet) throw invalid(`No sheet with id: ${String(sheetId)}`)
  return sheet
}

export function createMetadata(
  book: Book,
  given: DeveloperMetadata | undefined,
  projectId: string,
): Metadata {
  if (!given?.metadataKey) throw noKey()
  const visibility = readVisibility(given)
  const id = given.metadataId ?? freeId(book)
  if (!Number.isInteger(id) || id <= 0 || id > MAX_ID) {
    throw invalid(`Developer metadata ID [${String(id)}] must be positive.`)
  }
  if (book.metadata.some(({ metadataId }) => metadataId === id)) {
    throw invalid(
      `Cannot add developer metadata with ID [${String(id)}] because developer metadata with that ID already exists.`,
    )
  }
  const metadata: Metadata = {
    metadataId: id,
    key: given.metadataKey,
    ...(given.metadataValue !== undefined ? { value: given.metadataValue } : {}),
    visibility,
    projectId,
    location: readLocation(book, given.location),
  }
  book.metadata = [...book.metadata, metadata]
  checkCharacters(book)
  return metadata
}

function noKey(): Error {
  return invalid('Developer metadata must always have a key specified.')
}

function readVisibility({ visibility }: DeveloperMetadata): string {
  if (visibility === 'DOCUMENT' || visibility === 'PROJECT') return visibility
  throw invalid('Developer metadata must always have visibility specified.')
}

function freeId(book: Book): number {
  const id = newNumber()
  return book.metadata.some(({ metadataId }) => metadataId === id) ? freeId(book) : id
}

function checkCharacters(book: Book): void {
  const sums = new Map<string, number>()
  for (const { key, value = '', location } of book.metadata) {
    const place =
      location.on === 'spreadsheet' ? 'spreadsheet' : `sheet ${String(location.sheetId)}`
    sums.set(place, (sums.get(place) ?? 0) + key.length + value.length)
  }
  for (const [place, sum] of sums) {
    if (sum > CHARACTERS) {
      throw invalid(
        `The developer metadata of the ${place} would exceed the limit of ${String(CHARACTERS)} characters.`,
      )
    }
  }
}

export function deleteMetadata(book: Book, found: readonly Metadata[]): Metadata[] {
  book.metadata = book.metadata.filter((metadata) => !found.includes(metadata))
  return [...found]
}

export function updateMetadata(
  book: Book,
  found: ReadonlySet<Metadata>,
  developerMetadata: DeveloperMetadata,
  fields: readonly string[],
): Metadata[] {
  const sets = (name: string): boolean =>
    fields.some((path) => path === '*' || path === name || path.startsWith(`${name}.`))
  if (sets('metadataId') && !fields.includes('*')) {
    throw invalid('Developer metadata IDs cannot be changed.')
  }
  const updated: Metadata[] = []
  book.metadata = book.metadata.map((metadata) => {
    if (!found.has(metadata)) return metadata
    const { value, ...rest } = metadata
    const newValue = sets('metadataValue') ? developerMetadata.metadataValue : value
    const changed: Metadata = {
      ...rest,
      ...(newValue !== undefined ? { value: newValue } : {}),
      ...(sets('metadataKey') ? { key: developerMetadata.metadataKey ?? '' } : {}),
      ...(sets('visibility') ? { visibility: readVisibility(developerMetadata) } : {}),
      ...(sets('location') ? { location: readLocation(book, developerMetadata.location) } : {}),
    }
    if (changed.key === '') throw noKey()
    updated.push(changed)
    return changed
  })
  checkCharacters(book)
  return updated
}

/** @throws ApiError 404, in Google's words. */
export function getMetadata(book: Book, metadataId: number, projectId: string): Metadata {
  const found = book.metadata.find(
    (metadata) => metadata.metadataId === metadataId && sees(metadata, projectId),
  )
  if (!found) throw new ApiError(404, `No developer metadata with ID: ${String(metadataId)}`)
  return found
}

/** Metadata of visibility PROJECT is only for the project that made it [D]. */
export function sees(metadata: Metadata, projectId: string): boolean {
  return metadata.visibility === 'DOCUMENT' || metadata.projectId === projectId
}

/** The row or column that metadata sits on now, for whoever looks from outside. */
export function placeOf(
  metadata: Metadata,
): { dimension: Dimension; sheetId: number; index: number } | null {
  const { location } = metadata
  if (location.on === 'spreadsheet' || location.on === 'sheet') return null
  return { dimension: location.on, sheetId: location.sheetId, index: location.index }
}
