import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { readConfig } from '#server/config.ts'
import { googleAccounts } from '#server/db/schema.ts'
import { keysOfFile, readKeyFile } from '#server/vault/key-file.ts'
import { formatKeyRing, newKey, parseKeyRing } from '#server/vault/key-ring.ts'
import { rotateKeys } from '#server/vault/rotate.ts'
import { createVault } from '#server/vault/vault.ts'
import { BEN } from '#test/google/oauth/people.ts'
import { comeBack } from '#test/server/harness.ts'
import { startDataFolder, type DataFolder } from '#test/server/data-folder.ts'

/** A database with something in every place that is sealed: a grant, a flow, a one-time code. */
async function setUp() {
  const folder = await startDataFolder()
  const { sheetside } = folder
  const session = await sheetside.register()
  await sheetside.connect(session)
  const waiting = await sheetside.begin('connect', session.token)
  const flow = await sheetside.begin('connect', session.token)
  const code = (await comeBack(waiting, { person: BEN.email })).searchParams.get('code') ?? ''
  const files = () => sheetside.call('GET', '/api/files', { token: session.token })
  return { ...folder, session, files, flow, code, codeVerifier: waiting.codeVerifier }
}

/** Every value of every text column of the database that begins like something sealed. */
function allSealed({ sheetside: { deps } }: Pick<DataFolder, 'sheetside'>): string[] {
  const columns = deps.db.all<{ tab: string; col: string }>(sql`
    select m.name as tab, p.name as col from sqlite_schema m, pragma_table_info(m.name) p
    where m.type = 'table' and p.type = 'TEXT' collate nocase`)
  return columns.flatMap(({ tab, col }) =>
    deps.db
      .all<{ value: string }>(
        sql`select ${sql.identifier(col)} as value from ${sql.identifier(tab)}
            where ${sql.identifier(col)} glob 's[0-9].*.*'`,
      )
      .map(({ value }) => value),
  )
}

describe('rotating the keys of a key file', () => {
  it('seals all there is under a new key, which is the first of the file from then on', async () => {
    const folder = await setUp()
    // Two tokens, a verifier, an outcome.
    expect(allSealed(folder)).toHaveLength(4)
    const { key, count, unopened, stillInUse } = await rotateKeys(folder.sheetside.deps)
    expect({ count, unopened, stillInUse }).toEqual({ count: 4, unopened: [], stillInUse: [] })
    expect([...readKeyFile(folder.keyFile).keys()]).toEqual([key, 'first'])
    for (const value of allSealed(folder)) expect(value.startsWith(`s2.${key}.`)).toBe(true)
  })

  it('is noticed by nobody: a grant, a flow and a code work on', async () => {
    const { sheetside, session, files, flow, code, codeVerifier } = await setUp()
    await rotateKeys(sheetside.deps)
    expect((await files()).status).toBe(200)
    expect((await sheetside.redeem(code, codeVerifier, session.token)).status).toBe(200)
    const back = await comeBack(flow, { person: BEN.email })
    expect(back.searchParams.get('error')).toBeNull()
    const again = back.searchParams.get('code') ?? ''
    expect((await sheetside.redeem(again, flow.codeVerifier, session.token)).status).toBe(200)
  })

  it('keeps the key before, for what was sealed a moment ago, and forgets older ones', async () => {
    const folder = await setUp()
    const { deps } = folder.sheetside
    const first = await rotateKeys(deps)
    expect(first.forgotten).toEqual([])
    const second = await rotateKeys(deps)
    expect(second.forgotten).toEqual(['first'])
    expect([...readKeyFile(folder.keyFile).keys()]).toEqual([second.key, first.key])
    expect((await folder.files()).status).toBe(200)
  })

  it('forgets no key that something is sealed under, though it does not open', async () => {
    const folder = await setUp()
    const { deps } = folder.sheetside
    const [row] = await deps.db.select().from(googleAccounts)
    await deps.db.update(googleAccounts).set({ accessToken: row?.refreshToken ?? '' })
    await rotateKeys(deps)
    const second = await rotateKeys(deps)
    expect(second.stillInUse).toEqual(['first'])
    expect(second.unopened).toEqual([
      `google_accounts/${row?.id}/${folder.session.person.id}/access_token`,
    ])
    expect([...readKeyFile(folder.keyFile).keys()]).toContain('first')
  })

  it('leaves alone what changes in the same moment, and comes back to it', async () => {
    const folder = await setUp()
    const { deps } = folder.sheetside
    const fresh = keysOfFile(folder.keyFile, { error: () => {} })
    const live = createVault(fresh)
    let meanwhile = false
    const vault = {
      ...live,
      // Between the reading of a token and its writing, a refresh stores another, under the key before.
      open(sealed: string, place: string) {
        if (!meanwhile && place.endsWith('/access_token')) {
          meanwhile = true
          const old = createVault(new Map([...fresh()].slice(1)))
          deps.db
            .update(googleAccounts)
            .set({ accessToken: old.seal('newer', place) })
            .run()
        }
        return live.open(sealed, place)
      },
    }
    const { key } = await rotateKeys({ ...deps, vault })
    const [row] = await deps.db.select().from(googleAccounts)
    expect(row?.accessToken.startsWith(`s2.${key}.`)).toBe(true)
    const place = `google_accounts/${row?.id}/${row?.personId}/access_token`
    expect(live.open(row?.accessToken ?? '', place)).toBe('newer')
  })

  it('makes no key where none was made by a server', async () => {
    const { sheetside, dataDir } = await startDataFolder()
    const config = { ...sheetside.deps.config, dataDir: `${dataDir}/elsewhere` }
    await expect(rotateKeys({ ...sheetside.deps, config })).rejects.toThrow('Start the server once')
  })
})

describe('rotating the keys of TOKEN_KEYS', () => {
  it('seals all there is under the first of them, and says which are not needed any more', async () => {
    const folder = await setUp()
    const { deps } = folder.sheetside
    const file = formatKeyRing(readKeyFile(folder.keyFile))
    const config = readConfig({
      GOOGLE_CLIENT_ID: 'id',
      GOOGLE_CLIENT_SECRET: 'secret',
      TOKEN_KEYS: `${newKey('next')} ${file}`,
    })
    const vault = createVault(parseKeyRing(config.tokenKeys ?? ''))
    const rotated = await rotateKeys({ ...deps, config, vault })
    expect(rotated).toEqual({ key: 'next', count: 4, unopened: [], stillInUse: [], forgotten: [] })
    for (const value of allSealed(folder)) expect(value).toMatch(/^s2\.next\./)
    // The file is not what holds the ring.
    expect(formatKeyRing(readKeyFile(folder.keyFile))).toBe(file)
  })
})
