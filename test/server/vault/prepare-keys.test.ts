import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import Sqlite from 'better-sqlite3'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { describe, expect, it } from 'vitest'
import { googleAccounts } from '#server/db/schema.ts'
import { formatKeyRing, newKey, parseKeyRing } from '#server/vault/key-ring.ts'
import { readKeyFile, writeKeyFile } from '#server/vault/key-file.ts'
import { hashOf } from '#server/vault/secrets.ts'
import { createVault } from '#server/vault/vault.ts'
import { ADA, BEN } from '#test/google/oauth/people.ts'
import { startDataFolder } from '#test/server/data-folder.ts'

/** A data folder with two Google connections of one person. */
async function setUp() {
  const folder = await startDataFolder()
  const { sheetside } = folder
  const session = await sheetside.register()
  const { id } = await sheetside.connect(session, { person: ADA.email })
  await sheetside.connect(session, { person: BEN.email })
  const files = ({ url }: { url: string }) =>
    fetch(`${url}/api/files`, { headers: { authorization: `Bearer ${session.token}` } })
  return { ...folder, session, id, files }
}

type Folder = Awaited<ReturnType<typeof setUp>>

/** What a server says that does not start. */
async function refusalOf({ newServer }: Folder, env?: Record<string, string>): Promise<string> {
  const server = await newServer(env)
  await expect(server.start()).rejects.toThrow('The server did not start')
  expect(server.log()).not.toContain('    at ')
  return server.log()
}

const keysAsSetting = (file: string) => readFileSync(file, 'utf8').trim().split('\n').join(',')

