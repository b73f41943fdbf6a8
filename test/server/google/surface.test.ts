import { describe, expect, it } from 'vitest'
import { methodAt, refusedParameter } from '#server/google/surface.ts'

const BOOK = '/v4/spreadsheets/1abcDEF_-9'

describe('what is passed on to Google', () => {
  it.each([
    [BOOK, 'spreadsheets.get'],
    [`${BOOK}/values/Sheet1!A1:B2`, 'spreadsheets.values.get'],
    [`${BOOK}/values/%27a%2Fb%27!A1`, 'spreadsheets.values.get'],
    [`${BOOK}/values:batchGet`, 'spreadsheets.values.batchGet'],
    [`${BOOK}/developerMetadata/17`, 'spreadsheets.developerMetadata.get'],
  ])('reads %s as %s', (path, name) => {
    expect(methodAt('GET', path)?.name).toBe(name)
  })

  it.each([
    ['POST', BOOK],
    ['POST', `${BOOK}:batchUpdate`],
    ['GET', `${BOOK}:batchUpdate`],
    ['GET', '/v4/spreadsheets'],
    ['GET', '/v4/spreadsheets/'],
    ['GET', `${BOOK}/values/A1/B2`],
    ['GET', `${BOOK}/developerMetadata/x`],
    ['GET', '/v4/other/1abc'],
    ['GET', '/drive/v3/files'],
  ])('does not know %s %s', (verb, path) => {
    expect(methodAt(verb, path)).toBeNull()
  })

  it.each([
    'ranges=A1&ranges=B2&includeGridData=true&fields=sheets',
    'majorDimension=ROWS&valueRenderOption=FORMULA&dateTimeRenderOption=SERIAL_NUMBER',
    '%24fields=values&$prettyPrint=false&alt=json&$alt=json&prettyPrint=true',
    'fields=key',
    '',
  ])('takes the parameters of Google’s methods: %s', (query) => {
    expect(refusedParameter(new URLSearchParams(query))).toBeNull()
  })

  it.each([
    // Another method than that of the request.
    '$httpMethod',
    '$httpHeaders',
    '$ct',
    // Somebody else than the session says.
    'access_token',
    'oauth_token',
    'key',
    '$key',
    // Somebody else's quota: the project's is for all who are here.
    'quotaUser',
    '$quotaUser',
    '$userProject',
    // An answer that is a script, or an error of another form.
    'callback',
    '$callback',
    '$.xgafv',
    '$apiFormat',
    'whatever',
  ])('does not take %s', (name) => {
    const query = new URLSearchParams([
      ['fields', 'x'],
      [name, 'POST'],
    ])
    expect(refusedParameter(query)).toBe(name)
  })

  it('answers in JSON alone', () => {
    expect(refusedParameter(new URLSearchParams('alt=json&alt=media'))).toBe('alt')
    expect(refusedParameter(new URLSearchParams('$alt=proto'))).toBe('$alt')
  })
})
