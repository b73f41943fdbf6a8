import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { destination, type Destination } from '#shared/contract/destination.ts'
import { ADA, createAccount, connectGoogle, logIn, whoAmI } from '#test/browser/person.ts'
import { eventually } from '#test/browser/sight.ts'
import { startStack, type Stack } from '#test/browser/stack.ts'
import { readStored } from '#test/browser/stored.ts'
import { SEED_IDS } from '#test/google/seeds/seeds.ts'
import { servePages } from '#test/pages/serve.ts'
import { chanceOf, type Chance } from './chance.ts'
import { calmGoogle, troubleGoogle } from './google-troubles.ts'
import { startSender, type Sender } from './sender.ts'
import { isRight, tally, type Sent, type Tally } from './tally.ts'

/**
 * Sends from two browsers of one person to the same sheet and to another, while their service workers are
 * stopped, browsers and the server are killed, Google drops requests, loses answers, answers 429 and 5xx,
 * and access tokens die. In the end every row has to stand there once, each sender's in order.
 *
 * What is real: the extension's build in Chromium (from the menu's listener on: capture, outbox, delivery),
 * the server as a process with SQLite on disk, HTTP between all of them. What is not: Google is the local
 * one, the menu is not drawn (a click is handed to its listeners), and nobody waits half an hour for an
 * attempt's turn, but makes it due as "Send now" does.
 *
 * The seed decides which troubles come, where and in which order; at which instant of the product's work
 * they hit depends on the machine.
 */
export type Campaign = {
  sends: number
  seed: number
  /** How many times each browser is killed. */
  browserKills: number
  /** How much oftener than usual Google fails; 1 by default. */
  harshness?: number
  say?: (line: string) => void
}

export type Report = {
  tally: Tally
  isRight: boolean
  /** How often each trouble came. */
  troubles: Record<string, number>
  /** Entries that did not end as sent, with the reason. */
  unsettled: string[]
  /** Errors in the extension's consoles. */
  problems: string[]
  seconds: number
}

const NAMES = ['first', 'second'] as const
const SHEETS = {
  [SEED_IDS.reading]: `'Reading list'!A1:Z5000`,
  [SEED_IDS.empty]: 'Sheet1!A1:Z5000',
}
/** What names a row: who sent it, the number of the send, and its part in it. */
const MARK = /^(?:first|second) \d{4}[a-c]?$/
const WRITE = 'spreadsheets.batchUpdate'
/** So many clicks come, at most, before those before them are looked after. */
const MOST_WAITING = 5
/** For how long they are, in the midst of troubles. */
const PATIENCE_MS = 20_000
/** A server that waits for an answer that never comes is in everybody's way. */
const LONGEST_LIFE_MS = 8_000
/** Nothing that is not lost takes this long once all is well again. */
const SETTLED_WITHIN_MS = 120_000

export async function runCampaign({
  sends,
  seed,
  browserKills,
  harshness = 1,
  say = () => {},
}: Campaign): Promise<Report> {
  const began = Date.now()
  const profiles = await Promise.all(
    NAMES.map((name) => mkdtemp(join(tmpdir(), `sheetside-${name}-`))),
  )
  const pages = await servePages()
  const stack = await startStack({ logLevel: 'info' })
  const senders: Sender[] = []
  try {
    for (const [index, name] of NAMES.entries()) {
      senders.push(
        await startSender({
          name,
          chance: chanceOf(seed * 10 + index),
          profile: profiles[index] ?? '',
          server: stack.url,
          pageUrl: pages.url('night-trains.html'),
          workerStops: 0.1,
        }),
      )
    }
    const destinations = await settle(stack, senders)
    const before = new Map(Object.keys(SHEETS).map((id) => [id, rowsOf(stack, id).length]))
    say(`both are signed in after ${seconds(began)} s; the troubles begin`)

    troubleGoogle(stack.google, seed, harshness)
    const chaos = killServers(stack, chanceOf(seed * 10 + 7))
    const share = Math.ceil(sends / senders.length)
    const sent = await Promise.all(
      senders.map((sender, index) =>
        sendAll(sender, chanceOf(seed * 10 + 3 + index), destinations, {
          sends: index === 0 ? share : sends - share,
          browserKills,
          say,
        }),
      ),
    )
    say(`all are clicked after ${seconds(began)} s; the troubles end`)
    const { kills, expiries } = await chaos.end()
    const google = calmGoogle(stack.google)
    const calm = chanceOf(seed * 10 + 8)
    await Promise.all(senders.map((sender) => emptied(sender, calm, 0, SETTLED_WITHIN_MS)))

    const sheets = new Map(
      [...before].map(([id, count]) => [id, rowsOf(stack, id).slice(count).map(nameOf)]),
    )
    const result = tally(sent.flat(), sheets)
    const unsettled = (await Promise.all(senders.map(unsettledOf))).flat()
    const problems = senders.flatMap((sender) => sender.problems())
    return {
      tally: result,
      isRight: isRight(result) && unsettled.length === 0 && problems.length === 0,
      troubles: {
        'a service worker was stopped': sum(senders, ({ befallen }) => befallen.workerStopped),
        '… before the click was on disk, and clicked again': sum(
          senders,
          ({ befallen }) => befallen.clickedAgain,
        ),
        'a browser was killed': sum(senders, ({ befallen }) => befallen.browserKilled),
        'the server was killed': kills,
        'all access tokens expired': expiries,
        ...google,
      },
      unsettled,
      problems,
      seconds: seconds(began),
    }
  } finally {
    for (const sender of senders) await sender.close().catch(() => {})
    await Promise.all([stack.close(), pages.close()])
    await Promise.all(
      profiles.map((path) => rm(path, { recursive: true, force: true, maxRetries: 5 })),
    )
  }
}

