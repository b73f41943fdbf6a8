import { invalid } from '#test/google/http/errors.ts'
import { findMetadata } from '#test/google/sheets/book/metadata-search.ts'
import { readFields, type BatchRequest } from './request.ts'
import {
  createMetadata,
  deleteMetadata,
  toWire,
  updateMetadata,
  type DataFilter,
  type DeveloperMetadata,
} from '#test/google/sheets/book/metadata.ts'

/** Requests about developer metadata. */
export const METADATA_REQUESTS: Record<string, BatchRequest> = {
  createDeveloperMetadata: ({ book, projectId }, body) => {
    const given = body['developerMetadata'] as DeveloperMetadata | undefined
    const metadata = createMetadata(book, given, projectId)
    return { developerMetadata: toWire(metadata) }
  },
  deleteDeveloperMetadata: ({ book, projectId }, body) => {
    const found = findMetadata(book, body['dataFilter'] as DataFilter | undefined, projectId)
    const deleted = deleteMetadata(book, found)
    return deleted.length === 0 ? {} : { deletedDeveloperMetadata: deleted.map(toWire) }
  },
  updateDeveloperMetadata: ({ book, projectId }, body) => {
    const fields = readFields(body)
    const filters = (body['dataFilters'] ?? []) as DataFilter[]
    if (filters.length === 0) throw invalid('At least one data filter must be specified.')
    const found = new Set(filters.flatMap((filter) => findMetadata(book, filter, projectId)))
    const given = (body['developerMetadata'] ?? {}) as DeveloperMetadata
    const updated = updateMetadata(book, found, given, fields)
    return updated.length === 0 ? {} : { developerMetadata: updated.map(toWire) }
  },
}
