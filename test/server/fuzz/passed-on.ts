import * as fc from 'fast-check'
import type { Sent } from './client.ts'
import { encoded, onWire, strangeText } from './strange.ts'

const range = fc.oneof(
  fc.constantFrom('A1', 'Sheet1!A1:B2', '%27Sheet1%27!A:A', '1:1', 'A1%2FB2', 'A1/../B2', 'A1%00'),
  strangeText.map(encoded),
  strangeText.map(onWire),
)
const spreadsheet = fc.oneof(
  { weight: 6, arbitrary: fc.constant('{spreadsheetId}') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '',
      '.',
      '..',
      '%2e%2e',
      '..%2f..',
      '{spreadsheetId}%2f..%2fx',
      'x;y',
    ),
  },
  { weight: 1, arbitrary: strangeText.map(onWire) },
)
const method = fc.oneof(
  { weight: 4, arbitrary: range.map((one) => `/values/${one}`) },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      '',
      '/values:batchGet',
      '/values:batchUpdate',
      '/values:batchClear',
      ':batchUpdate',
      ':getByDataFilter',
      '/values/A1:append',
      '/values/A1:clear',
      '/developerMetadata/17',
      '/developerMetadata:search',
      '/sheets/0:copyTo',
      '/../../../drive/v3/files',
      '/values/../../../../drive/v3/files',
      '/values/%2e%2e/%2e%2e/drive/v3/about',
      '//values/A1',
      '?/values/A1',
    ),
  },
)
const parameter = fc.tuple(
  fc.constantFrom(
    'ranges',
    'fields',
    'majorDimension',
    'valueRenderOption',
    'includeGridData',
    'alt',
    'prettyPrint',
    'access_token',
    'acc%65ss_token',
    'oauth_token',
    'key',
    'callback',
    '$httpMethod',
    '%24httpMethod',
    '$httpHeaders',
    '$req',
  ),
  fc.oneof(
    fc.constantFrom('A1', 'Sheet1!A1:B2', '*', 'json', 'POST', 'x'),
    strangeText.map(encoded),
  ),
)

/** Requests to Google's surface: ways out of it, other methods, other credentials. */
export const passedOn: fc.Arbitrary<Sent> = fc
  .record({
    verb: fc.oneof(
      { weight: 8, arbitrary: fc.constant('GET') },
      { weight: 1, arbitrary: fc.constantFrom('POST', 'PUT', 'DELETE', 'HEAD', 'get') },
    ),
    spreadsheet,
    method,
    parameters: fc.array(parameter, { maxLength: 3 }),
    override: fc.boolean(),
  })
  .map(({ verb, spreadsheet, method, parameters, override }) => {
    const query = parameters.map((pair) => pair.join('=')).join('&')
    return {
      method: verb,
      target: `/sheets/v4/spreadsheets/${spreadsheet}${method}${query === '' ? '' : `?${query}`}`,
      headers: {
        authorization: 'Bearer {ada}',
        ...(override && { 'x-http-method-override': 'POST' }),
      },
      body: undefined,
    }
  })