/** Signs both in as the same person, with two sheets to send to; answers those, by the menu item's id. */
async function settle(stack: Stack, senders: readonly Sender[]) {
  const [first, second] = senders
  if (!first || !second) throw new Error('It takes two.')
  const popup = await createAccount(first.browser(), first.page(), ADA)
  await connectGoogle(first.browser(), popup)
  const account = (await whoAmI(first.browser()))?.googleAccounts[0]?.id
  if (account === undefined) throw new Error('No account of Google’s is connected.')
  const destinations: Destination[] = []
  for (const spreadsheetId of Object.keys(SHEETS)) {
    destinations.push(await choose(stack, first, { account, spreadsheetId, sheetId: 0 }))
  }
  await logIn(second.browser(), second.page(), ADA)
  for (const sender of senders) {
    await sender.getReady()
    await eventually(`${sender.name} knows where to send to`, async () => {
      const { local } = await readStored(sender.browser())
      return destinations.every(({ id }) => JSON.stringify(local).includes(id))
    })
  }
  return destinations
}

/** As "Send here" in the panel does. */
async function choose(stack: Stack, sender: Sender, place: object): Promise<Destination> {
  const { local } = await readStored(sender.browser())
  const { token } = local['session'] as { token: string }
  const response = await fetch(`${stack.url}/api/destinations`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(place),
  })
  return destination.parse(await response.json())
}

/** One sender's clicks, in a row. */
async function sendAll(
  sender: Sender,
  chance: Chance,
  destinations: readonly Destination[],
  { sends, browserKills, say }: Required<Pick<Campaign, 'sends' | 'browserKills' | 'say'>>,
): Promise<Sent[]> {
  const [usual, other = usual] = destinations
  if (!usual || !other) throw new Error('Nowhere to send to.')
  const killAt = new Set(Array.from({ length: browserKills }, () => chance.between(1, sends)))
  const sent: Sent[] = []
  for (let number = 1; number <= sends; number += 1) {
    const to = chance.happens(0.7) ? usual : other
    const name = `${sender.name} ${String(number).padStart(4, '0')}`
    const rows = chance.happens(0.15) ? ['a', 'b', 'c'].map((part) => name + part) : [name]
    await sender.send(rows, menuItemFor(to))
    sent.push({ sender: sender.name, sheet: to.spreadsheetId, rows })
    if (killAt.has(number)) await sender.killBrowser()
    // Else all the clicks were done before the first troubles were over.
    const isQuick = await emptied(sender, chance, chance.between(0, MOST_WAITING), PATIENCE_MS)
    if (!isQuick) say(`${name}: the outbox is slow`)
    if (number % 25 === 0) say(`${name} is clicked`)
  }
  await emptied(sender, chance, 0, PATIENCE_MS)
  return sent
}

/** Waits until no more than so many wait, having a look at them now and then; answers whether that came about. */
async function emptied(
  sender: Sender,
  chance: Chance,
  most: number,
  within: number,
): Promise<boolean> {
  const end = Date.now() + within
  for (;;) {
    const { waiting = 0, sending = 0 } = await sender.sendNow()
    if (waiting + sending <= most) return true
    if (Date.now() > end) return false
    await delay(chance.between(50, 300))
    if (chance.happens(0.05)) await sender.stopWorker()
  }
}

function menuItemFor({ id }: Destination): string {
  return `send:selection:${id}`
}

/** Kills the server again and again, often while a write is under way, and starts it; lets tokens expire. */
function killServers({ google, server }: Stack, chance: Chance) {
  const over = new AbortController()
  const counts = { kills: 0, expiries: 0 }
  const writes = () => google.requests().filter(({ operation }) => operation === WRITE).length
  async function run(): Promise<void> {
    // It lives longer where it takes long to start, or it would be dead for most of the time.
    let startedIn = 500
    while (!over.signal.aborted) {
      await delay(Math.min(chance.between(startedIn, 5 * startedIn), LONGEST_LIFE_MS))
      if (chance.happens(0.3)) {
        google.expireAccessTokens()
        counts.expiries += 1
      }
      google.clearRequests()
      for (let waited = 0; writes() === 0 && waited < 1000; waited += 5) await delay(5)
      await delay(chance.between(0, 150))
      await server.stop('SIGKILL')
      counts.kills += 1
      await delay(chance.between(0, 600))
      const stoppedAt = Date.now()
      await server.start()
      startedIn = Date.now() - stoppedAt
    }
  }
  const running = run()
  return {
    async end(): Promise<typeof counts> {
      over.abort()
      await running
      return counts
    },
  }
}

async function unsettledOf(sender: Sender): Promise<string[]> {
  const outcomes = await sender.outcomes()
  return outcomes.flatMap(({ text, kind, code }) =>
    kind === 'sent' ? [] : [`${text}: ${kind} ${code ?? ''}`],
  )
}

function rowsOf({ google }: Stack, spreadsheetId: string): unknown[][] {
  return google.cells(spreadsheetId, SHEETS[spreadsheetId] ?? 'A1:Z5000')
}

/** The text that names a row, or the row where none does. */
function nameOf(row: readonly unknown[]): string {
  const named = row.map(String).find((cell) => MARK.test(cell))
  return named ?? `a row with ${row.map(String).join(' | ')}`
}

function sum(senders: readonly Sender[], of: (sender: Sender) => number): number {
  return senders.reduce((total, sender) => total + of(sender), 0)
}

function seconds(since: number): number {
  return Math.round((Date.now() - since) / 1000)
}
