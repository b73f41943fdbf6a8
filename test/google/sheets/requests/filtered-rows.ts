import type { Sheet } from '#test/google/sheets/book/book.ts'
import { formatValue } from '#test/google/sheets/book/number-format.ts'
import type { Filter, FilterCriteria } from '#test/google/sheets/book/objects.ts'
import { holds, type At } from '#test/google/sheets/describe/condition.ts'
import type { Calculation } from '#test/google/sheets/formulas/calculation.ts'

/** Hides the rows below the filter's first that one of its criteria leaves out. */
export function hideByFilter(calculation: Calculation, sheet: Sheet, filter: Filter): void {
  if (filter.filterSpecs.length === 0) return
  const first = filter.box.startRow + 1
  for (let row = first; row < filter.box.endRow; row += 1) {
    const cells = calculation.row(sheet, row)
    const shown = filter.filterSpecs.every(({ columnIndex: column, filterCriteria = {} }) => {
      // References in a formula are those of the column's first cell below the header.
      const at = {
        calculation,
        sheet,
        row,
        column,
        cell: cells[column],
        from: { row: first, column },
      }
      return passes(filterCriteria, at)
    })
    if (!shown) sheet.rows.set(row, { ...sheet.rows.get(row), hiddenByFilter: true })
  }
}

/** The rows that a filter has hidden are there again. */
export function showFiltered(sheet: Sheet): void {
  for (const [row, { hiddenByFilter, ...rest }] of sheet.rows) {
    if (hiddenByFilter === true) sheet.rows.set(row, rest)
  }
}

/** A value that is listed is hidden whatever the condition says [D]. */
function passes(criteria: FilterCriteria, at: At): boolean {
  const { cell, calculation } = at
  const text = formatValue(cell?.value, cell?.format, calculation.book.locale)
  if (criteria.hiddenValues?.includes(text) === true) return false
  const background = criteria['visibleBackgroundColor']
  if (background && !same(background, cell?.format?.['backgroundColor'] ?? WHITE)) return false
  const foreground = criteria['visibleForegroundColor']
  if (foreground && !same(foreground, cell?.format?.textFormat?.['foregroundColor'] ?? {})) {
    return false
  }
  return criteria.condition ? holds(criteria.condition, at) : true
}

const WHITE = { red: 1, green: 1, blue: 1 }

function same(a: unknown, b: unknown): boolean {
  return String(bytes(a)) === String(bytes(b))
}

function bytes(colour: unknown): number[] {
  const { red = 0, green = 0, blue = 0 } = colour as Record<string, number>
  return [red, green, blue].map((part) => Math.round(part * 255))
}
