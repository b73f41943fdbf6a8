import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { forgiveGuesses } from '#server/accounts/log-in-limits.ts'
import { spend, type Limit } from '#server/accounts/throttle.ts'
import { eventsPage } from '#shared/contract/event.ts'
import { newSession, type NewSession } from '#shared/contract/session.ts'
import { wireError } from '#shared/errors.ts'
import { startDataFolder } from '#test/server/data-folder.ts'
import { startSheetside, type Sheetside } from '#test/server/harness.ts'

const ADA = 'ada@example.org'
const PASSWORD = 'kelp-harbor-thimble-9'
const HOME = '198.51.100.7'
const MINUTE = 60_000

const travel = (ms: number) => vi.setSystemTime(Date.now() + ms)

/** A server behind a proxy, so that a test can come from any address; Ada signed in from home once. */
async function setUp() {
  const sheetside = await startSheetside({ env: { TRUST_PROXY: '127.0.0.1' } })
  const guess = async (from: string, password = 'wrong', email = ADA) => {
    const response = await sheetside.call('POST', '/api/sessions', {
      headers: { 'x-forwarded-for': from },
      body: { email, password, device: `Firefox at ${from}` },
    })
    const body: unknown = await response.json()
    if (response.ok) return { code: 'signed_in' as const, session: newSession.parse(body) }
    return { ...wireError.parse(body), retryAfter: response.headers.get('retry-after') }
  }
  const codeOf = async (...of: Parameters<typeof guess>) => (await guess(...of)).code
  await sheetside.register(ADA)
  const first = await guess(HOME, PASSWORD)
  if (first.code !== 'signed_in') throw new Error('Ada could not sign in')

  const events = async ({ token }: NewSession, kind: string) => {
    const response = await sheetside.call('GET', '/api/me/events', { token })
    return eventsPage.parse(await response.json()).events.filter((event) => event.kind === kind)
  }
  return { ...sheetside, guess, codeOf, events, session: first.session }
}

/** Counts guesses without their Argon2, so that a test can begin near the end of a limit. */
async function counted({ deps }: Sheetside, times: number, limit: Limit, ...of: string[]) {
  for (let i = 0; i < times; i++) await spend(deps, limit, ...of)
}

/** Many guess at a password from everywhere, until no stranger may. */
const attack = (sheetside: Sheetside, email = ADA) =>
  counted(sheetside, 30, 'log_ins_of_strangers', email)

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

describe('Wrong passwords for one account from one address', () => {
  it('are refused after ten, the right one too, and the wait is said and ends', async () => {
    const { guess, codeOf } = await setUp()
    for (let i = 0; i < 10; i++) expect(await codeOf('203.0.113.1')).toBe('wrong_credentials')
    const refused = await guess('203.0.113.1', PASSWORD)
    expect(refused).toMatchObject({
      code: 'rate_limited',
      retryAfterSeconds: 900,
      retryAfter: '900',
    })
    expect(await codeOf('203.0.113.2', PASSWORD)).toBe('signed_in')
    travel(15 * MINUTE)
    expect(await codeOf('203.0.113.1', PASSWORD)).toBe('signed_in')
  })

  it('are ten also when all come at one moment', async () => {
    const { codeOf } = await setUp()
    const codes = await Promise.all(Array.from({ length: 60 }, () => codeOf('203.0.113.1')))
    expect(codes.filter((code) => code === 'wrong_credentials')).toHaveLength(10)
    expect(codes.filter((code) => code === 'rate_limited')).toHaveLength(50)
  })

  it('are forgotten when the right one comes', async () => {
    const { codeOf } = await setUp()
    for (let round = 0; round < 2; round++) {
      for (let i = 0; i < 6; i++) expect(await codeOf('203.0.113.1')).toBe('wrong_credentials')
      expect(await codeOf('203.0.113.1', PASSWORD)).toBe('signed_in')
    }
  })

  it('are counted for an email that nobody has as for one that somebody has', async () => {
    const sheetside = await setUp()
    const { guess } = sheetside
    const answers = async (email: string, from: string) => {
      await counted(sheetside, 8, 'log_in', email, from)
      const seen: unknown[] = []
      for (let i = 0; i < 4; i++) {
        seen.push({ ...(await guess(from, 'wrong', email)), requestId: '' })
      }
      return seen
    }
    expect(await answers('nobody@example.org', '203.0.113.1')).toEqual(
      await answers(ADA, '203.0.113.2'),
    )
  })

  it('are one count for a whole IPv6 network of a subscriber', async () => {
    const { codeOf } = await setUp()
    for (let i = 0; i < 10; i++) await codeOf(`2001:db8:0:7::${i}`)
    expect(await codeOf('2001:db8:0:7:8000::1')).toBe('rate_limited')
    expect(await codeOf('2001:db8:0:8::1')).toBe('wrong_credentials')
  })
})

