import { execFile } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import {
  forget,
  isKnown,
  remember,
  rename,
  spend,
  sweepThrottles,
  trySpend,
} from '#server/accounts/throttle.ts'
import { openDatabase } from '#server/db/open.ts'
import { throttles } from '#server/db/schema.ts'
import type { Deps } from '#server/deps.ts'
import { hashOf } from '#server/vault/secrets.ts'
import { testDeps } from '#test/server/deps.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

const travel = (ms: number) => vi.setSystemTime(Date.now() + ms)

/** How many of so many tries pass. */
async function passing(deps: Deps, tries: number, ...of: string[]): Promise<number> {
  const spent = await Promise.all(
    Array.from({ length: tries }, () => trySpend(deps, 'log_in', ...of)),
  )
  return spent.filter(({ passed }) => passed).length
}

function databaseFile(): string {
  return join(mkdtempSync(join(tmpdir(), 'sheetside-')), 'sheetside.sqlite')
}

function depsOn(file: string): Deps & { close: () => void } {
  const db = openDatabase(file)
  return { ...testDeps(), db, close: () => db.close() }
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

describe('A limit', () => {
  it('lets no more pass at one moment than in a row', async () => {
    expect(await passing(testDeps(), 50, 'ada')).toBe(10)
  })

  it('is about one person and address, not about others', async () => {
    const deps = testDeps()
    await passing(deps, 50, 'ada', 'here')
    expect(await passing(deps, 1, 'ada', 'there')).toBe(1)
    expect(await passing(deps, 1, 'ben', 'here')).toBe(1)
  })

  it('says how long to wait, which trying on does not make longer, and then begins anew', async () => {
    const deps = testDeps()
    await passing(deps, 10, 'ada')
    travel(5 * MINUTE)
    await expect(spend(deps, 'log_in', 'ada')).rejects.toMatchObject({
      code: 'rate_limited',
      retryAfterSeconds: 600,
    })
    travel(9 * MINUTE)
    await expect(spend(deps, 'log_in', 'ada')).rejects.toMatchObject({ retryAfterSeconds: 60 })
    travel(MINUTE)
    expect(await passing(deps, 50, 'ada')).toBe(10)
  })

  it('says once that it begins to refuse', async () => {
    const deps = testDeps()
    await passing(deps, 10, 'ada')
    expect(await trySpend(deps, 'log_in', 'ada')).toMatchObject({ passed: false, begins: true })
    expect(await trySpend(deps, 'log_in', 'ada')).toMatchObject({ passed: false, begins: false })
  })

  it('is still there when the server was stopped and started', async () => {
    const file = databaseFile()
    const before = depsOn(file)
    await passing(before, 10, 'ada')
    before.close()
    const after = depsOn(file)
    onTestFinished(after.close)
    expect(await passing(after, 1, 'ada')).toBe(0)
  })

  it('is one for all processes of a server', async () => {
    const file = databaseFile()
    const own = depsOn(file)
    onTestFinished(own.close)
    const script = `
      import { trySpend } from '#server/accounts/throttle.ts'
      import { openDatabase } from '#server/db/open.ts'
      const db = openDatabase(process.argv[1])
      let passed = 0
      for (let i = 0; i < 10; i++) if ((await trySpend({ db }, 'log_in', 'ada')).passed) passed++
      process.stdout.write(String(passed))`
    const run = promisify(execFile)
    const processes = await Promise.all(
      [1, 2, 3].map(() => run(process.execPath, ['--input-type=module', '-e', script, file])),
    )
    const passed = processes.map(({ stdout }) => Number(stdout))
    expect(passed.reduce((sum, each) => sum + each)).toBe(10)
    expect(await passing(own, 1, 'ada')).toBe(0)
  })
})

it('The table names nobody: neither emails nor addresses stand in it', async () => {
  const deps = testDeps()
  await spend(deps, 'log_in', 'ada@example.org', '203.0.113.9')
  await remember(deps, 'ada@example.org', '203.0.113.9')
  const rows = JSON.stringify(await deps.db.select().from(throttles))
  expect(rows).not.toMatch(/ada|example|203\.0/)
})

describe('An address that a person was at', () => {
  it('is known for 90 days from the last time', async () => {
    const deps = testDeps()
    await remember(deps, 'ada', 'home')
    travel(60 * DAY)
    await remember(deps, 'ada', 'home')
    travel(89 * DAY)
    expect(await isKnown(deps, 'ada', 'home')).toBe(true)
    expect(await isKnown(deps, 'ada', 'elsewhere')).toBe(false)
    expect(await isKnown(deps, 'ben', 'home')).toBe(false)
    travel(2 * DAY)
    expect(await isKnown(deps, 'ada', 'home')).toBe(false)
  })

  it('is known under their new email, and the old one is forgotten', async () => {
    const deps = testDeps()
    await remember(deps, 'ada', 'home')
    await spend(deps, 'log_in', 'ada', 'home')
    await spend(deps, 'log_in', 'lovelace', 'home')
    await remember(deps, 'ben', 'home')
    await rename(deps, 'ada', 'lovelace')
    expect(await isKnown(deps, 'lovelace', 'home')).toBe(true)
    expect(await isKnown(deps, 'ben', 'home')).toBe(true)
    const keys = (await deps.db.select().from(throttles)).map(({ key }) => key)
    expect(keys.filter((key) => key.includes(hashOf('ada')))).toEqual([])
    expect(keys).toHaveLength(3)
  })

  it('is forgotten with the person', async () => {
    const deps = testDeps()
    await remember(deps, 'ada', 'home')
    await spend(deps, 'log_in', 'ada', 'home')
    await remember(deps, 'ben', 'home')
    await forget(deps, 'ada')
    expect(await isKnown(deps, 'ada', 'home')).toBe(false)
    expect(await isKnown(deps, 'ben', 'home')).toBe(true)
    expect(await deps.db.select().from(throttles)).toHaveLength(1)
  })
})

it('What has run out is swept, what still counts is not', async () => {
  const deps = testDeps()
  await spend(deps, 'log_in', 'ada')
  await remember(deps, 'ada', 'home')
  travel(16 * MINUTE)
  await spend(deps, 'log_in', 'ben')
  await sweepThrottles(deps)
  const rows = await deps.db.select().from(throttles)
  expect(new Set(rows.map(({ key }) => key.split(':')[0]))).toEqual(
    new Set(['known_address', 'log_in']),
  )
})
