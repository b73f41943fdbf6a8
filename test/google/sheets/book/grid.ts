import type { CellFormat, ExtendedValue, TextRun } from './cell.ts'

/** What a cell holds. Never changed in place, so that a copy of a grid may share it. */
export type Cell = {
  readonly value?: ExtendedValue
  readonly format?: CellFormat
  readonly note?: string
  readonly runs?: readonly TextRun[]
  readonly validation?: object
}

/** Cells of a row from column A on; what is missing is empty. Never changed in place. */
export type Row = readonly (Cell | undefined)[]

const EMPTY_ROW: Row = []

/** A row that was written, or the number of a row that `source` can make, or nothing. */
export type Slot = Row | number | undefined

/** All of a grid as plain data, which is not to be changed; `source` is null when there is none. */
export type KeptGrid = {
  rowCount: number
  columnCount: number
  source: ((index: number) => Row) | null
  slots: readonly Slot[]
}

const NO_SOURCE = (): Row => EMPTY_ROW

/**
 * The cells of one sheet, by rows. Rows nobody wrote to are made by `source` each time they are
 * read, so that a sheet of ten million cells costs one number per row. `copy` is cheap: both copies
 * share every row until one of them writes.
 */
export class Grid {
  rowCount: number
  columnCount: number
  #slots: Slot[]
  #shared = false
  readonly #source: (index: number) => Row
  /** Changes with the content; a copy has its original's until one of them is written to. */
  revision = nextRevision()
  /** Whether a formula was ever written here. Rows that `source` makes have none. */
  mayHaveFormulas = false

  constructor(
    rowCount: number,
    columnCount: number,
    rows: { source: (index: number) => Row; count: number } | readonly Row[] = [],
  ) {
    this.rowCount = rowCount
    this.columnCount = columnCount
    if ('source' in rows) {
      this.#source = rows.source
      this.#slots = Array.from({ length: rows.count }, (_, index) => index)
    } else {
      this.#source = NO_SOURCE
      this.#slots = [...rows]
      this.mayHaveFormulas = rows.some(hasFormula)
    }
  }

