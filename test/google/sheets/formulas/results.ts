import { columnName, type Box } from '#test/google/sheets/book/a1.ts'
import type { Sheet } from '#test/google/sheets/book/book.ts'
import type { NumberFormat } from '#test/google/sheets/book/cell.ts'
import { FormulaError } from './errors.ts'
import { lostSheets } from './lost.ts'
import type { Matrix, Scalar } from './operand.ts'
import { parseFormula, type Node } from './parse.ts'
import { maySpill } from './references.ts'
import type { Row } from '#test/google/sheets/book/grid.ts'

/** What a cell comes to. */
export type Result = {
  value: Scalar
  format?: NumberFormat | undefined
  link?: string | undefined
}

type RowFormula = {
  column: number
  /** Null for a text that is no formula. */
  node: Node | null
  /** Titles of sheets that it does not find. */
  lost: ReadonlySet<string>
  spills: boolean
}

export type Formula = RowFormula & { row: number }

const NONE: readonly RowFormula[] = []

/** Of rows, which never change: so that a small change to a large sheet is not all read anew. */
const found = {
  point: new WeakMap<Row, readonly RowFormula[]>(),
  comma: new WeakMap<Row, readonly RowFormula[]>(),
}

function formulasIn(row: Row, comma: boolean): readonly RowFormula[] {
  const kept = comma ? found.comma : found.point
  const known = kept.get(row)
  if (known) return known
  const formulas = row.flatMap((cell, column): RowFormula[] => {
    const text = cell?.value?.formulaValue
    if (!cell?.value || text === undefined) return []
    const node = parseFormula(text, comma)
    return [{ column, node, lost: lostSheets(cell.value), spills: node !== null && maySpill(node) }]
  })
  kept.set(row, formulas.length === 0 ? NONE : formulas)
  return formulas
}

/** More columns than a sheet can have, to make one number of a row and a column. */
const WIDE = 20_000

/** The formulas of one sheet and what is known of their results. */
export class Results {
  readonly sheet: Sheet
  readonly #rows = new Map<number, readonly RowFormula[]>()
  /** One object for each formula, made when it is first asked for. */
  readonly #formulas = new Map<number, Formula>()
  readonly #known = new Map<number, Result>()
  readonly #spilled = new Map<number, Result & { from: Formula }>()
  /** Per row, one past the last column that something spilled into. */
  readonly #widths = new Map<number, number>()
  /** Columns with formulas or what they spilled. */
  readonly #columns = new Set<number>()
  /** Formulas that may fill more cells than their own and were not calculated yet. */
  readonly spillers = new Set<Formula>()
  spilledRows = 0
  count = 0

  /** @param comma see parseFormula. */
  constructor(sheet: Sheet, comma: boolean) {
    this.sheet = sheet
    for (const [row, cells] of sheet.grid.writtenRows()) {
      const formulas = formulasIn(cells, comma)
      if (formulas.length === 0) continue
      this.#rows.set(row, formulas)
      this.count += formulas.length
      for (const { column, spills } of formulas) {
        this.#columns.add(column)
        const formula = spills ? this.formula(row, column) : undefined
        if (formula) this.spillers.add(formula)
      }
    }
  }

  /** Whether a block of cells has no formula in it, and none is left that might spill into it. */
  isPlain({ startColumn, endColumn }: Box): boolean {
    if (this.spillers.size > 0) return false
    return ![...this.#columns].some((column) => column >= startColumn && column < endColumn)
  }

  /** Per row, one past the last column with a formula or what one spilled. */
  widthOf(row: number): number {
    return Math.max((this.#rows.get(row)?.at(-1)?.column ?? -1) + 1, this.#widths.get(row) ?? 0)
  }

  /** Whether a column has formulas or what they spilled. */
  hasColumn(column: number): boolean {
    return this.#columns.has(column)
  }

  formula(row: number, column: number): Formula | undefined {
    const key = row * WIDE + column
    const made = this.#formulas.get(key)
    if (made) return made
    const own = this.#rows.get(row)?.find((formula) => formula.column === column)
    if (!own) return undefined
    const formula = { ...own, row }
    this.#formulas.set(key, formula)
    return formula
  }

  /** Whether all is calculated. */
  get complete(): boolean {
    return this.#known.size === this.count
  }

  known({ row, column }: { row: number; column: number }): Result | undefined {
    return this.#known.get(row * WIDE + column)
  }

  spilled(row: number, column: number): Result | undefined {
    return this.#spilled.get(row * WIDE + column)
  }

  set(formula: Formula, result: Result): Result {
    this.#known.set(formula.row * WIDE + formula.column, result)
    this.spillers.delete(formula)
    return result
  }

  /**
   * Lays an array into the sheet from its formula's cell on.
   * @returns what the formula's own cell shows: an error when there is no room.
   */
  spill(
    formula: Formula,
    matrix: Matrix,
    format: (row: number, column: number) => NumberFormat | undefined,
  ): Result {
    const error = this.#obstacle(formula, matrix)
    if (error) return this.set(formula, { value: error })
    matrix.forEach((values, row) => {
      const at = formula.row + row
      values.forEach((value, column) => {
        if (row === 0 && column === 0) return
        const key = at * WIDE + formula.column + column
        this.#columns.add(formula.column + column)
        this.#spilled.set(key, { value, format: format(row, column), from: formula })
      })
      const width = Math.max(this.#widths.get(at) ?? 0, formula.column + values.length)
      this.#widths.set(at, width)
    })
    this.spilledRows = Math.max(this.spilledRows, formula.row + matrix.length)
    return this.set(formula, { value: matrix[0]?.[0] ?? null, format: format(0, 0) })
  }

  /** The words were recorded, those for rows are like those for columns. */
  #obstacle({ row, column }: Formula, matrix: Matrix): FormulaError | null {
    const { grid } = this.sheet
    const width = matrix[0]?.length ?? 0
    if (row + matrix.length > grid.rowCount)
      return noRoom('rows', row + matrix.length - grid.rowCount)
    if (column + width > grid.columnCount)
      return noRoom('columns', column + width - grid.columnCount)
    for (let at = row; at < row + matrix.length; at += 1) {
      for (let beside = column; beside < column + width; beside += 1) {
        if (at === row && beside === column) continue
        if (!grid.hasValue(at, beside) && !this.#spilled.has(at * WIDE + beside)) continue
        const name = `${columnName(beside)}${String(at + 1)}`
        return new FormulaError(
          'REF',
          `Array result was not expanded because it would overwrite data in ${name}.`,
        )
      }
    }
    return null
  }

  /** Whether there is no value in the way of an array that would spill into a block of cells. */
  mayReach({ row, column }: Formula, box: Box): boolean {
    if (row >= box.endRow || column >= box.endColumn) return false
    // Every array that reaches the block covers this cell of it.
    const corner = [Math.max(row, box.startRow), Math.max(column, box.startColumn)] as const
    const own = corner[0] === row && corner[1] === column
    return own || !this.sheet.grid.hasValue(...corner)
  }

  /** The formulas of a block of cells, from its top. */
  *within(box: Box): Generator<Formula> {
    const end = Math.min(box.endRow, this.sheet.grid.usedRows)
    for (let row = box.startRow; row < end; row += 1) {
      for (const { column } of this.#rows.get(row) ?? NONE) {
        const inside = column >= box.startColumn && column < box.endColumn
        const formula = inside ? this.formula(row, column) : undefined
        if (formula) yield formula
      }
    }
  }
}

function noRoom(what: string, count: number): FormulaError {
  return new FormulaError(
    'REF',
    `Result was not automatically expanded, please insert more ${what} (${String(count)}).`,
  )
}
