import { describe, expect, it } from 'vitest'
import { startSheetside } from '#test/server/harness.ts'
import { arrive, callbackOf, CODE, returning } from './flow.ts'

/** RFC 9207: who answers says who they are, and nobody's code is sent to somebody else. */
describe('an answer of another issuer', () => {
  it.each([
    'https://accounts.evil.example',
    'https://accounts.google.com/',
    'http://accounts.google.com',
    'https://accounts.google.com.evil.example',
    'https://ACCOUNTS.google.com',
    '',
  ])('is not taken to Google: %j', async (iss) => {
    const sheetside = await startSheetside()
    const { googleCode, state, cookie } = await returning(sheetside, 'sign_in')
    const callback = callbackOf(sheetside, { code: googleCode, state, iss })
    expect(await arrive(callback, cookie)).toBe('?error=internal')
    expect(sheetside.google.requests().filter(({ path }) => path === '/token')).toEqual([])
  })

  it('is not believed where it is an error either', async () => {
    const sheetside = await startSheetside()
    const { state, cookie } = await returning(sheetside, 'sign_in')
    const iss = 'https://accounts.evil.example'
    const callback = callbackOf(sheetside, { error: 'admin_policy_enforced', state, iss })
    expect(await arrive(callback, cookie)).toBe('?error=internal')
  })

  it('is told from Google’s, which names itself', async () => {
    const sheetside = await startSheetside()
    const { callback, cookie } = await returning(sheetside, 'sign_in')
    expect(new URL(callback).searchParams.get('iss')).toBe('https://accounts.google.com')
    expect(await arrive(callback, cookie)).toBe(CODE)
  })
})
