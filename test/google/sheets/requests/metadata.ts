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
    const deleted = deleteMetadata(book, body['dataFilter'] as DataFilter | undefined, projectId)
    return deleted.length === 0 ? {} : { deletedDeveloperMetadata: deleted.map(toWire) }
  },
  updateDeveloperMetadata: ({ book, projectId }, body) => {
    const updated = updateMetadata(
      book,
      {
        dataFilters: (body['dataFilters'] as DataFilter[] | undefined) ?? [],
        developerMetadata: (body['developerMetadata'] as DeveloperMetadata | undefined) ?? {},
        fields: readFields(body),
      },
      projectId,
    )
    return updated.length === 0 ? {} : { developerMetadata: updated.map(toWire) }
  },
}
