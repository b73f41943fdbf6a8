import type { Sheet } from '#test/google/sheets/book/book.ts'
import type { ExtendedValue } from '#test/google/sheets/book/cell.ts'
import type { Cell } from '#test/google/sheets/book/grid.ts'

export type FormulaValue = ExtendedValue & { formulaValue: string }

function isFormula(value: ExtendedValue | undefined): value is FormulaValue {
  return value?.formulaValue !== undefined
}

/** Puts another value in the place of every formula; cells whose formula stays are left alone. */
export function changeFormulas(
  sheets: readonly Sheet[],
  change: (value: FormulaValue, sheet: Sheet) => ExtendedValue,
): void {
  for (const sheet of sheets) {
    if (!sheet.grid.mayHaveFormulas) continue
    // Gathered first: rows are not written while they are walked through.
    const rows: [number, (Cell | undefined)[]][] = []
    for (const [index, row] of sheet.grid.writtenRows()) {
      let changed = false
      const cells = row.map((cell) => {
        if (!isFormula(cell?.value)) return cell
        const value = change(cell.value, sheet)
        if (value === cell.value) return cell
        changed = true
        return { ...cell, value }
      })
      if (changed) rows.push([index, cells])
    }
    for (const [index, cells] of rows) sheet.grid.setRow(index, cells)
  }
}
