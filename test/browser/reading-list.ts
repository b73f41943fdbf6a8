import type { LocalGoogle } from '#test/google/server.ts'
import { SEED_IDS } from '#test/google/seeds/seeds.ts'
import { eventually } from './sight.ts'

/** A row of a sheet as Google shows it, with its number, from 1. */
export type NumberedRow = { number: number; cells: (string | number | boolean)[] }

export const READING_LIST = 'Reading list'
const NOTE = 2

/** Ada's spreadsheet of what she reads, looked at from Google's side. Its columns: Title, Link, Note, Date, Read. */
export function readingList(google: LocalGoogle) {
  const rows = () =>
    google.cells(SEED_IDS.reading, `'${READING_LIST}'!A1:E500`) as NumberedRow['cells'][]
  const list = {
    rows,
    /** The last row with this note. */
    find(note: string): NumberedRow | null {
      const index = rows().findLastIndex((cells) => cells[NOTE] === note)
      return index < 0 ? null : { number: index + 1, cells: rows()[index] ?? [] }
    },
    /** How many rows have this note. */
    count: (note: string) => rows().filter((cells) => cells[NOTE] === note).length,
    /** The row with this note, once it is there. */
    arrived: (note: string) =>
      eventually(`A row with “${note.slice(0, 40)}”`, () => list.find(note)),
    /** One cell as it is kept, not as it is shown. */
    raw(column: string, row: number, kept: 'UNFORMATTED_VALUE' | 'FORMULA'): unknown {
      return google.cells(SEED_IDS.reading, `'${READING_LIST}'!${column}${row}`, kept)[0]?.[0]
    },
  }
  return list
}

/** The day where this runs, as sheets count it: days since 30 December 1899. */
export function todaysSerial(): number {
  const now = new Date()
  const days = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) - Date.UTC(1899, 11, 30)
  return days / 86_400_000
}
