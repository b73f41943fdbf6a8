import { describe, expect, it } from 'vitest'
import { sessions } from '#server/db/schema.ts'
import { hashOf, newSecret } from '#server/vault/secrets.ts'
import { newSession } from '#shared/contract/session.ts'
import { REDIRECT, refusal, startSheetside, type Sheetside } from '#test/server/harness.ts'
import { callbackOf, finished, returning } from './flow.ts'

const UNAUTHENTICATED = { status: 401, code: 'unauthenticated' }
const CREDENTIALS = { email: 'reader@example.org', password: 'kelp-harbor-thimble-9' }

const NEW_PASSWORD = {
  currentPassword: CREDENTIALS.password,
  password: 'orchid-lantern-quarry-4',
}

const logIn = async ({ call }: Sheetside, more: object = {}, token?: string) => {
  const body = { ...CREDENTIALS, device: 'Firefox', ...more }
  return newSession.parse(await (await call('POST', '/api/sessions', { body, token })).json())
}

/** What the server answers to this `Authorization` header, where it names somebody at all. */
const as = ({ call }: Sheetside, authorization: string) =>
  call('GET', '/api/me', { headers: { authorization } })

describe('a session’s token', () => {
  it.each([
    ['made up', () => newSecret()],
    ['that the database has in its place', hashOf],
    ['in other letters', (token: string) => token.toUpperCase()],
    ['less its last letter', (token: string) => token.slice(0, -1)],
    ['with a letter more', (token: string) => `${token}A`],
    ['that is empty', () => ''],
    ['that matches everything', () => '%'],
    ['that is SQL', () => "' OR '1'='1"],
  ])('opens nothing where it is one %s', async (_, forge) => {
    const sheetside = await startSheetside()
    const { token } = await sheetside.register()
    expect(await refusal(as(sheetside, `Bearer ${forge(token)}`))).toEqual(UNAUTHENTICATED)
  })

  it.each([
    ['Basic', (token: string) => `Basic ${btoa(`${token}:`)}`],
    ['no scheme', (token: string) => token],
    ['another scheme', (token: string) => `Token ${token}`],
    ['two tokens', (token: string) => `Bearer ${newSecret()} ${token}`],
    ['two schemes', (token: string) => `Bearer Bearer ${token}`],
  ])('is a bearer token and nothing else: %s', async (_, header) => {
    const sheetside = await startSheetside()
    const { token } = await sheetside.register()
    expect(await refusal(as(sheetside, header(token)))).toEqual(UNAUTHENTICATED)
  })

  it.each(['access_token', 'oauth_token', 'key', 'token', 'session', 'authorization'])(
    'is not taken from an address: ?%s=',
    async (name) => {
      const sheetside = await startSheetside()
      const session = await sheetside.register()
      await sheetside.connect(session)
      const query = `?${name}=${session.token}`
      for (const path of ['/api/me', '/api/files', '/sheets/v4/spreadsheets/abc']) {
        const { status } = await sheetside.call('GET', path + query)
        expect(status).toBe(401)
      }
    },
  )

  it.each(['access_token', 'oauth_token', 'key', 'callback'])(
    'does not stand beside ?%s= of Google’s on the way to Google',
    async (name) => {
      const sheetside = await startSheetside()
      const session = await sheetside.register()
      await sheetside.connect(session)
      for (const query of [`?${name}=x`, `?fields=a&${name}=x`, `?%61ccess_token=x&${name}=`]) {
        const { status } = await sheetside.call('GET', `/sheets/v4/spreadsheets/abc${query}`, {
          token: session.token,
        })
        expect(status).toBe(400)
      }
      expect(sheetside.google.requests().filter(({ path }) => path.startsWith('/v4'))).toEqual([])
    },
  )

  it('never comes back from the server', async () => {
    const sheetside = await startSheetside()
    const session = await sheetside.register()
    await sheetside.connect(session)
    for (const path of ['/api/me', '/api/sessions', '/api/me/events', '/api/me/export']) {
      const text = await (await sheetside.call('GET', path, { token: session.token })).text()
      expect(text).not.toContain(session.token)
      expect(text).not.toContain(hashOf(session.token))
    }
  })

  it('is of no use at the addresses of a Google flow', async () => {
    const sheetside = await startSheetside()
    const { token } = await sheetside.register()
    const { googleCode, state } = await returning(sheetside, 'sign_in')
    const { status } = await sheetside.call('GET', `/oauth/google/start?flow=${token}`, { token })
    expect(status).toBe(400)
    const callback = callbackOf(sheetside, { code: googleCode, state, access_token: token })
    const answer = await fetch(callback, {
      redirect: 'manual',
      headers: { authorization: `Bearer ${token}`, cookie: `session=${token}` },
    })
    expect(answer.status).toBe(400)
  })
})

