import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callGoogle } from '#test/google/call-google.ts'
import { consent, type Browser } from './consent.ts'
import { startGoogle, type LocalGoogle } from '#test/google/server.ts'
import { CHIARA } from './people.ts'
import { DRIVE_METADATA_READONLY, SPREADSHEETS } from './scopes.ts'
import { REDIRECT } from './web-app.ts'

let google: LocalGoogle

beforeAll(async () => {
  google = await startGoogle()
})
afterAll(() => google.close())

function authUrl(given: Record<string, string> = {}): string {
  const query = new URLSearchParams({
    client_id: google.clientId,
    redirect_uri: REDIRECT,
    response_type: 'code',
    scope: `openid email profile ${SPREADSHEETS} ${DRIVE_METADATA_READONLY}`,
    access_type: 'offline',
    state: 'a state & more',
    ...given,
  })
  return `${google.url}/o/oauth2/v2/auth?${query.toString()}`
}

async function exchange(url: URL): Promise<Record<string, unknown>> {
  const { body } = await callGoogle(google, '/token', {
    token: null,
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code: url.searchParams.get('code') ?? '',
      redirect_uri: REDIRECT,
      client_id: google.clientId,
      client_secret: google.clientSecret,
    }),
  })
  return body as Record<string, unknown>
}

describe('the pages', () => {
  it('may be kept by no cache: their addresses carry codes', async () => {
    const start = await fetch(authUrl(), { redirect: 'manual' })
    expect(start.headers.get('cache-control')).toContain('no-store')
    const chooser = await fetch(new URL(start.headers.get('location') ?? '', google.url))
    expect(chooser.status).toBe(200)
    expect(chooser.headers.get('cache-control')).toContain('no-store')
  })
})

describe('the way back after consent', () => {
  it('carries state, issuer, code, scope, authuser and prompt [I]', async () => {
    google.revokeGrant('ada@gmail.com')
    const url = await consent(authUrl(), { person: 'ada@gmail.com' })
    expect(url.origin + url.pathname).toBe(REDIRECT)
    expect([...url.searchParams.keys()]).toEqual([
      'state',
      'iss',
      'code',
      'scope',
      'authuser',
      'prompt',
    ])
    expect(url.searchParams.get('state')).toBe('a state & more')
    expect(url.searchParams.get('iss')).toBe('https://accounts.google.com')
    expect(url.searchParams.get('code')).toMatch(/^4\/0/)
    expect(url.searchParams.get('prompt')).toBe('consent')
    // Names of scopes come back both ways and not in the order asked [I].
    expect(url.searchParams.get('scope')?.split(' ')).toEqual(
      expect.arrayContaining([
        'email',
        'https://www.googleapis.com/auth/userinfo.email',
        SPREADSHEETS,
      ]),
    )
  })

  it('names the Workspace domain of an account that has one [I]', async () => {
    const url = await consent(authUrl(), { person: 'chiara@studio-nord.example' })
    expect(url.searchParams.get('hd')).toBe('studio-nord.example')
  })

  it('says access_denied, and no code, after Cancel [I]', async () => {
    google.revokeGrant('ada@gmail.com')
    const url = await consent(authUrl(), { person: 'ada@gmail.com', deny: true })
    expect(Object.fromEntries(url.searchParams)).toEqual({
      error: 'access_denied',
      state: 'a state & more',
    })
  })
})

