import { describe, expect, it } from 'vitest'
import { oauthFlows } from '#server/db/schema.ts'
import { newSecret } from '#server/vault/secrets.ts'
import { DeadEnd, consent } from '#test/google/oauth/consent.ts'
import { ADA } from '#test/google/oauth/people.ts'
import { REDIRECT, refusal, startSheetside, visit } from '#test/server/harness.ts'
import { callbackOf, finished, returning } from './flow.ts'

const { host, hostname } = new URL(REDIRECT)
const [id = ''] = hostname.split('.')
const other = id.startsWith('a') ? `b${id.slice(1)}` : `a${id.slice(1)}`

/** RFC 9700 §4.1: exact matching, since every looser rule was broken. */
describe('a redirect that is not listed', () => {
  it.each([
    ['another extension', `https://${other}.chromiumapp.org/`],
    ['a host that ends like it', `https://evil-${host}/`],
    ['a host that begins like it', `https://${host}.evil.example/`],
    ['no slash at the end', REDIRECT.slice(0, -1)],
    ['a path', `${REDIRECT}cb`],
    ['a path that climbs back', `${REDIRECT}x/../`],
    ['a query', `${REDIRECT}?next=https://evil.example/`],
    ['an empty query', `${REDIRECT}?`],
    ['a fragment', `${REDIRECT}#x`],
    ['an empty fragment', `${REDIRECT}#`],
    ['a name before the host', `https://evil.example@${host}/`],
    ['the host as the name', `https://${host}@evil.example/`],
    ['capital letters', `https://${host.toUpperCase()}/`],
    ['the capital scheme', `HTTPS://${host}/`],
    ['no TLS', `http://${host}/`],
    ['a port', `https://${host}:443/`],
    ['a full stop after the host', `https://${host}./`],
    ['an encoded letter', REDIRECT.replace('chromiumapp', '%63hromiumapp')],
    ['backslashes', `https:\\\\${host}\\`],
    ['a line break after', `${REDIRECT}\r\nLocation: https://evil.example/`],
    ['a script', 'javascript:alert(1)'],
    ['a data address', 'data:text/html,x'],
    ['an extension page', `chrome-extension://${id}/popup.html`],
    ['nothing', ''],
  ])('is refused: %s', async (_, redirectUri) => {
    const { call, deps } = await startSheetside()
    const body = { purpose: 'sign_in', redirectUri, codeChallenge: newSecret() }
    const answer = call('POST', '/api/google/flows', { body })
    expect(await refusal(answer)).toEqual({ status: 400, code: 'invalid_input' })
    expect(await deps.db.select().from(oauthFlows)).toEqual([])
  })

  it('is not taken from the callback either', async () => {
    const sheetside = await startSheetside()
    const { googleCode, state, cookie } = await returning(sheetside, 'sign_in')
    const query = { code: googleCode, state, redirect_uri: 'https://evil.example/' }
    const { location } = await visit(callbackOf(sheetside, query), cookie)
    expect(location).toMatch(new RegExp(`^${REDIRECT}\\?code=`))
  })

  it('of ours is refused by Google, which knows our callback to the letter', async () => {
    const { begin } = await startSheetside()
    const { consentUrl } = await begin('sign_in')
    for (const redirectUri of [
      'https://evil.example/',
      'http://127.0.0.1/oauth/google/callback/x',
    ]) {
      const forged = new URL(consentUrl)
      forged.searchParams.set('redirect_uri', redirectUri)
      await expect(consent(forged.href, { person: ADA.email })).rejects.toThrow(DeadEnd)
    }
  })
})

it('the way back to the extension tells no other page where it came from', async () => {
  const sheetside = await startSheetside()
  const { callback, cookie } = await returning(sheetside, 'sign_in')
  const { response } = await visit(callback, cookie)
  expect(response.headers.get('referrer-policy')).toBe('no-referrer')
  expect(response.headers.get('cache-control')).toBe('no-store')
})

it('the extension is given a code and nothing else', async () => {
  const sheetside = await startSheetside()
  const { code, googleCode } = await finished(sheetside, 'sign_in')
  expect(code).toHaveLength(43)
  expect(code).not.toBe(googleCode)
})