/** https://owasp.org/www-community/attacks/Session_fixation */
describe('a session', () => {
  it('gets a token that nobody chose: not in the body, not by the header', async () => {
    const sheetside = await startSheetside()
    const chosen = newSecret()
    await sheetside.register()
    const fixed = { token: chosen, id: hashOf(chosen), sessionId: chosen, session: chosen }
    const { token } = await logIn(sheetside, fixed)
    expect(token).not.toBe(chosen)
    expect(await refusal(as(sheetside, `Bearer ${chosen}`))).toEqual(UNAUTHENTICATED)
  })

  it('is a new one at each log-in, whatever bearer comes along', async () => {
    const sheetside = await startSheetside()
    const first = await sheetside.register()
    const second = await logIn(sheetside, {}, first.token)
    expect(second.token).not.toBe(first.token)
    const rows = await sheetside.deps.db.select().from(sessions)
    expect(rows.map(({ id }) => id).toSorted()).toEqual(
      [first.token, second.token].map(hashOf).toSorted(),
    )
  })

  it('has a token of 256 random bits', async () => {
    const sheetside = await startSheetside()
    await sheetside.register()
    const tokens = await Promise.all(Array.from({ length: 8 }, async () => logIn(sheetside)))
    expect(new Set(tokens.map(({ token }) => token)).size).toBe(8)
    for (const { token } of tokens) expect(Buffer.from(token, 'base64url')).toHaveLength(32)
  })

  it('is named to its person by an id that opens nothing', async () => {
    const sheetside = await startSheetside()
    await sheetside.register()
    const [row] = await sheetside.deps.db.select().from(sessions)
    expect(await refusal(as(sheetside, `Bearer ${row?.publicId}`))).toEqual(UNAUTHENTICATED)
    expect(await refusal(as(sheetside, `Bearer ${row?.id}`))).toEqual(UNAUTHENTICATED)
  })

  it('of another person is not ended by its id', async () => {
    const sheetside = await startSheetside()
    const victim = await sheetside.register('victim@example.org')
    const [row] = await sheetside.deps.db.select().from(sessions)
    const { token } = await sheetside.register('attacker@example.org')
    await sheetside.call('DELETE', `/api/sessions/${row?.publicId}`, { token })
    await sheetside.call('DELETE', '/api/sessions', { token })
    expect((await as(sheetside, `Bearer ${victim.token}`)).status).toBe(200)
  })
})

describe('a stolen session, once it was ended from elsewhere', () => {
  it.each<[string, string, string, object | undefined]>([
    ['with all the other devices', 'DELETE', '/api/sessions', undefined],
    ['by a new password', 'PUT', '/api/me/password', NEW_PASSWORD],
  ])('%s, opens nothing, and nor does what was begun with it', async (_, method, path, body) => {
    const sheetside = await startSheetside()
    const owner = await sheetside.register()
    const stolen = await logIn(sheetside)
    await sheetside.connect(owner)
    const { code, codeVerifier } = await finished(sheetside, 'connect', stolen.token)
    expect((await sheetside.call(method, path, { token: owner.token, body })).ok).toBe(true)

    for (const at of ['/api/me', '/api/files', '/api/sessions', '/sheets/v4/spreadsheets/abc']) {
      expect((await sheetside.call('GET', at, { token: stolen.token })).status).toBe(401)
    }
    for (const token of [stolen.token, undefined]) {
      const redeemed = sheetside.redeem(code, codeVerifier, token)
      expect(await refusal(redeemed)).toEqual(UNAUTHENTICATED)
    }
    const flow = { purpose: 'connect', redirectUri: REDIRECT, codeChallenge: newSecret() }
    const begun = sheetside.call('POST', '/api/google/flows', { token: stolen.token, body: flow })
    expect(await refusal(begun)).toEqual(UNAUTHENTICATED)
    expect((await as(sheetside, `Bearer ${owner.token}`)).status).toBe(200)
  })

  it('had no way to keep its owner out: that takes the password, which it does not have', async () => {
    const sheetside = await startSheetside()
    await sheetside.register()
    const { token } = await logIn(sheetside)
    for (const [method, path, body] of [
      ['PUT', '/api/me/password', { password: 'orchid-lantern-quarry-4' }],
      ['PUT', '/api/me/password', { ...NEW_PASSWORD, currentPassword: 'a guess' }],
      ['POST', '/api/me/email', { email: 'thief@example.org' }],
      ['POST', '/api/me/deletion', {}],
    ] as const) {
      const answer = await refusal(sheetside.call(method, path, { token, body }))
      expect([path, answer.code]).toEqual([path, 'wrong_credentials'])
    }
  })
})
