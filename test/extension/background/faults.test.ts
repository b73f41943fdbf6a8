import { setTimeout as delay } from 'node:timers/promises'
import { expect, it, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { round } from '#extension/background/round.ts'
import { lastMe, server as address, session } from '#extension/lib/storage.ts'
import { addEntry, allEntries, retry } from '#extension/outbox/outbox.ts'
import type { Destination } from '#shared/contract/destination.ts'
import { me } from '#shared/contract/me.ts'
import { clicked, freshBrowser } from '#test/extension/lib/fixtures.ts'
import { chanceOf } from '#test/faults/chance.ts'
import { calmGoogle, troubleGoogle } from '#test/faults/google-troubles.ts'
import { isRight, tally, type Sent } from '#test/faults/tally.ts'
import { startDataFolder } from '#test/server/data-folder.ts'
import { HEADER, setUpSending, type Setting } from '#test/server/sends/set-up.ts'
import {
  bury,
  stopAtCall,
  stopBeforeAdding,
  stopBeforeAnswer,
  stopBeforeAsking,
  stopBeforeWriting,
  type Stop,
} from './deaths.ts'

/**
 * What test/faults/campaign.ts does with real browsers, with the outbox and its delivery alone: quick enough
 * for many seeds. The server is a process that is killed, Google the local one with its troubles; deaths
 * of the background are those of deaths.ts.
 */

const SENDS = 30
/** FAULTS_SEEDS tries more of them. */
const SEEDS = Array.from({ length: Number(process.env['FAULTS_SEEDS'] ?? 2) }, (_, n) => n + 1)
/** An attempt that takes longer waits for an answer that never comes. */
const PATIENCE_MS = 1500

it.each(SEEDS)(
  'whatever dies meanwhile, every row arrives once and in order: seed %i',
  { timeout: 300_000 },
  async (seed) => {
    const { setting, process, destinations } = await setUp()
    const chance = chanceOf(seed)
    const sent: Sent[] = []
    troubleGoogle(setting.google, seed)
    for (let number = 1; number <= SENDS; number += 1) {
      const name = `send ${number}`
      const destination = chance.happens(0.7) ? destinations[0] : destinations[1]
      const click = clicked(name, { person: setting.session.person.id, destination })
      if (chance.happens(0.05)) await dying(stopBeforeAdding(), addEntry(click))
      else await addEntry(click)
      if (!(await allEntries()).some(({ id }) => id === click.id)) await addEntry(click)
      sent.push({ sender: 'one', sheet: destination.spreadsheetId, rows: [name] })

      if (chance.happens(0.4)) continue
      await hurryAll()
      const stop = chance.happens(0.4) ? chance.pick(STOPS)() : null
      const attempt = stop ? dying(stop, round()) : round()
      const isKilled = chance.happens(0.1)
      if (isKilled) await delay(chance.between(0, 100))
      const isDone = !isKilled && (await Promise.race([attempt, delay(PATIENCE_MS, 'late')]))
      if (isKilled || isDone === 'late') {
        await process.stop('SIGKILL')
        await process.start()
      }
      await attempt
    }
    calmGoogle(setting.google)
    await vi.waitUntil(
      async () => {
        await hurryAll()
        await round()
        return (await allEntries()).every(({ state }) => state.kind === 'sent')
      },
      { timeout: 30_000, interval: 100 },
    )

    const sheets = destinations.map(({ spreadsheetId }): [string, string[]] => [
      spreadsheetId,
      setting.google.cells(spreadsheetId, 'Sheet1!A2:A').map(([name]) => String(name)),
    ])
    const result = tally(sent, new Map(sheets))
    expect(result).toMatchObject({ lost: [], twice: [], disordered: [], torn: [], strange: [] })
    expect(isRight(result)).toBe(true)
  },
)

/** Each is another place at which the background may die in a delivery. */
const STOPS: [() => Stop, ...(() => Stop)[]] = [
  stopBeforeAsking,
  stopBeforeAnswer,
  () => stopBeforeWriting((value) => JSON.stringify(value).includes('"kind":"sent"')),
  () => stopBeforeWriting((value) => JSON.stringify(value).includes('"kind":"sending"')),
  () => stopAtCall('alarms'),
  () => stopAtCall('notifications'),
]

/** Lets work go on until it gets to its stop, and there for dead; or to its end, where it never gets there. */
async function dying(stop: Stop, work: Promise<unknown>): Promise<void> {
  await Promise.race([stop.reached, work])
  await bury()
  stop.lifted()
}

/** As "Send now" on each of them does. */
async function hurryAll(): Promise<void> {
  for (const { id, state } of await allEntries()) if (state.kind === 'waiting') await retry(id)
}

/** A person who is signed in with two sheets to send to, and a server process to be killed. */
async function setUp() {
  await freshBrowser()
  Object.assign(fakeBrowser.runtime, { getPlatformInfo: async () => ({ os: 'linux' }) })
  const folder = await startDataFolder()
  const setting = await setUpSending([HEADER], folder.sheetside)
  const other = await setting.direct.makeSheet([HEADER], 'Another')
  const process = await folder.startServer()
  const destinations: [Destination, Destination] = [setting.chosen, await choose(setting, other)]
  const { token, expiresAt, person } = setting.session
  await address.write(process.url)
  await session.write({ token, expiresAt, person, server: process.url })
  const answer = await setting.call('GET', '/api/me', { token })
  await lastMe.write(me.parse(await answer.json()))
  return { setting, process, destinations }
}

async function choose(
  { call, token, account }: Setting,
  { spreadsheetId, sheetId }: { spreadsheetId: string; sheetId: number },
): Promise<Destination> {
  const body = { account, spreadsheetId, sheetId }
  const answer = await call('POST', '/api/destinations', { token, body })
  return (await answer.json()) as Destination
}
