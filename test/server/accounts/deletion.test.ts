import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { hashOf } from '#server/vault/secrets.ts'
import { accountDeleted } from '#shared/contract/account.ts'
import type { NewSession } from '#shared/contract/session.ts'
import { ADA, CHIARA } from '#test/google/oauth/people.ts'
import { refusal, startSheetside, type Sheetside } from '#test/server/harness.ts'
import { wholePerson } from './whole-person.ts'

const PASSWORD = 'kelp-harbor-thimble-9'
const MINUTE = 60_000

const erase = ({ call }: Sheetside, { token }: NewSession, body: object = {}) =>
  call('POST', '/api/me/deletion', { token, body })

async function erased(sheetside: Sheetside, session: NewSession, body?: object) {
  const answer = await erase(sheetside, session, body)
  expect(answer.status).toBe(200)
  return accountDeleted.parse(await answer.json())
}

/** How the local Google was asked to end grants. */
const revocations = ({ google }: Sheetside) =>
  google.requests().filter(({ operation }) => operation === 'revoke')

/** Every table of the database with all its rows. */
function everything({ deps }: Sheetside): { table: string; rows: unknown[] }[] {
  const sqlite = deps.db.$client
  return tables
    .parse(sqlite.prepare("select name from sqlite_schema where type = 'table'").all())
    .map(({ name }) => ({ table: name, rows: sqlite.prepare(`select * from "${name}"`).all() }))
}

const tables = z.array(z.object({ name: z.string() }))

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

