import { describe, expect, it } from 'vitest'
import { createApp } from '#server/app.ts'
import { beginFlow } from '#server/google/oauth.ts'
import { newSecret } from '#server/vault/secrets.ts'
import { consent } from '#test/google/oauth/consent.ts'
import { ADA } from '#test/google/oauth/people.ts'
import { testDeps } from '#test/server/deps.ts'
import { comeBack, REDIRECT, startSheetside, visit } from '#test/server/harness.ts'

/** What Google sends the browser back with, once Ada has agreed to everything. */
const agree = async (consentUrl: string) => (await consent(consentUrl, { person: ADA.email })).href

describe('the start page of a flow', () => {
  it('sends the browser to Google’s consent page with everything that binds the flow', async () => {
    const { begin, url } = await startSheetside()
    const { consentUrl } = await begin('sign_in')
    const { pathname, searchParams } = new URL(consentUrl)
    expect(pathname).toBe('/o/oauth2/v2/auth')
    expect(Object.fromEntries(searchParams)).toMatchObject({
      response_type: 'code',
      access_type: 'offline',
      prompt: 'select_account',
      redirect_uri: `${url}/oauth/google/callback`,
      code_challenge_method: 'S256',
    })
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(searchParams.get(name)).toHaveLength(43)
    }
    expect(searchParams.get('scope')).toContain('auth/spreadsheets')
  })

  it('gives the browser a cookie that scripts and other sites do not get', async () => {
    const { call, begin } = await startSheetside()
    const { cookie } = await begin('sign_in')
    expect(cookie).toMatch(/^sheetside-flow-/)
    const body = {
      purpose: 'sign_in',
      redirectUri: REDIRECT,
      codeChallenge: newSecret(),
    }
    const answer = await call('POST', '/api/google/flows', { body })
    const { startUrl } = (await answer.json()) as { startUrl: string }
    const { set, response } = await visit(startUrl)
    expect(set[0]).toMatch(/HttpOnly/)
    expect(set[0]).toMatch(/SameSite=Lax/)
    expect(set[0]).toMatch(/Path=\/oauth\/google/)
    expect(set[0]).toMatch(/Max-Age=600/)
    expect(response.headers.get('cache-control')).toBe('no-store')
  })

  it('gives one that only this very host can set or read, where it is served over https', async () => {
    const deps = testDeps({ PUBLIC_URL: 'https://sheets.example' })
    const app = createApp(deps)
    const { startUrl } = await beginFlow(deps, null, {
      purpose: 'sign_in',
      redirectUri: REDIRECT,
      codeChallenge: newSecret(),
    })
    const response = await app.request(startUrl)
    const [cookie] = response.headers.getSetCookie()
    expect(cookie).toMatch(/^__Host-sheetside-flow-/)
    expect(cookie).toMatch(/; Path=\/;/)
    expect(cookie).toMatch(/; Secure/)
  })

  it('works once', async () => {
    const { begin } = await startSheetside()
    const { startUrl } = await begin('sign_in')
    const { response, set } = await visit(startUrl)
    expect(response.status).toBe(400)
    expect(set).toEqual([])
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(await response.text()).toContain('no longer valid')
  })

  it('asks for consent anew when a connection is made, and for the account when one is mended', async () => {
    const { register, connect, begin } = await startSheetside()
    const session = await register()
    const first = new URL((await begin('connect', session.token)).consentUrl).searchParams
    expect(first.get('prompt')).toBe('consent select_account')
    const account = await connect(session)
    const again = await begin('connect', session.token, { account: account.id })
    const mending = new URL(again.consentUrl).searchParams
    expect(mending.get('prompt')).toBe('consent')
    expect(mending.get('login_hint')).toBe(account.email)
  })
})

describe('coming back from Google', () => {
  it('leads to the extension’s own address with a one-time code and nothing else', async () => {
    const { begin } = await startSheetside()
    const back = await comeBack(await begin('sign_in'))
    expect(back.origin + back.pathname).toBe(REDIRECT)
    expect([...back.searchParams.keys()]).toEqual(['code'])
  })

  it('says so when the person cancelled', async () => {
    const { begin } = await startSheetside()
    const back = await comeBack(await begin('sign_in'), { deny: true })
    expect(back.search).toBe('?error=sign_in_cancelled')
  })

  it('blames the administrator when Google says that one forbids it', async () => {
    const { begin, url } = await startSheetside()
    for (const error of ['admin_policy_enforced', 'org_internal', 'policy_enforced']) {
      const { consentUrl, cookie } = await begin('sign_in')
      const state = new URL(consentUrl).searchParams.get('state') ?? ''
      const { location } = await visit(
        `${url}/oauth/google/callback?${new URLSearchParams({ error, state })}`,
        cookie,
      )
      expect(location).toMatch(/\?error=google_admin_blocked$/)
    }
  })

  it('does not take an id_token that was made for another flow', async () => {
    const { begin } = await startSheetside()
    const { consentUrl, cookie } = await begin('sign_in')
    const swapped = new URL(consentUrl)
    swapped.searchParams.set('nonce', newSecret())
    const { location } = await visit(await agree(swapped.href), cookie)
    expect(location).toMatch(/\?error=internal$/)
  })

  it('says that Google is unavailable when its answer is lost, and asks it only once', async () => {
    const { begin, google } = await startSheetside()
    const flow = await begin('sign_in')
    google.addFault({ on: 'token', kind: 'drop', when: 'after', times: 1 })
    const back = await comeBack(flow)
    expect(back.search).toBe('?error=google_unavailable')
    expect(google.requests().filter(({ path }) => path === '/token')).toHaveLength(1)

    google.addFault({ on: 'token', kind: 'fail', status: 503, times: 1 })
    expect((await comeBack(await begin('sign_in'))).search).toBe('?error=google_unavailable')
  })
})
