import { createHash } from 'node:crypto'
import type { Cell } from '#shared/cells.ts'
import type { Entered } from '#server/google/sheets.ts'

/**
 * What Google keeps of a cell that is written: a value of its own type, which is not read again, so that
 * text can't become a formula.
 * https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/other#ExtendedValue
 */
export function enteredOf(cell: Cell): Entered {
  switch (cell.kind) {
    case 'text':
      return { stringValue: cell.value }
    case 'number':
      return { numberValue: cell.value }
    case 'boolean':
      return { boolValue: cell.value }
    case 'date':
    case 'time':
    case 'datetime':
      return { numberValue: serialOf(cell.value) }
    case 'empty':
      return undefined
  }
}

const DAY_MS = 86_400_000

/**
 * Days since 30 December 1899, a time of day as the part of one.
 * https://developers.google.com/workspace/sheets/api/guides/formats#about_date_time_values
 */
function serialOf(moment: string): number {
  if (!moment.includes('-')) return Date.parse(`1970-01-01T${moment}Z`) / DAY_MS
  const utc = moment.includes('T') ? `${moment}Z` : `${moment}T00:00:00Z`
  return (Date.parse(utc) - Date.UTC(1899, 11, 30)) / DAY_MS
}

/** Characters of a cell's fingerprint: 48 bits, enough to tell the cells of one sheet apart. */
const LENGTH = 8

/** Names what was entered into a cell without telling it; empty for an empty cell. */
export function fingerprintOf(cell: Entered): string {
  const [value = ''] = Object.values(cell ?? {})
  if (value === '') return ''
  // Google keeps line breaks as one character.
  const kept = typeof value === 'string' ? value.replaceAll('\r\n', '\n') : value
  return createHash('sha256').update(JSON.stringify(kept)).digest('base64url').slice(0, LENGTH)
}

/** Names what stands in all of these cells. */
export function fingerprintOfRow(cells: readonly string[]): string {
  return createHash('sha256').update(cells.join(' ')).digest('base64url')
}