describe('Wrong passwords for many accounts from one address', () => {
  it('are refused after a hundred, and nobody elsewhere is', async () => {
    const sheetside = await setUp()
    const { codeOf } = sheetside
    await counted(sheetside, 90, 'log_ins_from_address', '203.0.113.1')
    const codes = await Promise.all(
      Array.from({ length: 11 }, (_, i) => codeOf('203.0.113.1', 'wrong', `p${i}@example.org`)),
    )
    expect(codes.filter((code) => code === 'wrong_credentials')).toHaveLength(10)
    expect(codes.filter((code) => code === 'rate_limited')).toHaveLength(1)
    expect(await codeOf('203.0.113.1', PASSWORD)).toBe('rate_limited')
    expect(await codeOf('203.0.113.2', PASSWORD)).toBe('signed_in')
  })

  it('do not count where they were right: a whole office signs in from one address', async () => {
    const sheetside = await setUp()
    const { register, codeOf } = sheetside
    await counted(sheetside, 99, 'log_ins_from_address', '203.0.113.1')
    for (const email of [ADA, 'ben@example.org', 'cleo@example.org']) {
      if (email !== ADA) await register(email)
      expect(await codeOf('203.0.113.1', PASSWORD, email)).toBe('signed_in')
    }
    expect(await codeOf('203.0.113.1', 'wrong', 'dora@example.org')).toBe('wrong_credentials')
    expect(await codeOf('203.0.113.1', 'wrong', 'emil@example.org')).toBe('rate_limited')
  })

  it('do not keep those out who signed in from there before', async () => {
    const sheetside = await setUp()
    const { codeOf } = sheetside
    await counted(sheetside, 100, 'log_ins_from_address', HOME)
    expect(await codeOf(HOME, 'wrong', 'ben@example.org')).toBe('rate_limited')
    expect(await codeOf(HOME)).toBe('wrong_credentials')
    expect(await codeOf(HOME, PASSWORD)).toBe('signed_in')
  })
})

