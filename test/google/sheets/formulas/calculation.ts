import type { Book, Sheet } from '#test/google/sheets/book/book.ts'
import type { Cell } from '#test/google/sheets/book/grid.ts'

/** A cell as it shows: a formula's place is taken by its result and the format that came with it. */
export type ShownCell = Cell & {
  /** Where the result of HYPERLINK leads. */
  readonly link?: string
}

/**
 * What the cells of a spreadsheet come to. A sheet without formulas costs nothing here: its rows are
 * the grid's own.
 */
export class Calculation {
  readonly book: Book
  readonly now: number
  /** Whether something that was read depends on the time. */
  volatile = false

  constructor(book: Book, now: number) {
    this.book = book
    this.now = now
  }

  /** A row with effective values, also those that spill in from a formula elsewhere. */
  row(sheet: Sheet, index: number): readonly (ShownCell | undefined)[] {
    const cells = sheet.grid.row(index)
    if (!sheet.grid.mayHaveFormulas) return cells
    return cells.map((cell) => shown(cell))
  }

  cell(sheet: Sheet, row: number, column: number): ShownCell | undefined {
    return this.row(sheet, row)[column]
  }

  hasValue(sheet: Sheet, row: number, column: number): boolean {
    return this.cell(sheet, row, column)?.value !== undefined
  }

  /** One past the last row that may show something. */
  usedRows(sheet: Sheet): number {
    return sheet.grid.usedRows
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

function shown(cell: Cell | undefined): ShownCell | undefined {
  const formula = cell?.value?.formulaValue
  return formula === undefined ? cell : { ...cell, value: { stringValue: formula } }
}

const kept = new WeakMap<Book, { stamp: string; calculation: Calculation }>()

/**
 * The calculation of a book as it is now: the one from before as long as nothing it rests on has
 * changed, so that a draft may be read between two changes to it.
 * @param now the time that NOW() and TODAY() answer, in milliseconds since 1970.
 */
export function calculate(book: Book, now: number): Calculation {
  const stamp = stampOf(book)
  const before = kept.get(book)
  if (before?.stamp === stamp) {
    const { calculation } = before
    if (!calculation.volatile || calculation.now === now) return calculation
  }
  const calculation = new Calculation(book, now)
  kept.set(book, { stamp, calculation })
  return calculation
}

function stampOf({ sheets, namedRanges, locale, timeZone }: Book): string {
  const grids = sheets.map(({ properties, grid }) => [
    properties.sheetId,
    properties.title,
    grid.revision,
  ])
  const names = namedRanges.map(({ name, sheetId, box }) => [name, sheetId, Object.values(box)])
  return JSON.stringify([locale, timeZone, grids, names])
}
