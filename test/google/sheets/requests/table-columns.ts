import type { Box } from '#test/google/sheets/book/a1.ts'
import type { Sheet } from '#test/google/sheets/book/book.ts'
import type { Cell } from '#test/google/sheets/book/grid.ts'
import { formatValue } from '#test/google/sheets/book/number-format.ts'
import type { BooleanCondition, TableColumn } from '#test/google/sheets/book/objects.ts'
import type { Calculation } from '#test/google/sheets/formulas/calculation.ts'
import { invalid } from '#test/google/http/errors.ts'

/**
 * The columns of a table. What of them Google refuses and in which words, how it names them, and what
 * a type does to cells was probed by others.
 */
export type GivenColumn = {
  columnIndex?: number
  columnName?: string
  columnType?: string
  dataValidationRule?: { condition?: BooleanCondition }
}

/**
 * For a new table: a column that is not given is called what its header cell says, one with a type but
 * no name `Column 1`, `Column 2` and so on; names are written to the header.
 */
export function addColumns(
  calculation: Calculation,
  sheet: Sheet,
  box: Box,
  given: readonly GivenColumn[],
): TableColumn[] {
  const byIndex = readColumns(given, box)
  let unnamed = 0
  return settle(calculation, sheet, box, (columnIndex, header) => {
    const column = byIndex.get(columnIndex)
    if (column?.columnName) return column
    if (hasType(column)) {
      unnamed += 1
      return { ...column, columnName: `Column ${String(unnamed)}` }
    }
    return { columnName: header === '' ? `Column ${String(columnIndex + 1)}` : header }
  })
}

/** For a table that is there: the list replaces all of the old one, and each entry needs a name. */
export function replaceColumns(
  calculation: Calculation,
  sheet: Sheet,
  box: Box,
  given: readonly GivenColumn[],
): TableColumn[] {
  const byIndex = readColumns(given, box)
  for (const { columnName } of byIndex.values()) {
    if (!columnName) throw invalid('Table header row cell must have a value.')
  }
  return settle(
    calculation,
    sheet,
    box,
    (columnIndex, header) =>
      byIndex.get(columnIndex) ?? {
        columnName: header === '' ? `Column ${String(columnIndex + 1)}` : header,
      },
  )
}

function readColumns(given: readonly GivenColumn[], box: Box): Map<number, GivenColumn> {
  const byIndex = new Map<number, GivenColumn>()
  for (const column of given) {
    const { columnIndex = 0, dataValidationRule } = column
    if (columnIndex < 0 || columnIndex >= box.endColumn - box.startColumn) {
      throw invalid(`Column index ${String(columnIndex)} is outside of the table.`)
    }
    if (byIndex.has(columnIndex)) {
      throw invalid(`Column index ${String(columnIndex)} is specified more than once.`)
    }
    const isDropdown = column.columnType === 'DROPDOWN'
    if (isDropdown && !dataValidationRule?.condition) {
      throw invalid('Condition must be set for dropdown column type.')
    }
    if (!isDropdown && dataValidationRule) {
      throw invalid('Cannot set condition for non-dropdown column type.')
    }
    if (dataValidationRule && dataValidationRule.condition?.type !== 'ONE_OF_LIST') {
      throw invalid('Dropdown columns must have a ONE_OF_LIST condition.')
    }
    byIndex.set(columnIndex, column)
  }
  return byIndex
}

function hasType(column: GivenColumn | undefined): boolean {
  const { columnType } = column ?? {}
  return columnType !== undefined && columnType !== 'COLUMN_TYPE_UNSPECIFIED'
}

/** Writes the names to the header cells and the types to the cells below. */
function settle(
  calculation: Calculation,
  sheet: Sheet,
  box: Box,
  choose: (columnIndex: number, header: string) => GivenColumn,
): TableColumn[] {
  const { grid } = sheet
  const header = calculation.row(sheet, box.startRow)
  const texts = Array.from({ length: box.endColumn - box.startColumn }, (_, index) => {
    const cell = header[box.startColumn + index]
    return formatValue(cell?.value, cell?.format, calculation.book.locale)
  })
  return texts.map((text, columnIndex) => {
    const { columnName = '', columnType, dataValidationRule } = choose(columnIndex, text)
    const at = box.startColumn + columnIndex
    const { runs: _runs, ...cell }: Cell = grid.cell(box.startRow, at) ?? {}
    if (text !== columnName) {
      grid.setCell(box.startRow, at, { ...cell, value: { stringValue: columnName } })
    }
    if (columnType === 'BOOLEAN') fillEmpty(sheet, box, at, { boolValue: false })
    if (columnType === 'RATINGS_CHIP') fillEmpty(sheet, box, at, { numberValue: 0 })
    return {
      columnIndex,
      columnName,
      ...(columnType !== undefined ? { columnType } : {}),
      ...(dataValidationRule ? { dataValidationRule } : {}),
    }
  })
}

/** Check boxes and ratings begin with FALSE and 0, also where text was [D, L]. */
function fillEmpty(
  sheet: Sheet,
  box: Box,
  column: number,
  value: NonNullable<Cell['value']>,
): void {
  for (let row = box.startRow + 1; row < box.endRow; row += 1) {
    const cell = sheet.grid.cell(row, column)
    const isText = cell?.value?.stringValue !== undefined
    if (cell?.value === undefined || isText) sheet.grid.setCell(row, column, { ...cell, value })
  }
}
