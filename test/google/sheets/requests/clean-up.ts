import type { BatchRequest } from './request.ts'
import {
  readDimensionRange,
  readGridRange,
  type DimensionRange,
  type GridRange,
} from '#test/google/sheets/book/grid-range.ts'
import type { Cell } from '#test/google/sheets/book/grid.ts'
import { calculate } from '#test/google/sheets/formulas/calculation.ts'
import { invalid } from '#test/google/http/errors.ts'

/** Requests that tidy up what is in a range. Counts of zero are left out of their replies. */
export const CLEAN_UP_REQUESTS: Record<string, BatchRequest> = {
  /** What is left of a text stays text, also where it looks like a formula [D]. */
  trimWhitespace: ({ book }, body) => {
    const { sheet, box } = readGridRange(book, body['range'] as GridRange | undefined)
    let count = 0
    for (let row = box.startRow; row < Math.min(box.endRow, sheet.grid.usedRows); row += 1) {
      const cells = [...sheet.grid.row(row)]
      const before = count
      for (let at = box.startColumn; at < Math.min(box.endColumn, cells.length); at += 1) {
        const text = cells[at]?.value?.stringValue
        const trimmed = text?.trim().replaceAll(/\s+/g, ' ')
        if (trimmed === undefined || trimmed === text) continue
        const { runs: _runs, value: _value, ...rest } = cells[at] ?? {}
        cells[at] = { ...rest, ...(trimmed === '' ? {} : { value: { stringValue: trimmed } }) }
        count += 1
      }
      if (count > before) sheet.grid.setRow(row, cells)
    }
    return count > 0 ? { cellsChangedCount: count } : {}
  },

  /** The first of equal rows stays; those below move up within the range [D]. */
  deleteDuplicates: ({ book, now }, body) => {
    const { sheet, box } = readGridRange(book, body['range'] as GridRange | undefined)
    const given = (body['comparisonColumns'] ?? []) as DimensionRange[]
    const columns = new Set(
      given.flatMap((range) => {
        const { dimension, start, end } = readDimensionRange(book, range)
        if (dimension !== 'COLUMNS' || start < box.startColumn || end > box.endColumn) {
          throw invalid('comparisonColumns must be columns within the range.')
        }
        return Array.from({ length: end - start }, (_, index) => start + index)
      }),
    )
    const calculation = calculate(book, now)
    const seen = new Set<string>()
    const kept: (Cell | undefined)[][] = []
    const last = Math.min(box.endRow, sheet.grid.usedRows)
    let count = 0
    for (let row = box.startRow; row < last; row += 1) {
      const shown = calculation.row(sheet, row)
      const key = keyOf(shown, box.startColumn, box.endColumn, columns)
      if (key !== null && seen.has(key)) {
        count += 1
        continue
      }
      if (key !== null) seen.add(key)
      kept.push(sheet.grid.row(row).slice(box.startColumn, box.endColumn))
    }
    if (count === 0) return {}
    for (let row = box.startRow; row < last; row += 1) {
      const cells = [...sheet.grid.row(row)]
      for (let column = box.startColumn; column < box.endColumn; column += 1) {
        cells[column] = kept[row - box.startRow]?.[column - box.startColumn]
      }
      sheet.grid.setRow(row, cells)
    }
    return { duplicatesRemovedCount: count }
  },
}

/** Equal for rows that are: upper and lower case, formats and formulas do not count. Null: empty. */
function keyOf(
  row: readonly (Cell | undefined)[],
  start: number,
  end: number,
  columns: ReadonlySet<number>,
): string | null {
  const values: (string | null)[] = []
  for (let column = start; column < end; column += 1) {
    if (columns.size > 0 && !columns.has(column)) continue
    const value = row[column]?.value
    values.push(value ? JSON.stringify(value).toLowerCase() : null)
  }
  return values.every((value) => value === null) ? null : JSON.stringify(values)
}
