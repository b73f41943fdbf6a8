import { readFields, type BatchRequest, type Draft } from './request.ts'
import { CELL_REQUESTS } from './cells.ts'
import { DIMENSION_REQUESTS } from './dimensions.ts'
import { RANGE_REQUESTS } from './ranges.ts'
import { SHEET_REQUESTS } from './sheets.ts'
import { ApiError, invalid } from '#test/google/http/errors.ts'
import {
  createMetadata,
  deleteMetadata,
  toWire,
  updateMetadata,
  type DataFilter,
  type DeveloperMetadata,
} from '#test/google/sheets/book/metadata.ts'

const METADATA_REQUESTS: Record<string, BatchRequest> = {
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

const REQUESTS: Record<string, BatchRequest> = {
  ...CELL_REQUESTS,
  ...RANGE_REQUESTS,
  ...DIMENSION_REQUESTS,
  ...SHEET_REQUESTS,
  ...METADATA_REQUESTS,
}

/**
 * Carries out the requests in order on the draft; replies mirror them. Whoever calls throws the draft
 * away when this throws.
 * @throws ApiError `Invalid requests[i].kind: …`
 */
export function applyRequests(draft: Draft, requests: readonly unknown[]): object[] {
  return requests.map((request, index) => {
    const [kind] = Object.keys(request as object)
    const at = `requests[${String(index)}]`
    if (kind === undefined) throw invalid(`Invalid ${at}: No request set.`)
    const apply = REQUESTS[kind]
    if (!apply) {
      throw new ApiError(
        501,
        `Invalid ${at}.${kind}: the local Google has not learned ${kind} yet.`,
      )
    }
    const body = (request as Record<string, Record<string, unknown> | null>)[kind] ?? {}
    try {
      const reply = apply(draft, body)
      return Object.keys(reply).length === 0 ? {} : { [kind]: reply }
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 400) throw error
      throw invalid(`Invalid ${at}.${kind}: ${error.message}`)
    }
  })
}
