import { generateKeyPairSync } from 'node:crypto'
import { decodeJwt, decodeProtectedHeader } from 'jose'
import { describe, expect, it } from 'vitest'
import { googleAccounts } from '#server/db/schema.ts'
import { place } from '#server/google/grants.ts'
import { proofFor, provingExchange, provingRefresh } from '#server/google/dpop.ts'
import { refreshAccess } from '#server/google/token-endpoint.ts'
import { parseBindingKeys } from '#server/vault/binding-keys.ts'
import { me } from '#shared/contract/me.ts'
import { CODE_HEADER } from '#shared/contract/sheet.ts'
import { proofIdOf } from '#test/google/oauth/dpop.ts'
import { ADA } from '#test/google/oauth/people.ts'
import { directly, startSheetside, type Sheetside } from '#test/server/harness.ts'

const ada = { person: ADA.email }
const newKey = () =>
  generateKeyPairSync('ec', { namedCurve: 'P-256' })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString()
const thumbprintOf = async (pem: string) => [...(await parseBindingKeys(pem)).keys()][0]

/** A person with a Google account, on a server with a key (or without). */
async function setUp(key: string | null = newKey()) {
  const sheetside = await startSheetside({ env: key === null ? {} : { DPOP_KEY: key } })
  const session = await sheetside.register()
  const account = await sheetside.connect(session, ada)
  const { spreadsheetId } = await directly(sheetside).makeSheet([['a']])
  const path = `/sheets/v4/spreadsheets/${spreadsheetId}/values/A1`
  const read = () => sheetside.call('GET', path, { token: session.token })
  return { ...sheetside, session, account, key, read }
}

/** The server is started again with another DPOP_KEY, on the same database. */
function restartWith(sheetside: Pick<Sheetside, 'deps'>, dpopKey: string | null) {
  return { ...sheetside.deps, config: { ...sheetside.deps.config, dpopKey } }
}

const rowOf = async ({ deps }: Pick<Sheetside, 'deps'>) => {
  const [row] = await deps.db.select().from(googleAccounts)
  if (!row) throw new Error('an account was expected')
  return row
}

/** What a thief has of a stolen database and its key ring. */
async function stolenToken(sheetside: Pick<Sheetside, 'deps'>): Promise<string> {
  const row = await rowOf(sheetside)
  return sheetside.deps.vault.open(row.refreshToken, place(row, 'refresh_token'))
}

const accountOf = async ({ call, session }: Awaited<ReturnType<typeof setUp>>) =>
  me.parse(await (await call('GET', '/api/me', { token: session.token })).json()).googleAccounts[0]

describe('a server with a DPoP key', () => {
  it('binds what is connected to it, and refreshes it', async () => {
    const { key, account, google, read, ...sheetside } = await setUp()
    expect(account.binding).toBe('bound')
    expect((await rowOf(sheetside)).boundTo).toBe(await thumbprintOf(key ?? ''))
    for (const refreshes of [1, 2, 3]) {
      google.expireAccessTokens()
      expect((await read()).status).toBe(200)
      expect(google.tokenRefreshes()).toBe(refreshes)
    }
  })

  it('remembers the nonce that Google gave, for refreshes apart from exchanges', async () => {
    const { google, read } = await setUp()
    const asked = () => google.requests().filter(({ path }) => path === '/token').length
    // An exchange was asked for a nonce, and so is the first refresh.
    expect(asked()).toBe(2)
    google.expireAccessTokens()
    await read()
    expect(asked()).toBe(4)
    google.expireAccessTokens()
    await read()
    expect(asked()).toBe(5)
  })

  it('takes another nonce when Google no longer knows the one it gave', async () => {
    const { google, read, clock } = await setUp()
    google.expireAccessTokens()
    await read()
    const later = 6 * 60_000
    google.setClock(later)
    clock.ahead = later
    google.expireAccessTokens()
    expect((await read()).status).toBe(200)
  })

  it('leaves a grant alone when Google does not take its proof: its own clock may be wrong', async () => {
    const { google, read, clock, ...sheetside } = await setUp()
    google.expireAccessTokens()
    clock.ahead = 10 * 60_000
    const answer = await read()
    expect([answer.status, answer.headers.get(CODE_HEADER)]).toEqual([500, 'google_misconfigured'])
    expect((await rowOf(sheetside)).state).toBe('ok')
    clock.ahead = 0
    expect((await read()).status).toBe(200)
  })

  it('still ends a grant that was revoked', async () => {
    const { google, read, ...sheetside } = await setUp()
    google.revokeGrant(ADA.email)
    expect((await read()).headers.get(CODE_HEADER)).toBe('google_reconnect_needed')
    expect((await rowOf(sheetside)).state).toBe('reconnect_needed')
  })

  it('leaves what was connected before unbound, refreshes it, and binds it when it is connected again', async () => {
    const sheetside = await setUp(null)
    expect(sheetside.account.binding).toBe('off')
    sheetside.deps.config = { ...sheetside.deps.config, dpopKey: newKey() }
    expect((await accountOf(sheetside))?.binding).toBe('unbound')
    sheetside.google.expireAccessTokens()
    expect((await sheetside.read()).status).toBe(200)
    const { session, account } = sheetside
    const again = await sheetside.connect(session, ada, { account: account.id })
    expect(again).toEqual({ ...account, binding: 'bound' })
  })

  it('refreshes what is bound to an older key that is behind the new one', async () => {
    const sheetside = await setUp()
    const [older, newer] = [sheetside.key ?? '', newKey()]
    const rotated = restartWith(sheetside, `${newer}\n${older}`)
    const { boundTo } = await rowOf(sheetside)
    const token = await stolenToken(sheetside)
    expect(await refreshAccess(rotated, token, boundTo)).toHaveProperty('accessToken')
    expect(boundTo).toBe(await thumbprintOf(older))
  })
})

