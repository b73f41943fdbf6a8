import { ApiError, invalid } from '#test/google/http/errors.ts'
import type { BatchRequest } from './request.ts'

/**
 * Connected sheets, as they are for who has none and no access to BigQuery: the answers were probed by
 * others.
 */
export const DATA_SOURCE_REQUESTS: Record<string, BatchRequest> = {
  addDataSource: () => {
    throw noBigQuery()
  },
  updateDataSource: () => {
    throw noBigQuery()
  },
  deleteDataSource: () => {
    throw invalid("The data source ID doesn't exist.")
  },
  refreshDataSource: () => ({}),
  cancelDataSourceRefresh: () => ({}),
}

function noBigQuery(): ApiError {
  return new ApiError(
    403,
    'The request scopes are not sufficient for performing this operation. Please include bigquery.readonly scope.',
  )
}
