import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { eq } from 'drizzle-orm'
import { googleAccounts } from '#server/db/schema.ts'
import { formatKeyRing, newKey } from '#server/vault/key-ring.ts'
import { readKeyFile, writeKeyFile } from '#server/vault/key-file.ts'
import { keyIdOf } from '#server/vault/vault.ts'
import { directly } from '#test/server/harness.ts'
import { startDataFolder, type DataFolder } from '#test/server/data-folder.ts'

const rotated = z.object({
  key: z.string(),
  count: z.number(),
  unopened: z.array(z.string()),
  stillInUse: z.array(z.string()),
  forgotten: z.array(z.string()),
})

/** A data folder with one Google account that is used, and a spreadsheet in it. */
async function setUp() {
  const folder = await startDataFolder()
  const { sheetside } = folder
  const session = await sheetside.register()
  const { id } = await sheetside.connect(session)
  const { spreadsheetId } = await directly(sheetside).makeSheet([['a']])
  const read = ({ url }: { url: string }) =>
    fetch(`${url}/sheets/v4/spreadsheets/${spreadsheetId}/values/A1`, {
      headers: { authorization: `Bearer ${session.token}` },
    })
  return { ...folder, session, id, read }
}

/** Many connections besides, of the same person, that nobody uses. */
async function addConnections(
  { sheetside: { deps } }: DataFolder,
  personId: string,
  count: number,
) {
  const [one] = await deps.db.select().from(googleAccounts)
  if (!one) throw new Error('nobody connected anything')
  deps.db.transaction((tx) => {
    for (let index = 0; index < count; index += 1) {
      const id = randomUUID()
      const seal = (field: string) =>
        deps.vault.seal(`token ${id}`, `google_accounts/${id}/${personId}/${field}`)
      const tokens = { refreshToken: seal('refresh_token'), accessToken: seal('access_token') }
      const row = { ...one, ...tokens, id, sub: id, isDefault: false }
      tx.insert(googleAccounts).values(row).run()
    }
  })
}

/** Opens every token of every connection, as the database and the key file are now. */
async function openAll({ sheetside: { deps } }: DataFolder): Promise<Set<string | null>> {
  const rows = await deps.db.select().from(googleAccounts)
  const keys = rows.map(({ id, personId, refreshToken, accessToken }) => {
    const place = `google_accounts/${id}/${personId}`
    deps.vault.open(refreshToken, `${place}/refresh_token`)
    deps.vault.open(accessToken, `${place}/access_token`)
    return [keyIdOf(refreshToken), keyIdOf(accessToken)]
  })
  return new Set(keys.flat())
}

