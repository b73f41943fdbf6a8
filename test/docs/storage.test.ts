import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { is } from 'drizzle-orm'
import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core'
import { describe, expect, test } from 'vitest'
import * as schema from '#server/db/schema.ts'
import { SEALED } from '#server/vault/sealed.ts'
import { pathsOn, plainOn, readPage, secretsOn } from './storage.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const page = readPage(ROOT)
const secrets = secretsOn(page)
const listed = [...secrets.map(({ place }) => place), ...plainOn(page)]

const columns = Object.values(schema)
  .filter((table) => is(table, SQLiteTable))
  .map((table) => getTableConfig(table))
  .flatMap((table) => table.columns.map((column) => `${table.name}.${column.name}`))

const tables = new Set(columns.map((column) => column.split('.')[0]))
const isColumn = (place: string) => tables.has(place.split('.')[0] ?? '')
const isItem = (place: string) => place.startsWith('storage.')

/** All of the extension's own source. */
const sources = readdirSync(join(ROOT, 'extension'), { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => ({
    file: `extension/${name}`,
    text: readFileSync(join(ROOT, 'extension', name), 'utf8'),
  }))

describe('docs/storage.md', () => {
  test('lists every column of the database, as a secret or as plain, and no other', () => {
    expect(listed.filter(isColumn).toSorted()).toEqual(columns.toSorted())
  })

  test('says that sealed is what the server seals', () => {
    const sealed = secrets.filter(({ form }) => form === 'sealed').map(({ place }) => place)
    expect(sealed.toSorted()).toEqual(
      SEALED.map(({ table, column }) => `${table}.${column}`).toSorted(),
    )
  })

  test('says of nothing in the database that it is kept as it is', () => {
    const open = secrets.filter(({ form }) => form === 'as it is').map(({ place }) => place)
    expect(open.filter(isColumn)).toEqual([])
  })

  test('lists everything that the extension stores by name, and no other', () => {
    const items = sources.flatMap(({ text }) => [
      ...[...text.matchAll(/\bitem\(\s*'(local|session)',\s*'([^']+)'/g)].map(
        ([, area, key]) => `storage.${area}.${key}`,
      ),
      ...[...text.matchAll(/^const (?:KEY|PREFIX) = '([^']+)'/gm)].map(
        ([, key]) => `storage.session.${key}`,
      ),
    ])
    expect(items.length).toBeGreaterThan(5)
    expect(listed.filter(isItem).toSorted()).toEqual(items.toSorted())
  })

  test('names the files of the extension that keep anything', () => {
    const keeps =
      /browser\.storage|indexedDB|openDB|localStorage|sessionStorage|\.cookie\b|caches\./
    const files = sources.filter(({ text }) => keeps.test(text)).map(({ file }) => file)
    expect(pathsOn(page, 'extension').toSorted()).toEqual(files.toSorted())
  })
})
