import { getTableName, sql } from 'drizzle-orm'
import type { Database } from '#server/db/open.ts'
import { googleAccounts, oauthFlows, oneTimeCodes, sends } from '#server/db/schema.ts'

/** A column of the database that holds something sealed. */
export type SealedColumn = { table: string; column: string }

export const REFRESH_TOKEN: SealedColumn = {
  table: getTableName(googleAccounts),
  column: googleAccounts.refreshToken.name,
}
export const ACCESS_TOKEN: SealedColumn = {
  table: getTableName(googleAccounts),
  column: googleAccounts.accessToken.name,
}
export const VERIFIER: SealedColumn = {
  table: getTableName(oauthFlows),
  column: oauthFlows.verifier.name,
}
export const OUTCOME: SealedColumn = {
  table: getTableName(oneTimeCodes),
  column: oneTimeCodes.outcome.name,
}
export const RECORD: SealedColumn = {
  table: getTableName(sends),
  column: sends.record.name,
}

/** All of them: keys are rotated by this list. */
export const SEALED: readonly SealedColumn[] = [
  REFRESH_TOKEN,
  ACCESS_TOKEN,
  VERIFIER,
  OUTCOME,
  RECORD,
]

/** What is sealed there is one person's, and does not open as another's. */
const OWNED = new Set([REFRESH_TOKEN.table, RECORD.table])

type Row = { id: string; personId?: string | null }
export type SealedRow = Row & { sealed: string }

/**
 * Where something is sealed, which is authenticated with it: in this field of this row, and, of what is
 * a person's own, as long as the row is this person's.
 */
export function placeOf({ table, column }: SealedColumn, row: Row): string {
  const owner = OWNED.has(table) ? `${row.personId}/` : ''
  return `${table}/${row.id}/${owner}${column}`
}

/** Where what a row holds now was sealed, also if it was by the rules of a version before. */
export function presentPlaceOf(at: SealedColumn, row: SealedRow): string {
  return row.sealed.startsWith('s1.') ? `${at.table}/${row.id}/${at.column}` : placeOf(at, row)
}

/** Up to `limit` rows whose value is not sealed under a prefix, after the one with the id `after`. */
export function rowsNotUnder(
  db: Database,
  { table, column }: SealedColumn,
  prefix: string,
  after: string,
  limit: number,
): SealedRow[] {
  const value = sql.identifier(column)
  return db.all<SealedRow>(sql`
    select id, person_id as "personId", ${value} as sealed
    from ${sql.identifier(table)}
    where ${value} <> '' and substr(${value}, 1, ${prefix.length}) <> ${prefix} and id > ${after}
    order by id
    limit ${limit}`)
}

/** Puts another value where this one still is. @returns whether it was */
export function replaceSealed(
  db: Database,
  { table, column }: SealedColumn,
  { id, sealed }: SealedRow,
  by: string,
): boolean {
  const value = sql.identifier(column)
  const { changes } = db.run(sql`
    update ${sql.identifier(table)} set ${value} = ${by} where id = ${id} and ${value} = ${sealed}`)
  return changes > 0
}

/** The ids of the keys that anything is sealed under. */
export function keysInUse(db: Database): Set<string> {
  const rows = SEALED.flatMap(({ table, column }) => {
    const value = sql.identifier(column)
    return db.all<{ key: string }>(sql`
      select distinct substr(${value}, 4, instr(substr(${value}, 4), '.') - 1) as key
      from ${sql.identifier(table)}
      where ${value} <> ''`)
  })
  return new Set(rows.map(({ key }) => key))
}