// Processes take a while to start on a busy machine.
describe('npm run admin -- rotate-keys', { timeout: 120_000 }, () => {
  it('loses nothing while a server refreshes and reads all the time', async () => {
    const folder = await setUp()
    const { sheetside, admin, id, session } = folder
    await addConnections(folder, session.person.id, 500)
    const server = await folder.startServer()
    const load = { over: false, statuses: new Map<number, number>() }
    const reading = Array.from({ length: 4 }, async () => {
      while (!load.over) {
        const { status } = await folder.read(server)
        load.statuses.set(status, (load.statuses.get(status) ?? 0) + 1)
      }
    })
    const expiring = (async () => {
      while (!load.over) {
        await sheetside.deps.db
          .update(googleAccounts)
          .set({ accessExpiresAt: new Date(0) })
          .where(eq(googleAccounts.id, id))
        await delay(20)
      }
    })()

    const before = sheetside.google.tokenRefreshes()
    const rotations = []
    for (let round = 0; round < 3; round += 1) {
      const { code, output } = await admin(['rotate-keys', '--json'])
      expect([code, output]).toEqual([0, expect.stringContaining('{')])
      rotations.push(rotated.parse(JSON.parse(output)))
    }
    load.over = true
    await Promise.all([...reading, expiring])

    expect([...load.statuses.keys()]).toEqual([200])
    expect(sheetside.google.tokenRefreshes()).toBeGreaterThan(before)
    for (const { unopened, count } of rotations) {
      expect(unopened).toEqual([])
      expect(count).toBeGreaterThanOrEqual(1000)
    }
    const [, previous, last] = rotations.map(({ key }) => key)
    expect([...readKeyFile(folder.keyFile).keys()]).toEqual([last, previous])

    // The old keys are taken away altogether, and the server is started anew.
    await admin(['rotate-keys'])
    const [current] = readKeyFile(folder.keyFile)
    await server.stop()
    writeKeyFile(folder.keyFile, new Map(current ? [current] : []))
    const again = await folder.startServer()
    expect((await folder.read(again)).status).toBe(200)
    expect(await openAll(folder)).toEqual(new Set([current?.[0]]))
    expect(server.log()).not.toContain('refresh failed')
    expect(server.log()).not.toContain('grant ended')
  })

  it('loses nothing when it is killed in the middle, as often as one likes', async () => {
    const folder = await setUp()
    await addConnections(folder, folder.session.person.id, 3000)
    let cutShort = 0
    for (let round = 0; round < 4; round += 1) {
      const began = [...readKeyFile(folder.keyFile).keys()][0]
      const command = spawn(process.execPath, ['server/admin/main.ts', 'rotate-keys'], {
        env: { PATH: process.env['PATH'] ?? '', DATA_DIR: folder.dataDir },
        stdio: 'ignore',
      })
      onTestFinished(() => void command.kill('SIGKILL'))
      const ended = once(command, 'exit')
      // Until it has begun: a new key is first in the file; and then a little further each time.
      while ([...readKeyFile(folder.keyFile).keys()][0] === began) await delay(5)
      await delay(round * 40)
      command.kill('SIGKILL')
      await ended
      const keys = await openAll(folder)
      if (keys.size > 1) cutShort += 1
      for (const key of keys) expect(readKeyFile(folder.keyFile).has(key ?? '')).toBe(true)
    }
    expect(cutShort).toBeGreaterThan(0)
    const { output } = await folder.admin(['rotate-keys', '--json'])
    const { key } = rotated.parse(JSON.parse(output))
    expect(await openAll(folder)).toEqual(new Set([key]))
    expect(readKeyFile(folder.keyFile).size).toBe(2)
  })

  it('with TOKEN_KEYS seals under the first, once every server has it, and says what can go', async () => {
    const folder = await setUp()
    const old = formatKeyRing(readKeyFile(folder.keyFile)).trim()
    const next = newKey('next')
    // First everywhere as a key that opens, then as the one that seals.
    const first = await folder.startServer({ TOKEN_KEYS: `${old},${next}` })
    const second = await folder.startServer({ TOKEN_KEYS: `${next},${old}` })
    const { output } = await folder.admin(['rotate-keys'], { TOKEN_KEYS: `${next},${old}` })
    expect(output).toContain('The key is now "next"')
    expect(output).toContain('Nothing is sealed under another key any more')
    expect((await folder.read(first)).status).toBe(200)
    expect((await folder.read(second)).status).toBe(200)
    await first.stop()
    await second.stop()
    const alone = await folder.startServer({ TOKEN_KEYS: next })
    expect((await folder.read(alone)).status).toBe(200)
  })
})

describe('npm run admin', { timeout: 60_000 }, () => {
  it('lists its commands, and says of each what it takes', async () => {
    const { admin } = await startDataFolder()
    const { code, output } = await admin(['--help'])
    expect(code).toBe(0)
    for (const name of ['rotate-keys', 'grants', 'give-up-key', 'reset-link', 'invite']) {
      expect(output).toContain(name)
      const help = await admin([name, '--help'])
      expect(help).toMatchObject({ code: 0 })
      expect(help.output).toContain('--json')
    }
  })

  it('lists the connections with their states and keys, and nothing secret', async () => {
    const { admin, session } = await setUp()
    const { code, output } = await admin(['grants', '--json'])
    expect(code).toBe(0)
    expect(JSON.parse(output)).toMatchObject({
      grants: [{ person: session.person.email, state: 'ok', key: 'first', bound: false }],
    })
    expect(output).not.toMatch(/s2\.|ya29|1\/\/0/)
  })

  it('says what is wrong in a sentence, and ends with another code for it', async () => {
    const { admin } = await startDataFolder()
    const nowhere = await admin(['grants'], { DATA_DIR: '/nowhere/at/all' })
    expect(nowhere.code).toBe(1)
    expect(nowhere.output).toContain('There is no database in /nowhere/at/all')
    expect(nowhere.output).not.toContain('    at ')
    expect(await admin(['no-such-command'])).toMatchObject({ code: 2 })
    expect(await admin(['give-up-key'])).toMatchObject({ code: 2 })
    const wrong = await admin(['grants'], { TOKEN_KEYS: 'k1:short' })
    expect(wrong.code).toBe(1)
    expect(wrong.output).toContain('TOKEN_KEYS: key 1 is not of the form')
  })
})
