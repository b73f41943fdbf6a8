import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { sweepSessions } from '#server/accounts/session.ts'
import { sessions } from '#server/db/schema.ts'
import { hashOf } from '#server/vault/secrets.ts'
import { eventsPage } from '#shared/contract/event.ts'
import { deviceSessions, newSession, type NewSession } from '#shared/contract/session.ts'
import { refusal, startSheetside, type Sheetside } from '#test/server/harness.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

const travel = (ms: number) => vi.setSystemTime(Date.now() + ms)

async function logIn({ call }: Sheetside, device: string): Promise<NewSession> {
  const body = { email: 'reader@example.org', password: 'kelp-harbor-thimble-9', device }
  return newSession.parse(await (await call('POST', '/api/sessions', { body })).json())
}

async function devices({ call }: Sheetside, { token }: NewSession) {
  const response = await call('GET', '/api/sessions', { token })
  return deviceSessions.parse(await response.json()).sessions
}

async function works({ call }: Sheetside, { token }: NewSession): Promise<boolean> {
  const { status } = await call('GET', '/api/me', { token })
  return status === 200
}

async function events({ call }: Sheetside, { token }: NewSession) {
  const response = await call('GET', '/api/me/events', { token })
  return eventsPage.parse(await response.json()).events
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-03-02T10:00:30Z') })
})
afterEach(() => {
  vi.useRealTimers()
})

describe('The devices of a person', () => {
  it('are listed with their last use to the minute, the last used first', async () => {
    const sheetside = await startSheetside()
    const first = await sheetside.register()
    travel(DAY)
    const second = await logIn(sheetside, 'Firefox on Windows')
    travel(90 * MINUTE)
    expect(await devices(sheetside, first)).toEqual([
      {
        id: expect.any(String) as string,
        device: 'Chrome on Linux',
        createdAt: '2026-03-02T10:00:30.000Z',
        lastUsedAt: '2026-03-03T11:30:00.000Z',
        current: true,
      },
      {
        id: expect.any(String) as string,
        device: 'Firefox on Windows',
        createdAt: '2026-03-03T10:00:30.000Z',
        lastUsedAt: '2026-03-03T10:00:00.000Z',
        current: false,
      },
    ])
    expect((await devices(sheetside, second)).map(({ current }) => current)).toEqual([true, false])
  })

  it('are named by ids that open nothing', async () => {
    const sheetside = await startSheetside()
    const session = await sheetside.register()
    const [device] = await devices(sheetside, session)
    expect([session.token, hashOf(session.token)]).not.toContain(device?.id)
    expect(await works(sheetside, { ...session, token: device?.id ?? '' })).toBe(false)
  })

  it('are not those of others, nor such as are over', async () => {
    const sheetside = await startSheetside()
    await sheetside.register()
    await sheetside.register('somebody@example.org')
    travel(31 * DAY)
    const session = await logIn(sheetside, 'Firefox on Windows')
    expect(await devices(sheetside, session)).toMatchObject([{ device: 'Firefox on Windows' }])
  })
})

describe('Signing a device out from another one', () => {
  it('ends its session and no other, and is written down', async () => {
    const sheetside = await startSheetside()
    const [here, lost, third] = [
      await sheetside.register(),
      await logIn(sheetside, 'Lost laptop'),
      await logIn(sheetside, 'Tablet'),
    ]
    const found = (await devices(sheetside, here)).find(({ device }) => device === 'Lost laptop')
    const ended = await sheetside.call('DELETE', `/api/sessions/${found?.id}`, {
      token: here.token,
    })
    expect(ended.status).toBe(204)
    expect(await works(sheetside, lost)).toBe(false)
    expect([await works(sheetside, here), await works(sheetside, third)]).toEqual([true, true])
    expect((await events(sheetside, here))[0]).toMatchObject({
      kind: 'device_signed_out',
      device: 'Chrome on Linux',
      detail: 'Lost laptop',
      address: '127.0.0.1',
    })
  })

  it('is refused for a session of somebody else, which stays', async () => {
    const sheetside = await startSheetside()
    const ada = await sheetside.register()
    const eve = await sheetside.register('eve@example.org')
    const [device] = await devices(sheetside, ada)
    const attempt = sheetside.call('DELETE', `/api/sessions/${device?.id}`, { token: eve.token })
    expect(await refusal(attempt)).toEqual({ status: 404, code: 'not_found' })
    expect(await works(sheetside, ada)).toBe(true)
  })

  it('is refused for what is no public id: a token, its hash, anything', async () => {
    const sheetside = await startSheetside()
    const { token } = await sheetside.register()
    for (const id of [token, hashOf(token), 'x', '%00', "' or 1=1 --"]) {
      const attempt = sheetside.call('DELETE', `/api/sessions/${encodeURIComponent(id)}`, { token })
      expect(await refusal(attempt)).toEqual({ status: 404, code: 'not_found' })
    }
  })

  it('ends all but the one that asks, at once, and nobody else’s', async () => {
    const sheetside = await startSheetside()
    const here = await sheetside.register()
    const others = [await logIn(sheetside, 'Lost laptop'), await logIn(sheetside, 'Tablet')]
    const somebody = await sheetside.register('somebody@example.org')
    const ended = await sheetside.call('DELETE', '/api/sessions', { token: here.token })
    expect(ended.status).toBe(204)
    for (const other of others) expect(await works(sheetside, other)).toBe(false)
    expect([await works(sheetside, here), await works(sheetside, somebody)]).toEqual([true, true])
    const told = (await events(sheetside, here)).filter(({ kind }) => kind === 'device_signed_out')
    expect(new Set(told.map(({ detail }) => detail))).toEqual(new Set(['Lost laptop', 'Tablet']))
  })
})

