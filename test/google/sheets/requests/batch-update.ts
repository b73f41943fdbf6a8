import type { BatchRequest, Draft } from './request.ts'
import { FILL_REQUESTS } from './auto-fill.ts'
import { BANDING_REQUESTS } from './banding.ts'
import { BORDER_REQUESTS } from './borders.ts'
import { CELL_REQUESTS } from './cells.ts'
import { CLEAN_UP_REQUESTS } from './clean-up.ts'
import { CONDITIONAL_FORMAT_REQUESTS } from './conditional-formats.ts'
import { COPY_REQUESTS } from './copy-paste.ts'
import { DATA_SOURCE_REQUESTS } from './data-sources.ts'
import { DIMENSION_REQUESTS } from './dimensions.ts'
import { EMBEDDED_OBJECT_REQUESTS } from './embedded-objects.ts'
import { FILTER_REQUESTS } from './filters.ts'
import { FIND_REQUESTS } from './find-replace.ts'
import { GROUP_REQUESTS } from './groups.ts'
import { MERGE_REQUESTS } from './merges.ts'
import { METADATA_REQUESTS } from './metadata.ts'
import { MOVE_REQUESTS } from './move-cells.ts'
import { NAMED_RANGE_REQUESTS } from './named-ranges.ts'
import { TEXT_REQUESTS } from './paste-data.ts'
import { PROTECTED_RANGE_REQUESTS } from './protected-ranges.ts'
import { checkRequest } from './protection.ts'
import { ROW_ORDER_REQUESTS } from './row-order.ts'
import { SHEET_REQUESTS } from './sheets.ts'
import { SIZE_REQUESTS } from './sizes.ts'
import { SPREADSHEET_REQUESTS } from './spreadsheet-properties.ts'
import { TABLE_REQUESTS } from './tables.ts'
import { VALIDATION_REQUESTS } from './validation.ts'
import { checkSize } from '#test/google/sheets/book/book.ts'
import { ApiError, invalid } from '#test/google/http/errors.ts'
import { message } from '#test/google/http/schema.ts'

const REQUESTS: Record<string, BatchRequest> = {
  ...BANDING_REQUESTS,
  ...BORDER_REQUESTS,
  ...CELL_REQUESTS,
  ...CLEAN_UP_REQUESTS,
  ...CONDITIONAL_FORMAT_REQUESTS,
  ...COPY_REQUESTS,
  ...DATA_SOURCE_REQUESTS,
  ...DIMENSION_REQUESTS,
  ...EMBEDDED_OBJECT_REQUESTS,
  ...FILL_REQUESTS,
  ...FILTER_REQUESTS,
  ...FIND_REQUESTS,
  ...GROUP_REQUESTS,
  ...MERGE_REQUESTS,
  ...METADATA_REQUESTS,
  ...MOVE_REQUESTS,
  ...NAMED_RANGE_REQUESTS,
  ...PROTECTED_RANGE_REQUESTS,
  ...ROW_ORDER_REQUESTS,
  ...SHEET_REQUESTS,
  ...SIZE_REQUESTS,
  ...SPREADSHEET_REQUESTS,
  ...TABLE_REQUESTS,
  ...TEXT_REQUESTS,
  ...VALIDATION_REQUESTS,
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
    const body = (request as Record<string, Record<string, unknown> | null>)[kind] ?? {}
    try {
      const reply = carryOut(draft, kind, body)
      // Kinds with a reply of their own are named even when it is empty: recorded.
      return message('Response').has(kind) ? { [kind]: reply } : {}
    } catch (error) {
      if (!(error instanceof ApiError) || ![400, 501].includes(error.code)) throw error
      throw new ApiError(error.code, `Invalid ${at}.${kind}: ${error.message}`)
    }
  })
}

/** Carries out one request. @throws ApiError without its place in a batch. */
export function carryOut(draft: Draft, kind: string, body: Record<string, unknown>): object {
  const apply = REQUESTS[kind]
  if (!apply) throw new ApiError(501, `the local Google has not learned ${kind} yet.`)
  checkRequest(draft, kind, body)
  const reply = apply(draft, body)
  checkSize(draft.book)
  return reply
}
