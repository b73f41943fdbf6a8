import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { expect, it } from 'vitest'
import { destinations as listed } from '#shared/contract/destination.ts'
import { historyPage, sendResult } from '#shared/contract/send.ts'
import { openDatabase } from '#server/db/open.ts'
import { newFolder } from '#test/server/data-folder.ts'
import { startSheetside } from '#test/server/harness.ts'
import { HEADER, setUpSending, text } from '#test/server/sends/set-up.ts'

/** The tables in the order in which they may be filled. */
const TABLES = ['people', 'sessions', 'google_accounts', 'destinations', 'sends']

/** A database of the release before there were several destinations, with what is in another one. */
function asBefore(file: string, full: string): void {
  const old = new Sqlite(file)
  old.exec(
    'create table __drizzle_migrations (id integer primary key, hash text, created_at numeric)',
  )
  for (const { sql, hash, folderMillis } of readMigrationFiles({
    migrationsFolder: 'server/db/migrations',
  }).slice(0, 2)) {
    for (const statement of sql) old.exec(statement)
    old
      .prepare('insert into __drizzle_migrations (hash, created_at) values (?, ?)')
      .run(hash, folderMillis)
  }
  old.prepare('attach ? as now').run(full)
  for (const table of TABLES) {
    const names = old
      .prepare<[string], { name: string }>('select name from pragma_table_info(?)')
      .all(table)
      .map(({ name }) => `"${name}"`)
      .join(', ')
    old.exec(`insert into main.${table} (${names}) select ${names} from now.${table}`)
  }
  old.close()
}

it('a database of before there were several destinations keeps its one, as the default', async () => {
  const folder = newFolder()
  const [full, before] = [join(folder, 'full.sqlite'), join(folder, 'before.sqlite')]
  const first = await setUpSending([HEADER], await startSheetside({ databaseFile: full }))
  const { google, deps, token, chosen, account, spreadsheetId, sheetId } = first
  // As clients of then sent: by the table's start alone.
  const place = { account, spreadsheetId, sheetId, tableStart: chosen.tableStart }
  const request = { id: randomUUID(), destination: place, rows: [[text('a')]] }
  const result = await first.send(request)
  asBefore(before, full)
  const lost = { ...request, id: randomUUID(), rows: [[text('b')]] }

  const after = await startSheetside({ databaseFile: before, google, vault: deps.vault })
  const call = (method: string, path: string, body?: unknown) =>
    after.call(method, path, { token, body })
  const [kept, ...others] = listed.parse(await (await call('GET', '/api/destinations')).json())
  expect(others).toEqual([])
  const { headerMark: _, ...known } = chosen
  expect(kept).toEqual({ ...known, isDefault: true, urlPattern: null, review: false })
  // What was sent is known by its id, and what was sent then is not in the history.
  expect(sendResult.parse(await (await call('POST', '/api/sends', request)).json())).toEqual(result)
  expect(historyPage.parse(await (await call('GET', '/api/sends')).json()).items).toEqual([])
  expect((await call('POST', '/api/sends', lost)).status).toBe(200)
  expect(first.names()).toEqual(['a', 'b'])

  // Choosing the tab again gives it its marks.
  const again = await call('POST', '/api/destinations', { account, spreadsheetId, sheetId })
  expect(await again.json()).toEqual({ ...chosen, isDefault: true })
})

it('is not migrated twice', () => {
  const file = join(newFolder(), 'twice.sqlite')
  openDatabase(file).close()
  expect(() => openDatabase(file).close()).not.toThrow()
})