// Processes take a while to start on a busy machine.
describe('a server', { timeout: 90_000 }, () => {
  it('does not make another key file where connections wait for the one that is gone', async () => {
    const folder = await setUp()
    const ring = readKeyFile(folder.keyFile)
    rmSync(folder.keyFile)
    const said = await refusalOf(folder)
    expect(said).toContain('2 Google connections are sealed under the key "first"')
    expect(said).toContain(`the key file ${folder.keyFile} is gone`)
    expect(said).toContain('npm run admin -- give-up-key first')
    expect(() => statSync(folder.keyFile)).toThrow('ENOENT')

    writeKeyFile(folder.keyFile, ring)
    expect((await folder.files(await folder.startServer())).status).toBe(200)
  })

  it('does not start without a key that connections need, and names it', async () => {
    const folder = await setUp()
    const said = await refusalOf(folder, { TOKEN_KEYS: newKey('second') })
    expect(said).toContain('2 Google connections are sealed under the key "first"')
    expect(said).toContain('which is not in TOKEN_KEYS')
    expect(said).toContain(`Add its line of ${folder.keyFile} to TOKEN_KEYS`)
    const env = { TOKEN_KEYS: `${newKey('second')},${keysAsSetting(folder.keyFile)}` }
    expect((await folder.files(await folder.startServer(env))).status).toBe(200)
  })

  it('names it although a key file from before can’t be read any more', async () => {
    const folder = await setUp()
    writeFileSync(folder.keyFile, 'first:cut')
    const said = await refusalOf(folder, { TOKEN_KEYS: newKey('second') })
    expect(said).toContain('2 Google connections are sealed under the key "first"')
  })

  it('does not start with a key file that can’t be read, and ends no connection for it', async () => {
    const folder = await setUp()
    const whole = readFileSync(folder.keyFile, 'utf8')
    writeFileSync(folder.keyFile, whole.slice(0, -9))
    expect(await refusalOf(folder)).toContain(`${folder.keyFile}: key 1 is not of the form`)
    const given = await folder.admin(['give-up-key', 'first', '--yes'])
    expect(given.code).not.toBe(0)
    expect(given.output).not.toContain(whole.slice('first:'.length, -9))

    writeFileSync(folder.keyFile, whole)
    expect((await folder.files(await folder.startServer())).status).toBe(200)
  })

  it('does not start with another key of the same name, by opening what it sealed', async () => {
    const folder = await setUp()
    const key = newKey('first')
    writeKeyFile(folder.keyFile, parseKeyRing(key))
    const said = await refusalOf(folder)
    expect(said).toContain('2 Google connections are sealed under the key "first"')
    expect(said).toContain('but the key of that name')
    expect(said).not.toContain(key.slice('first:'.length))
  })

  it('starts although one connection was tampered with: it says nothing about the key', async () => {
    const folder = await setUp()
    const { deps } = folder.sheetside
    const [row] = await deps.db.select().from(googleAccounts)
    await deps.db.update(googleAccounts).set({ refreshToken: row?.refreshToken ?? '' })
    expect((await folder.files(await folder.startServer())).status).toBe(200)
  })

  it('starts without the key of connections that are over', async () => {
    const folder = await setUp()
    await folder.sheetside.deps.db.update(googleAccounts).set({ state: 'reconnect_needed' })
    rmSync(folder.keyFile)
    await folder.startServer()
    expect(readKeyFile(folder.keyFile).size).toBe(1)
  })

  it('starts again once a lost key is given up; the people connect again under the same id', async () => {
    const folder = await setUp()
    rmSync(folder.keyFile)
    const asked = await folder.admin(['give-up-key', 'first'])
    expect(asked).toMatchObject({ code: 0 })
    expect(asked.output).toContain('This would end 2 Google connections')
    expect(await refusalOf(folder)).toContain('2 Google connections')

    const given = await folder.admin(['give-up-key', 'first', '--yes', '--json'])
    expect(JSON.parse(given.output)).toEqual({ key: 'first', connections: 2, ended: true })
    const server = await folder.startServer()
    expect((await folder.files(server)).status).toBe(403)

    // The one in this process reads the new key file as well, as a restarted one would.
    const { sheetside, session, id } = folder
    sheetside.deps.vault = createVault(readKeyFile(folder.keyFile))
    const mended = await sheetside.connect(session, { person: ADA.email }, { account: id })
    expect(mended).toMatchObject({ id, state: 'ok' })
    expect((await folder.files(server)).status).toBe(200)
  })

  it('does not give up a key that is there', async () => {
    const folder = await setUp()
    const given = await folder.admin(['give-up-key', 'first', '--yes', '--json'])
    expect(JSON.parse(given.output)).toMatchObject({ connections: 0 })
    expect((await folder.files(folder.sheetside)).status).toBe(200)
  })

  it('closes a key file that others may read, and says so', async () => {
    const folder = await setUp()
    chmodSync(folder.keyFile, 0o644)
    const server = await folder.startServer()
    expect(statSync(folder.keyFile).mode & 0o777).toBe(0o600)
    expect(server.log()).toContain('could be read by others')
  })

  it('keeps the grants of a database from before they were bound to a person', async () => {
    const folder = await setUp()
    const { deps, google } = folder.sheetside
    const [row] = await deps.db.select().from(googleAccounts)
    if (!row) throw new Error('nothing is connected')
    const sealedAsBefore = (field: string, sealed: string) => {
      const token = deps.vault.open(sealed, `google_accounts/${row.id}/${row.personId}/${field}`)
      return deps.vault.seal(token, `google_accounts/${row.id}/${field}`).replace(/^s2/, 's1')
    }
    const dataDir = `${folder.dataDir}/before`
    mkdirSync(dataDir)
    copyFileSync(folder.keyFile, `${dataDir}/token.key`)
    const database = asFirstReleased(`${dataDir}/sheetside.sqlite`)
    const now = Date.now()
    database
      .prepare('insert into people values (?, ?, null, null, null, ?, ?)')
      .run(row.personId, 'reader@example.org', '{"theme":"system","view":null}', now)
    database
      .prepare('insert into sessions values (?, ?, ?, ?, ?, ?)')
      .run(hashOf('their-session'), row.personId, now / 1000 + 3600, 'Chrome', now, now)
    database
      .prepare(
        `insert into google_accounts (id, person_id, sub, email, is_default, state, scopes,
           refresh_token, access_token, access_expires_at, created_at, updated_at)
         values (?, ?, ?, ?, 1, 'ok', ?, ?, ?, 0, ?, ?)`,
      )
      .run(
        row.id,
        row.personId,
        row.sub,
        row.email,
        row.scopes,
        sealedAsBefore('refresh_token', row.refreshToken),
        sealedAsBefore('access_token', row.accessToken),
        now,
        now,
      )

    const server = await folder.startServer({ DATA_DIR: dataDir })
    const answer = await fetch(`${server.url}/api/files`, {
      headers: { authorization: 'Bearer their-session' },
    })
    expect(answer.status).toBe(200)
    expect(google.tokenRefreshes()).toBe(1)
    const after = database.prepare('select refresh_token from google_accounts').pluck().all()
    expect(after).toEqual([expect.stringMatching(/^s2\.first\./)])
    database.close()
  })
})

/** A database as the first migration leaves it, opened. */
function asFirstReleased(file: string) {
  const [first] = readMigrationFiles({ migrationsFolder: 'server/db/migrations' })
  if (!first) throw new Error('there is no migration')
  const database = new Sqlite(file)
  database.pragma('journal_mode = WAL')
  for (const statement of first.sql) database.exec(statement)
  database.exec(
    'create table __drizzle_migrations (id serial primary key, hash text not null, created_at numeric)',
  )
  database
    .prepare('insert into __drizzle_migrations (hash, created_at) values (?, ?)')
    .run(first.hash, first.folderMillis)
  return database
}

describe('two servers that start at once', { timeout: 90_000 }, () => {
  it('in a new data folder agree on one key file and one database', async () => {
    const folder = await startDataFolder()
    const env = { DATA_DIR: `${folder.dataDir}/new` }
    const servers = await Promise.all([
      folder.newServer(env),
      folder.newServer(env),
      folder.newServer(env),
    ])
    await Promise.all(servers.map((server) => server.start()))
    const ring = readKeyFile(`${env.DATA_DIR}/token.key`)
    expect(ring.size).toBe(1)
    expect(statSync(`${env.DATA_DIR}/token.key`).mode & 0o777).toBe(0o600)
    expect(readFileSync(`${env.DATA_DIR}/token.key`, 'utf8')).toBe(formatKeyRing(ring))
  })
})
