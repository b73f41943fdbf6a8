import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callGoogle, type Answer } from '#test/google/call-google.ts'
import { randomText } from '#test/google/ids.ts'
import { startGoogle, type LocalGoogle } from '#test/google/server.ts'
import { proofIdOf } from './dpop.ts'
import { webApp, type TokenAnswer, type WebApp } from './web-app.ts'

type Key = { privateKey: CryptoKey; jwk: JWK; alg: string }
type Claims = Record<string, string | number>

const clock = { time: Date.parse('2026-09-01T12:00:00Z'), now: () => clock.time }
let google: LocalGoogle
let app: WebApp
let key: Key

beforeAll(async () => {
  google = await startGoogle({ clock })
  app = webApp(google)
  key = await newKey()
})
afterAll(() => google.close())

async function newKey(alg = 'ES256'): Promise<Key> {
  const { privateKey, publicKey } = await generateKeyPair(alg)
  return { privateKey, jwk: await exportJWK(publicKey), alg }
}

/** A proof as RFC 9449 §4.2 has it, unless `claims` or `header` say otherwise. */
async function proof(
  { privateKey, jwk, alg }: Key,
  claims: Claims = {},
  header: Record<string, unknown> = {},
): Promise<string> {
  const standard = {
    htm: 'POST',
    htu: `${google.url}/token`,
    iat: Math.floor(clock.time / 1000),
    jti: randomText(24),
  }
  return new SignJWT({ ...standard, ...claims })
    .setProtectedHeader({ typ: 'dpop+jwt', alg, jwk, ...header })
    .sign(privateKey)
}

type Send = (dpop: string) => Promise<Answer>

/** Sends with a proof and, when a nonce is asked for, once more with it. */
async function answering(send: Send, by = key, claims: Claims = {}): Promise<Answer> {
  const first = await send(await proof(by, claims))
  return send(await proof(by, { ...claims, nonce: first.headers.get('dpop-nonce') ?? '' }))
}

/** Redeems a code with proofs of its own. */
async function exchanging(code: string, by = key): Promise<Answer> {
  return answering(redeeming(code), by, { jti: proofIdOf(code) })
}

function redeeming(code: string): Send {
  return async (dpop) => app.redeem(code, {}, { dpop })
}

async function boundTokens(): Promise<TokenAnswer> {
  const { body } = await exchanging(await app.newCode())
  return body as TokenAnswer
}

function refreshing(token: string): Send {
  return async (dpop) => app.refresh(token, {}, { dpop })
}

async function nonceOf(send: Send): Promise<string> {
  return (await send(await proof(key))).headers.get('dpop-nonce') ?? ''
}

describe('the nonce', () => {
  it('is asked for by use_dpop_nonce, and the code is not spent by that [D]', async () => {
    const code = await app.newCode()
    const send = redeeming(code)
    const first = await send(await proof(key))
    expect(first.status).toBe(400)
    expect(first.body).toHaveProperty('error', 'use_dpop_nonce')
    const nonce = first.headers.get('dpop-nonce') ?? ''
    expect(nonce).not.toBe('')
    const second = await send(await proof(key, { nonce, jti: proofIdOf(code) }))
    expect(second.status).toBe(200)
    expect(second.body).toHaveProperty('refresh_token')
  })

  it('of an exchange is none for a refresh [D]', async () => {
    const code = await app.newCode()
    const nonce = await nonceOf(redeeming(code))
    const tokens = await boundTokens()
    const answer = await refreshing(tokens.refresh_token)(await proof(key, { nonce }))
    expect(answer.body).toHaveProperty('error', 'use_dpop_nonce')
    expect(answer.headers.get('dpop-nonce')).not.toBe(nonce)
  })

  it('is good for more than one proof, and not for ever [RFC 9449 §8]', async () => {
    const send = refreshing((await boundTokens()).refresh_token)
    const nonce = await nonceOf(send)
    expect((await send(await proof(key, { nonce }))).status).toBe(200)
    expect((await send(await proof(key, { nonce }))).status).toBe(200)
    clock.time += 5 * 60_000
    expect((await send(await proof(key, { nonce }))).body).toHaveProperty('error', 'use_dpop_nonce')
  })
})