describe('Wrong passwords for one account from everywhere', () => {
  it('are refused after thirty, from wherever its person never was', async () => {
    const { codeOf } = await setUp()
    const codes = await Promise.all(
      Array.from({ length: 40 }, (_, host) => codeOf(`203.0.113.${host}`)),
    )
    expect(codes.filter((code) => code === 'wrong_credentials')).toHaveLength(30)
    expect(codes.filter((code) => code === 'rate_limited')).toHaveLength(10)
  })

  it('never lock its person out from where they were before, however long it goes on', async () => {
    const sheetside = await setUp()
    for (let round = 0; round < 3; round++) {
      await attack(sheetside)
      expect(await sheetside.codeOf('192.0.2.1', PASSWORD)).toBe('rate_limited')
      expect(await sheetside.codeOf(HOME)).toBe('wrong_credentials')
      expect(await sheetside.codeOf(HOME, PASSWORD)).toBe('signed_in')
      travel(15 * MINUTE)
    }
  })

  it.each([
    ['created the account', (from: Sheetside) => from.register('reader@example.org')],
    ['signed in with Google', (from: Sheetside) => from.signIn()],
  ])('never lock out who only ever %s from there', async (_, enter) => {
    const sheetside = await setUp()
    const { email } = (await enter(sheetside)).person
    await attack(sheetside, email)
    expect(await sheetside.codeOf('203.0.113.99', 'wrong', email)).toBe('rate_limited')
    expect(await sheetside.codeOf('127.0.0.1', 'wrong', email)).toBe('wrong_credentials')
  })

  it('let its person in elsewhere after a quarter of an hour at most', async () => {
    const sheetside = await setUp()
    await attack(sheetside)
    expect(await sheetside.codeOf('192.0.2.1', PASSWORD)).toBe('rate_limited')
    travel(15 * MINUTE)
    expect(await sheetside.codeOf('192.0.2.1', PASSWORD)).toBe('signed_in')
  })

  it('let in on time who tried meanwhile: what was refused counts nowhere', async () => {
    const sheetside = await setUp()
    await attack(sheetside)
    travel(10 * MINUTE)
    for (let i = 0; i < 12; i++) expect(await sheetside.codeOf('192.0.2.1')).toBe('rate_limited')
    travel(5 * MINUTE)
    expect(await sheetside.codeOf('192.0.2.1', PASSWORD)).toBe('signed_in')
  })

  it('are forgiven where the person proved otherwise who they are, while strangers guess on', async () => {
    const sheetside = await setUp()
    await attack(sheetside)
    await forgiveGuesses(sheetside.deps, ADA, { address: '192.0.2.1' })
    await attack(sheetside)
    expect(await sheetside.codeOf('192.0.2.2', PASSWORD)).toBe('rate_limited')
    expect(await sheetside.codeOf('192.0.2.1', PASSWORD)).toBe('signed_in')
  })

  it('leave other accounts alone', async () => {
    const sheetside = await setUp()
    await sheetside.register('ben@example.org')
    await attack(sheetside)
    expect(await sheetside.codeOf('192.0.2.1', PASSWORD, 'ben@example.org')).toBe('signed_in')
  })
})

describe('Its person reads in their log', () => {
  it('of guesses once an address and a quarter of an hour, and of the slowing once', async () => {
    const sheetside = await setUp()
    for (let i = 0; i < 20; i++) await sheetside.codeOf('203.0.113.1')
    const failed = await sheetside.events(sheetside.session, 'sign_in_failed')
    expect(failed).toHaveLength(1)
    expect(failed[0]).toMatchObject({
      address: '203.0.113.1',
      device: 'Firefox at 203.0.113.1',
    })
    expect(await sheetside.events(sheetside.session, 'sign_ins_slowed')).toHaveLength(1)
  })

  it('that strangers guess from everywhere', async () => {
    const sheetside = await setUp()
    await counted(sheetside, 28, 'log_ins_of_strangers', ADA)
    for (let host = 1; host <= 5; host++) await sheetside.codeOf(`203.0.113.${host}`)
    const failed = await sheetside.events(sheetside.session, 'sign_in_failed')
    expect(failed).toMatchObject([{ address: '203.0.113.2' }, { address: '203.0.113.1' }])
    const slowed = await sheetside.events(sheetside.session, 'sign_ins_slowed')
    expect(slowed).toMatchObject([{ address: '203.0.113.3' }])
  })
})

// A process takes a while to start on a busy machine.
it(
  'A server that crashes knows afterwards who guessed, and where the person was',
  { timeout: 60_000 },
  async () => {
    const { newServer } = await startDataFolder()
    const server = await newServer({ TRUST_PROXY: 'loopback' })
    const post = async (path: string, from: string, password: string) => {
      const { status } = await fetch(server.url + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': from },
        body: JSON.stringify({ email: ADA, password, device: 'Firefox' }),
      })
      return status
    }
    await server.start()
    expect(await post('/api/accounts', HOME, PASSWORD)).toBe(201)
    const strangers = ['203.0.113.1', '203.0.113.2', '203.0.113.3']
    for (const from of strangers) {
      for (let i = 0; i < 10; i++) expect(await post('/api/sessions', from, 'wrong')).toBe(401)
    }

    await server.stop('SIGKILL')
    await server.start()
    for (const from of [...strangers, '203.0.113.4']) {
      expect(await post('/api/sessions', from, PASSWORD)).toBe(429)
    }
    expect(await post('/api/sessions', HOME, PASSWORD)).toBe(201)
  },
)