  keep(): KeptGrid {
    const { rowCount, columnCount } = this
    const source = this.#source === NO_SOURCE ? null : this.#source
    return { rowCount, columnCount, source, slots: this.#slots }
  }

  static restore({ rowCount, columnCount, source, slots }: KeptGrid): Grid {
    const grid = new Grid(rowCount, columnCount, { source: source ?? NO_SOURCE, count: 0 })
    grid.#slots = [...slots]
    grid.mayHaveFormulas = slots.some((slot) => typeof slot === 'object' && hasFormula(slot))
    return grid
  }

  copy(): Grid {
    const grid = new Grid(this.rowCount, this.columnCount, { source: this.#source, count: 0 })
    grid.#slots = this.#slots
    grid.#shared = true
    this.#shared = true
    grid.revision = this.revision
    grid.mayHaveFormulas = this.mayHaveFormulas
    return grid
  }

  row(index: number): Row {
    const slot = this.#slots[index]
    return typeof slot === 'number' ? this.#source(slot) : (slot ?? EMPTY_ROW)
  }

  cell(row: number, column: number): Cell | undefined {
    return this.row(row)[column]
  }

  /** Whether the cell shows anything: formats and notes alone do not count. */
  hasValue(row: number, column: number): boolean {
    return this.row(row)[column]?.value !== undefined
  }

  setCell(row: number, column: number, cell: Cell | undefined): void {
    const cells = [...this.row(row)]
    cells[column] = cell
    this.setRow(row, cells)
  }

  setRow(index: number, cells: readonly (Cell | undefined)[]): void {
    let length = cells.length
    while (length > 0 && isBlank(cells[length - 1])) length -= 1
    const slots = this.#own()
    while (slots.length < index) slots.push(undefined)
    slots[index] = length === cells.length ? cells : cells.slice(0, length)
    this.mayHaveFormulas ||= hasFormula(cells)
  }

  /** One past the last row that may hold something. */
  get usedRows(): number {
    return Math.min(this.#slots.length, this.rowCount)
  }

  /** One past the last row in which a column of `from` ≤ column < `to` has a value; 0 for none. */
  lastRowWithValue(from = 0, to = this.columnCount, below = this.rowCount): number {
    for (let index = Math.min(this.usedRows, below) - 1; index >= 0; index -= 1) {
      const row = this.row(index)
      for (let column = from; column < Math.min(to, row.length); column += 1) {
        if (row[column]?.value !== undefined) return index + 1
      }
    }
    return 0
  }

  insertRows(at: number, rows: readonly Row[]): void {
    this.rowCount += rows.length
    this.revision = nextRevision()
    if (at < this.#slots.length) this.#slots = spliced(this.#own(), at, rows)
    else rows.forEach((row, index) => row.length > 0 && this.setRow(at + index, row))
  }

  deleteRows(start: number, end: number): void {
    this.rowCount -= end - start
    this.#own().splice(start, end - start)
  }

  /** @param to where the rows go, counted before they are taken out. */
  moveRows(start: number, end: number, to: number): void {
    const slots = this.#own()
    while (slots.length < Math.max(end, to)) slots.push(undefined)
    const moved = slots.splice(start, end - start)
    this.#slots = spliced(slots, to > start ? to - moved.length : to, moved)
  }

  insertColumns(at: number, count: number, like: (row: Row) => Cell | undefined): void {
    this.columnCount += count
    this.#eachRow((row) => {
      const fresh = like(row)
      if (row.length <= at && fresh === undefined) return row
      const padded = [...row, ...Array<undefined>(Math.max(0, at - row.length))]
      return [
        ...padded.slice(0, at),
        ...Array<Cell | undefined>(count).fill(fresh),
        ...padded.slice(at),
      ]
    })
  }

  deleteColumns(start: number, end: number): void {
    this.columnCount -= end - start
    this.#eachRow((row) =>
      row.length <= start ? row : [...row.slice(0, start), ...row.slice(end)],
    )
  }

  moveColumns(start: number, end: number, to: number): void {
    this.#eachRow((row) => {
      if (row.length <= Math.min(start, to)) return row
      const cells = [...row, ...Array<undefined>(Math.max(0, Math.max(end, to) - row.length))]
      const moved = cells.splice(start, end - start)
      cells.splice(to > start ? to - moved.length : to, 0, ...moved)
      return cells
    })
  }

  /** Makes the grid another size; what is outside is gone. */
  resize(rowCount: number, columnCount: number): void {
    if (rowCount < this.#slots.length) this.#own().length = rowCount
    if (columnCount < this.columnCount) this.deleteColumns(columnCount, this.columnCount)
    this.rowCount = rowCount
    this.columnCount = columnCount
    this.revision = nextRevision()
  }

  /** Rows that were written to, without those that `source` makes: where formulas can be. */
  *writtenRows(): Generator<[number, Row]> {
    for (let index = 0; index < this.usedRows; index += 1) {
      const slot = this.#slots[index]
      if (typeof slot === 'object') yield [index, slot]
    }
  }

  #eachRow(change: (row: Row) => Row): void {
    this.revision = nextRevision()
    for (let index = 0; index < this.#slots.length; index += 1) {
      const row = this.row(index)
      const changed = change(row)
      if (changed !== row) this.setRow(index, changed)
    }
  }

  #own(): Slot[] {
    if (this.#shared) {
      this.#slots = this.#slots.slice()
      this.#shared = false
    }
    this.revision = nextRevision()
    return this.#slots
  }
}

/** With more put in at a place: too many, perhaps, to be the arguments of one call of `splice`. */
function spliced(slots: readonly Slot[], at: number, more: readonly Slot[]): Slot[] {
  return [...slots.slice(0, at), ...more, ...slots.slice(at)]
}

let revisions = 0

function nextRevision(): number {
  revisions += 1
  return revisions
}

function hasFormula(row: Row): boolean {
  return row.some((cell) => cell?.value?.formulaValue !== undefined)
}

export function isBlank(cell: Cell | undefined): boolean {
  return cell === undefined || Object.values(cell).every((part) => part === undefined)
}
