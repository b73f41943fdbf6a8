import type { Box } from '#test/google/sheets/book/a1.ts'
import type { Sheet } from '#test/google/sheets/book/book.ts'
import type { NumberFormat } from '#test/google/sheets/book/cell.ts'
import { FormulaError } from './errors.ts'
import type { Node } from './parse.ts'

/** One value; null for an empty cell. */
export type Scalar = number | string | boolean | null | FormulaError

/** Values by rows, each row as long as the others; never empty. */
export type Matrix = readonly (readonly Scalar[])[]

/** A function that a formula made. */
export class Lambda {
  readonly params: readonly string[]
  readonly call: (args: readonly Operand[]) => Operand

  constructor(params: readonly string[], call: (args: readonly Operand[]) => Operand) {
    this.params = params
    this.call = call
  }
}

/** What parts of a formula come to. */
export type Operand = Scalar | Matrix | Range | Lambda

/** Where ranges get their values from. */
export type Source = {
  /** Has what formulas spill into a block of cells laid there before it is read. */
  prepare: (sheet: Sheet, box: Box) => void
  value: (sheet: Sheet, row: number, column: number) => Scalar
  /** The values of a block of cells; the rows below the last one in use are one and the same. */
  matrix: (sheet: Sheet, box: Box) => Matrix
  format: (sheet: Sheet, row: number, column: number) => NumberFormat | undefined
  usedRows: (sheet: Sheet) => number
}

/** Cells that a formula refers to, read when they are needed. */
export class Range {
  readonly sheet: Sheet
  /** Inside the grid. */
  readonly box: Box
  /** Whether it was written as a reference: such a range alone does not spill. */
  readonly literal: boolean
  readonly #source: Source
  #matrix: Matrix | null = null

  constructor(source: Source, sheet: Sheet, box: Box, literal: boolean) {
    this.#source = source
    this.sheet = sheet
    this.box = box
    this.literal = literal
  }

  get height(): number {
    return this.box.endRow - this.box.startRow
  }

  get width(): number {
    return this.box.endColumn - this.box.startColumn
  }

  get single(): boolean {
    return this.height === 1 && this.width === 1
  }

  at(row: number, column: number): Scalar {
    const { startRow, startColumn } = this.box
    this.#prepare()
    return this.#source.value(this.sheet, startRow + row, startColumn + column)
  }

  matrix(): Matrix {
    this.#prepare()
    this.#matrix ??= this.#source.matrix(this.sheet, this.box)
    return this.#matrix
  }

  #prepare(): void {
    if (this.sheet.grid.mayHaveFormulas) this.#source.prepare(this.sheet, this.box)
  }

  /** The rows that may hold something; all empty ones below them are left out. */
  filled(): Matrix {
    if (this.#matrix) return this.#matrix
    this.#prepare()
    const endRow = Math.max(this.box.startRow, this.#source.usedRows(this.sheet))
    if (endRow >= this.box.endRow) return this.matrix()
    return this.#source.matrix(this.sheet, { ...this.box, endRow })
  }

  format(row: number, column: number): NumberFormat | undefined {
    const { startRow, startColumn } = this.box
    return this.#source.format(this.sheet, startRow + row, startColumn + column)
  }

  /** The part of it that begins so many rows and columns in. */
  part(row: number, column: number, height: number, width: number): Range {
    const startRow = this.box.startRow + row
    const startColumn = this.box.startColumn + column
    const box = { startRow, startColumn, endRow: startRow + height, endColumn: startColumn + width }
    return new Range(this.#source, this.sheet, box, false)
  }

  /** The same cells counted from elsewhere, cut to the grid; null when nothing is left. */
  moved(box: Box): Range | null {
    const { rowCount, columnCount } = this.sheet.grid
    const inside = {
      startRow: box.startRow,
      startColumn: box.startColumn,
      endRow: Math.min(box.endRow, rowCount),
      endColumn: Math.min(box.endColumn, columnCount),
    }
    const gone =
      box.startRow < 0 ||
      box.startColumn < 0 ||
      inside.startRow >= inside.endRow ||
      inside.startColumn >= inside.endColumn
    return gone ? null : new Range(this.#source, this.sheet, inside, false)
  }
}

/** An argument that is calculated only when it is asked for. */
export type Lazy = { node: Node; get: () => Operand }

export function isMatrix(operand: Operand): operand is Matrix {
  return Array.isArray(operand)
}

/** Whether it has more than one value, or one in brackets. */
export function isMany(operand: Operand): operand is Matrix | Range {
  return operand instanceof Range || isMatrix(operand)
}

export function toMatrix(operand: Operand): Matrix {
  if (operand instanceof Range) return operand.matrix()
  if (isMatrix(operand)) return operand
  return [[toScalar(operand)]]
}

/** Without the empty rows at the end of a range; for what does not mind them. */
export function filledRows(operand: Operand): Matrix {
  return operand instanceof Range ? operand.filled() : toMatrix(operand)
}

export function size(operand: Operand): { height: number; width: number } {
  if (operand instanceof Range) return { height: operand.height, width: operand.width }
  if (isMatrix(operand)) return { height: operand.length, width: operand[0]?.length ?? 0 }
  return { height: 1, width: 1 }
}

/** The first value. */
export function toScalar(operand: Operand): Scalar {
  if (operand instanceof Range) return operand.at(0, 0)
  if (operand instanceof Lambda) return NOT_CALLED
  return isMatrix(operand) ? (operand[0]?.[0] ?? null) : operand
}

/** Seen by a live probe. */
export const NOT_CALLED = new FormulaError(
  'N_A',
  'Function LAMBDA should be followed by a call containing the actual values.',
)