describe('consent', () => {
  it('grants only what was ticked, and signing in with it [D]', async () => {
    google.revokeGrant('ben@gmail.com')
    const url = await consent(authUrl(), { person: 'ben@gmail.com', scopes: [SPREADSHEETS] })
    const tokens = await exchange(url)
    const scopes = String(tokens['scope']).split(' ')
    expect(scopes).toContain(SPREADSHEETS)
    expect(scopes).toContain('openid')
    expect(scopes).not.toContain(DRIVE_METADATA_READONLY)
  })

  it('asks again only for what was not granted yet [I]', async () => {
    google.revokeGrant('ben@gmail.com')
    const browser: Browser = new Map<string, Map<string, string>>()
    await consent(authUrl(), { person: 'ben@gmail.com', scopes: [SPREADSHEETS], browser })
    // A single permission has no box: Allow alone grants it. With boxes this would grant nothing.
    const again = await consent(authUrl(), { person: 'ben@gmail.com', scopes: [], browser })
    expect(again.searchParams.get('prompt')).toBe('consent')
    expect(String((await exchange(again))['scope'])).toContain(DRIVE_METADATA_READONLY)
  })

  it('is not shown a second time, and then gives no refresh token [I]', async () => {
    google.revokeGrant('ada@gmail.com')
    const first = await exchange(await consent(authUrl(), { person: 'ada@gmail.com' }))
    const secondUrl = await consent(authUrl(), { person: 'ada@gmail.com' })
    const second = await exchange(secondUrl)
    expect(first['refresh_token']).toMatch(/^1\/\//)
    expect(secondUrl.searchParams.get('prompt')).toBe('none')
    expect(second).not.toHaveProperty('refresh_token')
  })

  it('is shown again with prompt=consent, and then gives one [I]', async () => {
    await consent(authUrl(), { person: 'ada@gmail.com' })
    const url = await consent(authUrl({ prompt: 'consent' }), { person: 'ada@gmail.com' })
    expect(await exchange(url)).toHaveProperty('refresh_token')
  })

  it('gives no refresh token without access_type=offline [D]', async () => {
    google.revokeGrant('ada@gmail.com')
    const url = await consent(authUrl({ access_type: 'online' }), { person: 'ada@gmail.com' })
    expect(await exchange(url)).not.toHaveProperty('refresh_token')
  })

  it('merges earlier grants with include_granted_scopes [D]', async () => {
    google.revokeGrant('ada@gmail.com')
    await consent(authUrl({ scope: SPREADSHEETS }), { person: 'ada@gmail.com' })
    const alone = authUrl({ scope: 'openid' })
    const merged = authUrl({ scope: 'openid', include_granted_scopes: 'true' })
    const person = 'ada@gmail.com'
    expect((await exchange(await consent(alone, { person })))['scope']).toBe('openid')
    expect((await exchange(await consent(merged, { person })))['scope']).toContain(SPREADSHEETS)
  })

  it('has unticked boxes when several permissions are asked, and none for a single one [I]', async () => {
    google.revokeGrant('ada@gmail.com')
    const several = await consentPage(authUrl({ login_hint: 'ada@gmail.com' }))
    expect(several).toContain('Select all')
    expect(several).not.toMatch(/<input[^>]* checked/)
    const single = await consentPage(
      authUrl({ login_hint: 'ada@gmail.com', scope: `openid ${SPREADSHEETS}` }),
    )
    expect(single).not.toContain('type="checkbox"')
  })
})

describe('two windows of one browser', () => {
  it('each go on as the person who was chosen there', async () => {
    google.revokeGrant('ada@gmail.com')
    google.revokeGrant(CHIARA.email)
    const first = await fetch(authUrl({ login_hint: 'ada@gmail.com' }), { redirect: 'manual' })
    const second = await fetch(authUrl({ login_hint: CHIARA.email }), { redirect: 'manual' })
    const cookie = second.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    const page = new URL(first.headers.get('location') ?? '', google.url)
    expect(await (await fetch(page, { headers: { cookie } })).text()).toContain('ada@gmail.com')
    const form = { flow: page.searchParams.get('flow') ?? '', decision: 'allow' }
    const { headers } = await callGoogle(google, page.pathname, {
      token: null,
      headers: { cookie },
      body: new URLSearchParams(form),
    })
    const back = new URL(headers.get('location') ?? '')
    expect(back.searchParams.has('code')).toBe(true)
    expect(back.searchParams.has('hd')).toBe(false)
  })

  it('a browser without a session cannot go on with another’s flow', async () => {
    const first = await fetch(authUrl({ login_hint: 'ada@gmail.com' }), { redirect: 'manual' })
    const page = new URL(first.headers.get('location') ?? '', google.url)
    expect((await fetch(page)).status).toBe(400)
  })
})

async function consentPage(start: string): Promise<string> {
  const first = await fetch(start, { redirect: 'manual' })
  const cookie = first.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const next = new URL(first.headers.get('location') ?? '', google.url)
  return (await fetch(next, { headers: { cookie } })).text()
}

describe('prompt and login_hint', () => {
  it('prompt=none never shows a page [D]; without a session or a consent it says so [I]', async () => {
    google.revokeGrant('ada@gmail.com')
    const browser: Browser = new Map<string, Map<string, string>>()
    const answer = { person: 'ada@gmail.com', browser }
    const silent = authUrl({ prompt: 'none' })
    expect(Object.fromEntries((await consent(silent, answer)).searchParams)).toEqual({
      state: 'a state & more',
      error_subtype: 'access_denied',
      error: 'interaction_required',
    })
    await consent(authUrl({ scope: 'openid' }), answer)
    expect((await consent(silent, answer)).searchParams.get('error')).toBe('interaction_required')
    await consent(authUrl(), answer)
    expect((await consent(silent, answer)).searchParams.has('code')).toBe(true)
  })

  it('a browser that signed in before is not asked who it is, unless select_account says so', async () => {
    const browser: Browser = new Map<string, Map<string, string>>()
    await consent(authUrl(), { person: 'ada@gmail.com', browser })
    const other = { person: 'chiara@studio-nord.example', browser }
    const url = await consent(authUrl(), other)
    expect(url.searchParams.has('hd')).toBe(false)
    const chosen = await consent(authUrl({ prompt: 'select_account' }), other)
    expect(chosen.searchParams.get('hd')).toBe('studio-nord.example')
  })

  it.each(['chiara@studio-nord.example', CHIARA.sub])(
    'login_hint=%s goes past the account chooser [D]',
    async (hint) => {
      const url = await consent(authUrl({ login_hint: hint }), { person: 'nobody' })
      expect(url.searchParams.get('hd')).toBe('studio-nord.example')
    },
  )

  it('hd lets one choose from the accounts of a domain alone [D]', async () => {
    for (const hd of ['studio-nord.example', '*']) {
      const hers = await consent(authUrl({ hd }), { person: CHIARA.email })
      expect(hers.searchParams.get('hd')).toBe('studio-nord.example')
      const error = await consent(authUrl({ hd }), { person: 'ada@gmail.com' }).catch(String)
      expect(error).toContain('nobody called ada@gmail.com')
    }
  })

  it('hd asks for another account when the one at hand is not of the domain', async () => {
    const browser: Browser = new Map<string, Map<string, string>>()
    await consent(authUrl(), { person: 'ada@gmail.com', browser })
    const hers = { person: CHIARA.email, browser }
    const url = await consent(authUrl({ hd: 'studio-nord.example' }), hers)
    expect(url.searchParams.get('hd')).toBe('studio-nord.example')
  })

  it('prompt=none is about the person of login_hint and hd, if any', async () => {
    const browser: Browser = new Map<string, Map<string, string>>()
    const answer = { person: 'ada@gmail.com', browser }
    await consent(authUrl(), answer)
    const errors: (string | null)[] = []
    for (const given of [{ login_hint: 'ben@gmail.com' }, { hd: '*' }, {}]) {
      const url = await consent(authUrl({ prompt: 'none', ...given }), answer)
      errors.push(url.searchParams.get('error'))
    }
    expect(errors).toEqual(['interaction_required', 'interaction_required', null])
  })

  it('approval_prompt=force is the older name of prompt=consent [I]', async () => {
    await consent(authUrl(), { person: 'ada@gmail.com' })
    const url = await consent(authUrl({ approval_prompt: 'force' }), { person: 'ada@gmail.com' })
    expect(url.searchParams.get('prompt')).toBe('consent')
  })
})