describe('Signing out', () => {
  it('never asks anything of Google, where the connection stays', async () => {
    const sheetside = await startSheetside()
    const session = await sheetside.signIn()
    sheetside.google.clearRequests()
    const { status } = await sheetside.call('DELETE', '/api/sessions/current', {
      token: session.token,
    })
    expect(status).toBe(204)
    expect(sheetside.google.requests()).toEqual([])
    expect(await works(sheetside, session)).toBe(false)
    const response = await sheetside.call('GET', '/api/me', {
      token: (await sheetside.signIn()).token,
    })
    expect(await response.json()).toMatchObject({ googleAccounts: [{ state: 'ok' }] })
  })

  it('is written down', async () => {
    const sheetside = await startSheetside()
    const { token } = await sheetside.register()
    await sheetside.call('DELETE', '/api/sessions/current', { token })
    const [, out] = await events(sheetside, await logIn(sheetside, 'Tablet'))
    expect(out).toMatchObject({ kind: 'signed_out', device: 'Chrome on Linux' })
  })
})

describe('A session', () => {
  it('that was used on day 29 is there on day 58', async () => {
    const sheetside = await startSheetside()
    const session = await sheetside.register()
    travel(29 * DAY)
    expect(await works(sheetside, session)).toBe(true)
    travel(29 * DAY)
    expect(await works(sheetside, session)).toBe(true)
  })

  it('lives 30 days from its last use, also where that was early in its time', async () => {
    const sheetside = await startSheetside()
    const session = await sheetside.register()
    travel(10 * DAY)
    expect(await works(sheetside, session)).toBe(true)
    travel(30 * DAY - MINUTE)
    expect(await works(sheetside, session)).toBe(true)
  })

  it('that was not used for 30 days has ended', async () => {
    const sheetside = await startSheetside()
    const session = await sheetside.register()
    travel(31 * DAY)
    const { token } = session
    expect(await refusal(sheetside.call('GET', '/api/me', { token }))).toEqual({
      status: 401,
      code: 'unauthenticated',
    })
  })

  it('ends after 90 days though it was used every day, and never said it would be longer', async () => {
    const sheetside = await startSheetside()
    const session = await sheetside.register()
    const end = Date.now() + 90 * DAY
    expect(Date.parse(session.expiresAt)).toBe(Date.now() + 30 * DAY)
    for (let day = 1; day < 90; day++) {
      travel(DAY)
      expect(await works(sheetside, session)).toBe(true)
      const [row] = await sheetside.deps.db.select().from(sessions)
      const promised = (row?.expiresAt ?? 0) * 1000
      expect(promised).toBe(Math.min(Date.now() + 30 * DAY, end))
    }
    travel(DAY)
    expect(await works(sheetside, session)).toBe(false)
    expect(await sheetside.deps.db.select().from(sessions)).toEqual([])
  })

  it('writes its use down once a minute', async () => {
    const sheetside = await startSheetside()
    const session = await sheetside.register()
    const lastUse = async () => {
      await works(sheetside, session)
      const [row] = await sheetside.deps.db.select().from(sessions)
      return row?.lastUsedAt
    }
    const first = await lastUse()
    travel(59_000)
    expect(await lastUse()).toEqual(first)
    travel(1000)
    expect(await lastUse()).toEqual(new Date())
  })
})

it('A sweep removes the sessions that are over, by their use or by their age, and no others', async () => {
  const { deps, ...sheetside } = await startSheetside()
  await sheetside.register('unused@example.org')
  const old = await sheetside.register('old@example.org')
  // As a server of an earlier version would have let it slide.
  await deps.db.update(sessions).set({ expiresAt: Math.floor((Date.now() + 200 * DAY) / 1000) })
  await sheetside.register('new@example.org')
  travel(29 * DAY)
  await sweepSessions(deps)
  expect(await deps.db.select().from(sessions)).toHaveLength(3)
  travel(2 * DAY)
  await sweepSessions(deps)
  expect(await deps.db.select().from(sessions)).toHaveLength(2)
  travel(60 * DAY)
  expect((await sheetside.call('GET', '/api/me', { token: old.token })).status).toBe(401)
  await sweepSessions(deps)
  expect(await deps.db.select().from(sessions)).toEqual([])
})
