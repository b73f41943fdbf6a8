import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { makeLink } from '#server/accounts/links.ts'
import { spend, type Limit } from '#server/accounts/throttle.ts'
import { challengeOf, newSecret } from '#server/vault/secrets.ts'
import { wireError } from '#shared/errors.ts'
import { REDIRECT, refusal, startSheetside, type Sheetside } from '#test/server/harness.ts'

const HERE = '203.0.113.1'
const MINUTE = 60_000

const begin = {
  path: '/api/google/flows',
  body: () => ({
    purpose: 'sign_in',
    redirectUri: REDIRECT,
    codeChallenge: challengeOf(newSecret()),
  }),
}
const redeem = {
  path: '/api/google/redeem',
  body: () => ({ code: 'guessed', codeVerifier: newSecret(), device: 'Chrome on Linux' }),
}
const register = {
  path: '/api/accounts',
  body: () => ({
    email: `${newSecret().slice(0, 8).toLowerCase()}@example.org`,
    password: 'kelp-harbor-thimble-9',
    device: 'Chrome on Linux',
  }),
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

/** Takes from an address all that a limit has but one. */
async function leaveOne({ deps }: Sheetside, limit: Limit, points: number): Promise<void> {
  for (let i = 1; i < points; i++) await spend(deps, limit, HERE)
}

describe.each([
  { what: 'Beginning a Google flow', asked: begin, limit: 'flows', points: 120, minutes: 10 },
  { what: 'Redeeming codes', asked: redeem, limit: 'redemptions', points: 120, minutes: 10 },
  { what: 'Creating accounts', asked: register, limit: 'registrations', points: 60, minutes: 60 },
] as const)('$what', ({ asked, limit, points, minutes }) => {
  it('is slowed down for an address, and for no other, for a while', async () => {
    const sheetside = await startSheetside({ env: { TRUST_PROXY: '127.0.0.1' } })
    const ask = async (from: string) => {
      const answer = await sheetside.call('POST', asked.path, {
        body: asked.body(),
        headers: { 'x-forwarded-for': from },
      })
      const body: unknown = await answer.json()
      return answer.ok ? 'done' : wireError.parse(body).code
    }
    await leaveOne(sheetside, limit, points)
    expect(await ask(HERE)).not.toBe('rate_limited')
    expect(await ask(HERE)).toBe('rate_limited')
    expect(await ask('203.0.113.2')).not.toBe('rate_limited')
    vi.setSystemTime(Date.now() + minutes * MINUTE)
    expect(await ask(HERE)).not.toBe('rate_limited')
  })

  it('with what cannot be read does not count', async () => {
    const sheetside = await startSheetside({ env: { TRUST_PROXY: '127.0.0.1' } })
    const ask = async (body: unknown) => {
      const answer = await sheetside.call('POST', asked.path, {
        body,
        headers: { 'x-forwarded-for': HERE },
      })
      return answer.status
    }
    await leaveOne(sheetside, limit, points)
    expect([await ask({}), await ask([])]).toEqual([400, 400])
    expect(await ask(asked.body())).not.toBe(429)
  })
})

describe('Choosing passwords', () => {
  it('is slowed down for an address, before anybody looks how hard they are to guess', async () => {
    const sheetside = await startSheetside({ env: { TRUST_PROXY: '127.0.0.1' } })
    const { call, deps } = sheetside
    const { token, person } = await sheetside.register()
    await leaveOne(sheetside, 'new_passwords', 61)
    const made = { personId: person.id, email: person.email, invitationId: null }
    const link = new URL(await makeLink(deps, { purpose: 'set_password', ...made }))
    const choose = async (from: string) => {
      const headers = { 'x-forwarded-for': from }
      const weak = { password: 'password1' }
      const answers = await Promise.all([
        call('POST', '/api/accounts/password', {
          headers,
          body: { token: link.hash.slice(1), ...weak },
        }),
        call('PUT', '/api/me/password', {
          headers,
          token,
          body: { currentPassword: 'kelp-harbor-thimble-9', ...weak },
        }),
      ])
      return Promise.all(answers.map(async (answer) => (await refusal(answer)).code))
    }
    expect(await choose(HERE)).toEqual(['rate_limited', 'rate_limited'])
    expect(await choose('203.0.113.2')).toEqual(['weak_password', 'weak_password'])
  })
})