describe('a proof', () => {
  const url = 'https://oauth2.googleapis.com/token'

  it('of an exchange is of its code, and shows the public half of the key alone', async () => {
    const { deps } = await setUp()
    const proving = await provingExchange(deps, '4/code')
    const proof = proving ? await proofFor(deps, proving, url) : ''
    expect(decodeJwt(proof)).toMatchObject({ htm: 'POST', htu: url, jti: proofIdOf('4/code') })
    const { typ, alg, jwk } = decodeProtectedHeader(proof)
    expect([typ, alg]).toEqual(['dpop+jwt', 'ES256'])
    expect(Object.keys(jwk ?? {}).toSorted()).toEqual(['crv', 'kty', 'x', 'y'])
  })

  it('of a refresh is another each time', async () => {
    const { deps, ...sheetside } = await setUp()
    const { boundTo } = await rowOf({ ...sheetside, deps })
    const ids = await Promise.all([1, 2].map(() => provingRefresh(deps, boundTo)))
    expect(ids[0]?.jti).not.toBe(ids[1]?.jti)
  })
})

describe('a thief of the database and the key ring, without the DPoP key', () => {
  const refused = { why: { kind: 'refused', error: 'invalid_grant' } }

  it('gets nothing for the refresh token, without a proof or with another key’s', async () => {
    const sheetside = await setUp()
    const token = await stolenToken(sheetside)
    await expect(refreshAccess(sheetside.deps, token, null)).rejects.toMatchObject(refused)
    const key = newKey()
    const thief = restartWith(sheetside, key)
    const another = (await thumbprintOf(key)) ?? null
    await expect(refreshAccess(thief, token, another)).rejects.toMatchObject(refused)
    // It was not for want of a living token.
    const { boundTo } = await rowOf(sheetside)
    expect(await refreshAccess(sheetside.deps, token, boundTo)).toHaveProperty('accessToken')
  })

  it('gets something where nothing was bound: that is what the key is for', async () => {
    const sheetside = await setUp(null)
    const token = await stolenToken(sheetside)
    expect(await refreshAccess(sheetside.deps, token, null)).toHaveProperty('accessToken')
  })

  it('gets nothing by a proof that was used before', async () => {
    const { deps, google, read, ...sheetside } = await setUp()
    google.expireAccessTokens()
    // From then on the server has a nonce for refreshes.
    await read()
    const proving = await provingRefresh(deps, (await rowOf({ ...sheetside, deps })).boundTo)
    const proof = proving ? await proofFor(deps, proving, `${google.url}/token`) : ''
    const { clientId, clientSecret } = deps.config.google
    const body = new URLSearchParams({
      grant_type: 'refresh_token',
      refresh_token: await stolenToken({ ...sheetside, deps }),
      client_id: clientId,
      client_secret: clientSecret,
    })
    const refresh = async () => {
      const answer = await fetch(`${google.url}/token`, {
        method: 'POST',
        headers: { dpop: proof },
        body,
      })
      return answer.json()
    }
    expect(await refresh()).toHaveProperty('access_token')
    expect(await refresh()).toMatchObject({ error: 'invalid_dpop_proof' })
  })

  it('is no better off with the server itself, started without the key: it does not even ask', async () => {
    const sheetside = await setUp()
    const before = sheetside.google.requests().length
    const without = restartWith(sheetside, null)
    const { boundTo } = await rowOf(sheetside)
    await expect(
      refreshAccess(without, await stolenToken(sheetside), boundTo),
    ).rejects.toMatchObject({ code: 'google_misconfigured' })
    expect(sheetside.google.requests()).toHaveLength(before)
  })
})
