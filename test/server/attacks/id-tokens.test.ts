import { describe, expect, it } from 'vitest'
import { newSecret } from '#server/vault/secrets.ts'
import { SIGNATURES, type Forgery } from '#test/google/oauth/forgery.ts'
import { BEN } from '#test/google/oauth/people.ts'
import { comeBack, startSheetside, type Sheetside } from '#test/server/harness.ts'
import { arrive, gained, NOTHING, returning } from './flow.ts'

const seconds = () => Math.floor(Date.now() / 1000)
/** Clocks may differ by five minutes, as Google's own library has it. */
const SKEW = 300

async function signInWith(sheetside: Sheetside, forgery: Forgery): Promise<string> {
  sheetside.google.forgeIdTokens(forgery)
  const { callback, cookie } = await returning(sheetside, 'sign_in')
  return arrive(callback, cookie)
}

/** RFC 8725 §2.1, §3.1, and OpenID Connect Core §3.1.3.7. */
describe('an id_token is not believed', () => {
  it.each(SIGNATURES.filter((signature) => signature !== 'google'))(
    'whose signature is no true one: %s',
    async (signature) => {
      const sheetside = await startSheetside()
      const forgery = { signature, claims: { sub: BEN.sub, email: BEN.email } }
      expect(await signInWith(sheetside, forgery)).toBe('?error=internal')
      expect(await gained(sheetside.deps)).toEqual(NOTHING)
    },
  )

  it.each<[string, Record<string, unknown>]>([
    ['for another client', { aud: 'another-client.apps.googleusercontent.com' }],
    ['for several clients', { aud: ['ours', 'another-client'] }],
    ['for nobody', { aud: null }],
    ['that another client got', { azp: 'another-client.apps.googleusercontent.com' }],
    ['of another issuer', { iss: 'https://accounts.evil.example' }],
    ['of an issuer that begins like Google', { iss: 'https://accounts.google.com.evil.example' }],
    ['of no issuer', { iss: null }],
    ['with another flow’s nonce', { nonce: newSecret() }],
    ['with an empty nonce', { nonce: '' }],
    ['without a nonce', { nonce: null }],
    ['that is over', { iat: seconds() - 7200, exp: seconds() - SKEW - 10 }],
    ['that is yet to begin', { iat: seconds() + SKEW + 60, exp: seconds() + 3600 }],
    ['that never ends', { exp: null }],
    ['that lives for years', { exp: seconds() + 400 * 86_400 }],
    ['without a beginning', { iat: null }],
    ['of nobody', { sub: null }],
    ['of an empty somebody', { sub: '' }],
    ['of a number', { sub: 42 }],
    ['without an email', { email: null }],
    ['with an email that is none', { email: 'ada' }],
  ])('%s', async (_, claims) => {
    const sheetside = await startSheetside()
    expect(await signInWith(sheetside, { claims })).toBe('?error=internal')
    expect(await gained(sheetside.deps)).toEqual(NOTHING)
  })

  it('for its nonce either, where Google was asked with another', async () => {
    const { begin } = await startSheetside()
    const flow = await begin('sign_in')
    const swapped = new URL(flow.consentUrl)
    swapped.searchParams.set('nonce', newSecret())
    expect((await comeBack({ ...flow, consentUrl: swapped.href })).search).toBe('?error=internal')
  })

  it('when a Google account is connected either', async () => {
    const sheetside = await startSheetside()
    const { token } = await sheetside.register()
    sheetside.google.forgeIdTokens({ signature: 'none' })
    const { callback, cookie } = await returning(sheetside, 'connect', token)
    expect(await arrive(callback, cookie)).toBe('?error=internal')
    expect(await gained(sheetside.deps)).toMatchObject({ grants: 0 })
  })

  it('and the log says why without repeating it', async () => {
    const sheetside = await startSheetside()
    await signInWith(sheetside, { signature: 'stranger' })
    const log = sheetside.logged.join('')
    expect(log).toContain('id_token: not valid')
    expect(log).not.toMatch(/eyJ/)
  })
})

describe('an id_token is believed', () => {
  it('that Google made, and so the tests above fail for what they name', async () => {
    const sheetside = await startSheetside()
    expect(await signInWith(sheetside, { claims: {} })).toBe('?code')
  })

  it('by the name and picture in it as far as they are a name and a picture', async () => {
    const sheetside = await startSheetside()
    sheetside.google.forgeIdTokens({ claims: { name: { first: 'Ada' }, picture: 'javascript:1' } })
    const { person } = await sheetside.signIn()
    expect(person).toMatchObject({ name: null, picture: null })
  })
})
