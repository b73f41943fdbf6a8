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

  it('takes no method but that of the request', () => {
    expect(refusedParameter(new URLSearchParams('%24httpMethod=POST'))).toBe('$httpMethod')
    expect(refusedParameter(new URLSearchParams('$httpHeaders=Authorization:x'))).not.toBeNull()
  })

  it('answers in JSON alone', () => {
    expect(refusedParameter(new URLSearchParams('alt=json'))).toBeNull()
    expect(refusedParameter(new URLSearchParams('alt=json&alt=media'))).toBe('alt')
    expect(refusedParameter(new URLSearchParams('$alt=proto'))).toBe('$alt')
  })

  it('takes no other credential than the session', () => {
    expect(refusedParameter(new URLSearchParams('fields=x&access_token=y'))).toBe('access_token')
    expect(refusedParameter(new URLSearchParams('key=y'))).toBe('key')
    expect(refusedParameter(new URLSearchParams('fields=key'))).toBeNull()
  })
})