describe('Deleting an account', () => {
  it('leaves nothing of its person in any table', async () => {
    const sheetside = await startSheetside()
    const session = await wholePerson(sheetside)
    const { id, email } = session.person
    const traces = [
      id,
      email,
      hashOf(email),
      ADA.sub,
      CHIARA.sub,
      CHIARA.email,
      'countess@example.org',
      'Lovelace',
      'Reading list',
    ]
    const found = () => {
      const text = JSON.stringify(everything(sheetside))
      return traces.filter((trace) => text.includes(trace))
    }
    expect(found()).toEqual(traces)
    await erased(sheetside, session)
    expect(found()).toEqual([])
    const left = everything(sheetside).filter(({ rows }) => rows.length > 0)
    // How often an address did what, for minutes; and what SQLite and the migrations keep.
    expect(new Set(left.map(({ table }) => table))).toEqual(
      new Set(['throttles', 'sqlite_sequence', '__drizzle_migrations']),
    )
  })

  it('leaves nothing of them in the files either', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sheetside-'))
    const sheetside = await startSheetside({ databaseFile: join(folder, 'sheetside.sqlite') })
    const session = await wholePerson(sheetside)
    const files = () =>
      readdirSync(folder)
        .map((name) => readFileSync(join(folder, name), 'latin1'))
        .join('')
    const traces = [session.person.id, session.person.email, CHIARA.email, ADA.sub]
    expect(traces.filter((trace) => files().includes(trace))).toEqual(traces)
    await erased(sheetside, session)
    expect(traces.filter((trace) => files().includes(trace))).toEqual([])
  })

  it('ends their sessions everywhere, and their password opens nothing', async () => {
    const sheetside = await startSheetside()
    const session = await sheetside.register()
    const credentials = { email: session.person.email, password: PASSWORD, device: 'Tablet' }
    const other = await sheetside.call('POST', '/api/sessions', { body: credentials })
    const { token } = (await other.json()) as NewSession
    await erased(sheetside, session, { currentPassword: PASSWORD })
    for (const each of [session.token, token]) {
      expect(await refusal(sheetside.call('GET', '/api/me', { token: each }))).toMatchObject({
        code: 'unauthenticated',
      })
    }
    expect(
      await refusal(sheetside.call('POST', '/api/sessions', { body: credentials })),
    ).toMatchObject({ code: 'wrong_credentials' })
  })

  it('ends every grant at Google, and only what is theirs', async () => {
    const sheetside = await startSheetside()
    const session = await sheetside.signIn()
    await sheetside.connect(session, { person: CHIARA.email })
    expect(await erased(sheetside, session)).toEqual({ notRevoked: [] })
    expect(revocations(sheetside).map(({ status }) => status)).toEqual([200, 200])
  })

  it('keeps at Google what another person here lives by', async () => {
    const sheetside = await startSheetside()
    const session = await sheetside.signIn()
    const other = await sheetside.register()
    await sheetside.connect(other)
    expect(await erased(sheetside, session)).toEqual({ notRevoked: [] })
    expect(revocations(sheetside)).toEqual([])
    const me = await sheetside.call('GET', '/api/me', { token: other.token })
    expect(await me.json()).toMatchObject({ googleAccounts: [{ state: 'ok' }] })
  })

  it.each([
    ['cannot be reached', { kind: 'drop', when: 'before', on: 'revoke' }],
    ['is down', { kind: 'fail', status: 503, on: 'revoke' }],
  ] as const)(
    'erases also while Google %s, and says what is left to end there',
    async (_, fault) => {
      const sheetside = await startSheetside()
      const session = await sheetside.signIn()
      await sheetside.connect(session, { person: CHIARA.email })
      sheetside.google.addFault(fault)
      const { notRevoked } = await erased(sheetside, session)
      expect(new Set(notRevoked)).toEqual(new Set([ADA.email, CHIARA.email]))
      expect(JSON.stringify(everything(sheetside))).not.toContain(session.person.id)
    },
  )

  it('takes nothing from anybody else', async () => {
    const sheetside = await startSheetside()
    const ben = await sheetside.register('ben@example.org')
    const session = await wholePerson(sheetside)
    await erased(sheetside, session)
    const credentials = { email: 'ben@example.org', password: PASSWORD, device: 'Tablet' }
    expect((await sheetside.call('GET', '/api/me', { token: ben.token })).status).toBe(200)
    expect((await sheetside.call('POST', '/api/sessions', { body: credentials })).status).toBe(201)
  })

  it('leaves the email free for a new account, which begins empty', async () => {
    const sheetside = await startSheetside()
    const session = await sheetside.register()
    await sheetside.call('PATCH', '/api/me', { token: session.token, body: { name: 'Old' } })
    await erased(sheetside, session, { currentPassword: PASSWORD })
    const again = await sheetside.register()
    expect(again.person.id).not.toBe(session.person.id)
    expect(again.person.name).toBeNull()
  })

  it('done twice at one moment is done', async () => {
    const sheetside = await startSheetside()
    const session = await wholePerson(sheetside)
    const statuses = await Promise.all(
      [1, 2].map(async () => (await erase(sheetside, session)).status),
    )
    expect(statuses).toContain(200)
    expect(statuses.every((status) => status < 500)).toBe(true)
    expect(JSON.stringify(everything(sheetside))).not.toContain(session.person.id)
  })
})

describe('An account is not deleted', () => {
  it.each([{}, { currentPassword: 'wrong' }])('by who proves nothing: %j', async (body) => {
    const sheetside = await startSheetside()
    const session = await sheetside.register()
    await sheetside.connect(session)
    expect(await refusal(erase(sheetside, session, body))).toMatchObject({
      code: 'wrong_credentials',
    })
    expect(revocations(sheetside)).toEqual([])
    expect((await sheetside.call('GET', '/api/me', { token: session.token })).status).toBe(200)
  })

  it('by a session of some time ago, where there is no password', async () => {
    const sheetside = await startSheetside()
    const session = await sheetside.signIn()
    vi.setSystemTime(Date.now() + 16 * MINUTE)
    expect(await refusal(erase(sheetside, session))).toMatchObject({ code: 'sign_in_again' })
    expect(revocations(sheetside)).toEqual([])
  })
})