describe('a refresh token that was bound', () => {
  it('refreshes with its key; access tokens stay Bearer and need no proof [D]', async () => {
    const tokens = await boundTokens()
    const { status, body } = await answering(refreshing(tokens.refresh_token))
    expect(status).toBe(200)
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 3599 })
    const { access_token: token } = body as TokenAnswer
    const files = await callGoogle(google, '/drive/v3/files?pageSize=1', { token })
    expect(files.status).toBe(200)
  })

  it('is nothing without a proof, nor with another key’s [D]', async () => {
    const { refresh_token: token } = await boundTokens()
    const bare = await app.refresh(token)
    expect([bare.status, bare.body]).toMatchObject([400, { error: 'invalid_grant' }])
    const other = await answering(refreshing(token), await newKey())
    expect([other.status, other.body]).toMatchObject([400, { error: 'invalid_grant' }])
    expect((await answering(refreshing(token))).status).toBe(200)
  })

  it('may be bound to an RSA key [D]', async () => {
    const rsa = await newKey('RS256')
    const code = await app.newCode()
    const { body } = await exchanging(code, rsa)
    const { refresh_token: token } = body as TokenAnswer
    expect((await answering(refreshing(token), rsa)).status).toBe(200)
    expect((await answering(refreshing(token))).status).toBe(400)
  })

  it('one that was not bound refreshes without', async () => {
    const { refresh_token: token } = await app.newTokens()
    expect((await app.refresh(token)).status).toBe(200)
  })
})

describe('a proof is refused as invalid_dpop_proof [RFC 9449 §4.3]', () => {
  const claims: [string, (now: number) => Claims][] = [
    ['for another method', () => ({ htm: 'GET' })],
    ['for another address', () => ({ htu: 'https://accounts.google.com/token' })],
    ['that is too old', (now) => ({ iat: now - 120 })],
    ['from the future', (now) => ({ iat: now + 120 })],
  ]
  it.each(claims)('%s', async (_name, given) => {
    const send = refreshing((await boundTokens()).refresh_token)
    const nonce = await nonceOf(send)
    const now = Math.floor(clock.time / 1000)
    const wrong = await send(await proof(key, { nonce, ...given(now) }))
    expect([wrong.status, wrong.body]).toMatchObject([400, { error: 'invalid_dpop_proof' }])
  })

  const headers: [string, Record<string, unknown>][] = [
    ['of another type', { typ: 'JWT' }],
    ['without a key', { jwk: undefined }],
  ]
  it.each(headers)('%s', async (_name, header) => {
    const send = refreshing((await boundTokens()).refresh_token)
    const wrong = await send(await proof(key, { nonce: await nonceOf(send) }, header))
    expect(wrong.body).toHaveProperty('error', 'invalid_dpop_proof')
  })

  it('signed by another key than it shows', async () => {
    const send = refreshing((await boundTokens()).refresh_token)
    const nonce = await nonceOf(send)
    const wrong = await send(await proof({ ...(await newKey()), jwk: key.jwk }, { nonce }))
    expect(wrong.body).toHaveProperty('error', 'invalid_dpop_proof')
  })

  it('that was sent before', async () => {
    const send = refreshing((await boundTokens()).refresh_token)
    const once = await proof(key, { nonce: await nonceOf(send) })
    expect((await send(once)).status).toBe(200)
    expect((await send(once)).body).toHaveProperty('error', 'invalid_dpop_proof')
  })

  it('made for another code [D]', async () => {
    const [code, other] = [await app.newCode(), await app.newCode()]
    const nonce = await nonceOf(redeeming(code))
    const wrong = await redeeming(code)(await proof(key, { nonce, jti: proofIdOf(other) }))
    expect(wrong.body).toHaveProperty('error', 'invalid_dpop_proof')
    const right = await redeeming(code)(await proof(key, { nonce, jti: proofIdOf(code) }))
    expect(right.status).toBe(200)
  })

  it('unless only query and fragment differ', async () => {
    const send = refreshing((await boundTokens()).refresh_token)
    const given = { nonce: await nonceOf(send), htu: `${google.url}/token?a=b#c` }
    expect((await send(await proof(key, given))).status).toBe(200)
  })
})
