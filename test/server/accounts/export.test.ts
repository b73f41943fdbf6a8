import { getTableColumns, getTableName, is } from 'drizzle-orm'
import { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { beforeEach, describe, expect, it } from 'vitest'
import * as schema from '#server/db/schema.ts'
import type { NewSession } from '#shared/contract/session.ts'
import { EXPORT_FILE } from '#shared/contract/me.ts'
import { refusal, startSheetside, type Sheetside } from '#test/server/harness.ts'
import { wholePerson } from './whole-person.ts'

/** The columns that are not exported: they open something, or say nothing about the person. */
const WITHHELD: Record<string, readonly string[]> = {
  people: ['passwordHash'],
  sessions: ['id', 'userId'],
  security_events: ['personId'],
  account_links: ['id', 'personId', 'invitationId'],
  google_identities: ['personId'],
  google_accounts: ['personId', 'refreshToken', 'accessToken', 'boundTo', 'refreshLeaseUntil'],
  oauth_flows: [
    'id',
    'personId',
    'redirectUri',
    'codeChallenge',
    'invitationId',
    'stateHash',
    'browserHash',
    'nonce',
    'verifier',
  ],
  one_time_codes: ['id', 'personId', 'codeChallenge', 'invitationId', 'outcome'],
  destinations: ['personId'],
  // The record is there as what it says.
  sends: ['personId', 'payloadHash', 'record'],
}

/** What needs no secret kept although it is withheld. */
const HARMLESS = new Set(['userId', 'personId', 'redirectUri', 'refreshLeaseUntil'])

const aboutPeople = Object.values(schema)
  .filter((value) => is(value, SQLiteTable))
  .filter((table) => {
    const columns = Object.values(getTableColumns(table)).map(({ name }) => name)
    return table === schema.people || columns.includes('person_id')
  })

const download = ({ call }: Sheetside, { token }: NewSession) =>
  call('GET', '/api/me/export', { token })

let sheetside: Sheetside
let session: NewSession
beforeEach(async () => {
  sheetside = await startSheetside()
  session = await wholePerson(sheetside)
})

describe('The export', () => {
  it('is a file of JSON to be saved', async () => {
    const answer = await download(sheetside, session)
    expect(answer.headers.get('content-type')).toContain('application/json')
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="${EXPORT_FILE}"`)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(await answer.json()).toMatchObject({
      profile: { email: 'ada@gmail.com', name: 'Ada Lovelace', password: null },
      preferences: { theme: 'system' },
      devices: [{ device: 'Chrome on Linux' }],
      googleAccounts: [
        { email: 'ada@gmail.com', state: 'ok', refreshToken: 'kept sealed, not exported' },
        { email: 'chiara@studio-nord.example' },
      ],
      destinations: [{ spreadsheet: { title: 'Reading list' } }],
      sends: [{ result: { sheetTitle: 'Sheet1' } }],
      underWay: {
        links: [{ purpose: 'change_email', email: 'countess@example.org' }],
        googleFlows: [{ purpose: 'connect', googleEmail: 'ada@gmail.com' }],
        googleAnswers: [{ purpose: 'connect' }],
      },
    })
  })

  it.each(aboutPeople.map((table) => [getTableName(table), table] as const))(
    'has everything of the table %s that the person may have',
    async (name, table) => {
      const text = await (await download(sheetside, session)).text()
      const rows: Record<string, unknown>[] = await sheetside.deps.db.select().from(table)
      const theirs = rows.filter((row) => Object.values(row).includes(session.person.id))
      expect(theirs).not.toEqual([])
      for (const [column, value] of theirs.flatMap((row) => Object.entries(row))) {
        if (WITHHELD[name]?.includes(column) || value === null) continue
        const missing = shown(column, value).filter((part) => !text.includes(part))
        expect([column, missing]).toEqual([column, []])
      }
    },
  )

  it('has no secret of any row', async () => {
    const text = await (await download(sheetside, session)).text()
    let secrets = 0
    for (const table of aboutPeople) {
      const rows: Record<string, unknown>[] = await sheetside.deps.db.select().from(table)
      for (const column of WITHHELD[getTableName(table)] ?? []) {
        if (HARMLESS.has(column)) continue
        for (const row of rows) {
          if (typeof row[column] !== 'string') continue
          secrets++
          expect([column, text.includes(row[column])]).toEqual([column, false])
        }
      }
    }
    expect(secrets).toBeGreaterThan(10)
    expect(text).not.toContain(session.token)
    expect(text).not.toMatch(/\$argon2|s\d\.k1\.|ya29\.|1\/\/0/)
  })

  it('has nothing of anybody else', async () => {
    await sheetside.register('somebody@example.org')
    const text = await (await download(sheetside, session)).text()
    expect(text).not.toContain('somebody')
  })

  it('is written down, and stands in the log that it has', async () => {
    const { events } = (await (await download(sheetside, session)).json()) as {
      events: { kind: string; device: string }[]
    }
    expect(events.at(-1)).toMatchObject({ kind: 'data_exported', device: 'Chrome on Linux' })
  })

  it('is made twenty times an hour at the most', async () => {
    for (let i = 0; i < 20; i++) {
      const { status } = await download(sheetside, session)
      expect(status).toBe(200)
    }
    expect(await refusal(download(sheetside, session))).toMatchObject({ code: 'rate_limited' })
  })
})

/** How a value of a row looks in the document: its parts, as text. */
function shown(column: string, value: unknown): string[] {
  if (value instanceof Date) return [value.toISOString()]
  // Lucia's adapter keeps seconds.
  if (column === 'expiresAt') return [new Date(Number(value) * 1000).toISOString()]
  if (typeof value === 'object' && value !== null) {
    return Object.values(value).flatMap((part) => shown('', part))
  }
  if (column === 'scopes') return String(value).split(' ')
  return [JSON.stringify(value)]
}
