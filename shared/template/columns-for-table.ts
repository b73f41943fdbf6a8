import { asText, EMPTY, type Cell } from '#shared/cells.ts'
import type { Column } from '#shared/contract/destination.ts'
import { headerKey } from './header-key.ts'
import { variablesIn } from './needs.ts'
import type { Template } from './template.ts'

/**
 * Which of a table's columns goes into each of the destination's, by its index; null where none has
 * its name. Case, accents and punctuation make no difference; columns of the same name go in order,
 * each once; what has no name goes nowhere.
 */
export function columnsForTable(
  header: readonly string[],
  columns: readonly Pick<Column, 'header'>[],
): (number | null)[] {
  const free = header.map(headerKey)
  return columns.map((column) => {
    const key = headerKey(column.header)
    const found = key === '' ? -1 : free.indexOf(key)
    if (found < 0) return null
    free[found] = ''
    return found
  })
}

/**
 * The names of a table's columns. Of several header rows the lowest that says anything counts, since
 * the upper ones name groups.
 */
export function tableHeader(rows: readonly (readonly Cell[])[], headerRows: number): string[] {
  const header = rows.slice(0, headerRows)
  const width = headerRows === 0 ? 0 : rows.reduce((most, row) => Math.max(most, row.length), 0)
  return Array.from({ length: width }, (_, at) => {
    const names = header.map((row) => asText(row[at] ?? EMPTY).trim())
    return names.findLast((name) => name !== '') ?? ''
  })
}

/** The table's columns, by index, for which a template asks by name: `{{column:Price}}`. */
export function namedColumns(template: Template, header: readonly string[]): number[] {
  const keys = header.map(headerKey)
  return variablesIn(template)
    .filter(({ name }) => name === 'column')
    .map(({ argument }) => headerKey(argument ?? ''))
    .flatMap((key) => (key !== '' && keys.includes(key) ? [keys.indexOf(key)] : []))
}
