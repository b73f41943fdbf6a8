import type { Book, Sheet } from '#test/google/sheets/book/book.ts'
import type { ExtendedValue } from '#test/google/sheets/book/cell.ts'
import type { Cell } from '#test/google/sheets/book/grid.ts'
import { yearIn } from '#test/google/sheets/book/time-zone.ts'
import type { Scalar } from './operand.ts'
import type { Result } from './results.ts'
import { shiftFormula } from './rewrite.ts'
import { Solver } from './solver.ts'

/** A cell as it shows: a formula's place is taken by its result and the format that came with it. */
export type ShownCell = Cell & {
  /** Where the result of HYPERLINK leads. */
  readonly link?: string
  /** Set for a cell that another cell's formula fills. */
  readonly spilled?: true
}

type Place = { row: number; column: number }

type ShownRow = readonly (ShownCell | undefined)[]

/**
 * What the cells of a spreadsheet come to. A sheet without formulas costs nothing here: its rows are
 * the grid's own.
 */
export class Calculation {
  readonly book: Book
  /** May be set anew as long as nothing was read that depends on it. */
  now: number
  readonly #solver: Solver
  readonly #rows = new Map<Sheet, Map<number, ShownRow>>()

  constructor(book: Book, now: number, seed: string) {
    this.book = book
    this.now = now
    this.#solver = new Solver(book, yearIn(book.timeZone, now), () => this.now, seed)
  }

  /** Whether something that was read depends on the time. */
  get volatile(): boolean {
    return this.#solver.volatile
  }

  /** A row with effective values, also those that spill in from a formula elsewhere. */
  row(sheet: Sheet, index: number): ShownRow {
    if (!sheet.grid.mayHaveFormulas) return sheet.grid.row(index)
    let rows = this.#rows.get(sheet)
    if (!rows) this.#rows.set(sheet, (rows = new Map()))
    let row = rows.get(index)
    if (!row) rows.set(index, (row = this.#show(sheet, index)))
    return row
  }

  #show(sheet: Sheet, index: number): ShownRow {
    const cells = sheet.grid.row(index)
    const results = this.#solver.whole(sheet)
    const width = results.widthOf(index)
    if (width === 0) return cells
    return Array.from({ length: Math.max(width, cells.length) }, (_, column) => {
      const cell = cells[column]
      if (cell?.value?.formulaValue !== undefined) {
        return show(cell, this.#solver.result(sheet, index, column))
      }
      const spilled = cell?.value ? undefined : results.spilled(index, column)
      return spilled ? { ...show(cell ?? {}, spilled), spilled: true } : cell
    })
  }

  cell(sheet: Sheet, row: number, column: number): ShownCell | undefined {
    return this.row(sheet, row)[column]
  }

  hasValue(sheet: Sheet, row: number, column: number): boolean {
    return this.cell(sheet, row, column)?.value !== undefined
  }

  /**
   * What a formula comes to that stands in no cell, such as a condition's.
   * @param at the cell it is asked for; @param from the cell it was written for.
   */
  evaluate(sheet: Sheet, at: Place, formula: string, from: Place = at): ExtendedValue | undefined {
    const text = shiftFormula(formula, at.row - from.row, at.column - from.column)
    return toExtended(this.#solver.evaluate(sheet, at, text))
  }

  /** One past the last row that may show something. */
  usedRows(sheet: Sheet): number {
    if (!sheet.grid.mayHaveFormulas) return sheet.grid.usedRows
    return Math.max(sheet.grid.usedRows, this.#solver.whole(sheet).spilledRows)
  }

  /** As Grid.lastRowWithValue, counting what formulas spill. */
  lastRowWithValue(
    sheet: Sheet,
    from = 0,
    to = sheet.grid.columnCount,
    below = sheet.grid.rowCount,
  ): number {
    if (!sheet.grid.mayHaveFormulas) return sheet.grid.lastRowWithValue(from, to, below)
    for (let index = Math.min(this.usedRows(sheet), below) - 1; index >= 0; index -= 1) {
      if (
        this.row(sheet, index)
          .slice(from, to)
          .some((cell) => cell?.value)
      )
        return index + 1
    }
    return 0
  }
}

function show(cell: Cell, { value, format, link }: Result): ShownCell {
  const { value: _entered, ...rest } = cell
  const shown = toExtended(value)
  const takesOn = format && typeof value === 'number' && !cell.format?.numberFormat
  return {
    ...rest,
    ...(shown ? { value: shown } : {}),
    ...(takesOn ? { format: { ...cell.format, numberFormat: format } } : {}),
    ...(link === undefined ? {} : { link }),
  }
}

/** Nothing for an empty result, such as that of `=IF(,,)`. */
function toExtended(value: Scalar): ExtendedValue | undefined {
  if (value === null) return undefined
  if (typeof value === 'number') return { numberValue: value }
  if (typeof value === 'boolean') return { boolValue: value }
  if (typeof value === 'string') return { stringValue: value }
  const { type, message } = value
  return { errorValue: { type, ...(message === '' ? {} : { message }) } }
}

const kept = new WeakMap<Book, { stamp: string; calculation: Calculation }>()

/**
 * The calculation of a book as it is now: the one from before as long as nothing it rests on has
 * changed, so that a draft may be read between two changes to it.
 * @param now the time that NOW() and TODAY() answer, in milliseconds since 1970.
 */
export function calculate(book: Book, now: number): Calculation {
  const stamp = stampOf(book, yearIn(book.timeZone, now))
  const before = kept.get(book)
  if (before?.stamp === stamp) {
    const { calculation } = before
    if (!calculation.volatile) calculation.now = now
    if (calculation.now === now) return calculation
  }
  const calculation = new Calculation(book, now, stamp)
  kept.set(book, { stamp, calculation })
  return calculation
}

/** Whether what was last read of a book depends on the time. */
export function isVolatile(book: Book): boolean {
  return kept.get(book)?.calculation.volatile ?? false
}

/** @param year which dates without one in formulas rest on. */
function stampOf({ sheets, namedRanges, locale, timeZone }: Book, year: number): string {
  const grids = sheets.map(({ properties, grid }) => [
    properties.sheetId,
    properties.title,
    grid.revision,
  ])
  const names = namedRanges.map(({ name, sheetId, box }) => [name, sheetId, Object.values(box)])
  return JSON.stringify([locale, timeZone, year, grids, names])
}
