import type { BatchRequest, Draft } from './request.ts'
import { CELL_REQUESTS } from './cells.ts'
import { DIMENSION_REQUESTS } from './dimensions.ts'
import { METADATA_REQUESTS } from './metadata.ts'
import { checkRequest } from './protection.ts'
import { RANGE_REQUESTS } from './ranges.ts'
import { SHEET_REQUESTS } from './sheets.ts'
import { SPREADSHEET_REQUESTS } from './spreadsheet-properties.ts'
import { ApiError, invalid } from '#test/google/http/errors.ts'

const REQUESTS: Record<string, BatchRequest> = {
  ...CELL_REQUESTS,
  ...RANGE_REQUESTS,
  ...DIMENSION_REQUESTS,
  ...SHEET_REQUESTS,
  ...SPREADSHEET_REQUESTS,
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
    const body = (request as Record<string, Record<string, unknown> | null>)[kind] ?? {}
    try {
      const reply = carryOut(draft, kind, body)
      return Object.keys(reply).length === 0 ? {} : { [kind]: reply }
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
  return apply(draft, body)
}
