import { randomUUID } from 'node:crypto'
import { afterEach, expect, it, vi } from 'vitest'
import {
  accountLinks,
  invitations,
  oauthFlows,
  oneTimeCodes,
  securityEvents,
  sessions,
  throttles,
} from '#server/db/schema.ts'
import { sweepHourly } from '#server/sweep.ts'
import { startDataFolder } from './data-folder.ts'
import { startSheetside, type Sheetside } from './harness.ts'

const HOUR = 60 * 60_000
const LONG_AGO = new Date('2020-01-01')

const TABLES = [
  sessions,
  accountLinks,
  invitations,
  oauthFlows,
  oneTimeCodes,
  securityEvents,
  throttles,
]

/** Makes everything that can be over, long over. */
async function makeOver({ deps: { db }, register, begin, comeBack }: Sheetside): Promise<void> {
  const { token, person } = await register()
  await comeBack(await begin('connect', token))
  await begin('connect', token)
  const link = { email: person.email, expiresAt: LONG_AGO }
  await db
    .insert(accountLinks)
    .values({ id: randomUUID(), purpose: 'set_password', personId: person.id, ...link })
  await db.insert(invitations).values({ id: randomUUID(), ...link })
  await db.update(sessions).set({ expiresAt: LONG_AGO.getTime() / 1000 })
  await db.update(oauthFlows).set({ expiresAt: LONG_AGO })
  await db.update(oneTimeCodes).set({ expiresAt: LONG_AGO })
  await db.update(securityEvents).set({ at: LONG_AGO })
  await db.update(throttles).set({ expire: LONG_AGO.getTime() })
}

const left = ({ deps: { db } }: Sheetside) =>
  Promise.all(TABLES.map(async (table) => (await db.select().from(table)).length))

const NOTHING = TABLES.map(() => 0)

afterEach(() => {
  vi.useRealTimers()
})

// A process takes a while to start on a busy machine.
it('A server that starts sweeps out what is over', { timeout: 60_000 }, async () => {
  const { sheetside, startServer } = await startDataFolder()
  await makeOver(sheetside)
  expect(await left(sheetside)).not.toContain(0)
  await startServer()
  await expect.poll(() => left(sheetside)).toEqual(NOTHING)
})

it('What is over later is swept out within the hour', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const sheetside = await startSheetside()
  const end = sweepHourly(sheetside.deps)
  await makeOver(sheetside)
  vi.advanceTimersByTime(HOUR - 1)
  expect(await left(sheetside)).not.toContain(0)
  vi.advanceTimersByTime(1)
  await vi.waitFor(async () => expect(await left(sheetside)).toEqual(NOTHING))
  end()
  expect(vi.getTimerCount()).toBe(0)
})
