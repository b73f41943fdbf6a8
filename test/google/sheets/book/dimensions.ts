import type { Book, Dimension, Sheet } from './book.ts'
import { deleted, follow, inserted, moved } from './follow.ts'
import { isBlank, type Cell, type Row } from './grid.ts'

/** Rows and columns that come, go and move; what lies on them follows, see follow.ts. */

export function insertRowsAt(book: Book, sheet: Sheet, at: number, count: number): void {
  insertAt(book, sheet, 'ROWS', at, count, false)
}

/** @param inherit new cells look like those before them, else like those after. */
export function insertAt(
  book: Book,
  sheet: Sheet,
  dimension: Dimension,
  at: number,
  count: number,
  inherit: boolean,
): void {
  const { grid } = sheet
  const model = inherit ? at - 1 : at
  if (dimension === 'ROWS') {
    const like = looks(grid.row(Math.max(0, model)), inherit)
    grid.insertRows(at, Array<Row>(count).fill(like))
  } else {
    grid.insertColumns(at, count, (row) => looks([row[Math.max(0, model)]], inherit)[0])
  }
  follow(book, sheet, inserted(dimension, at, count, inherit))
}

/** What new cells have of others: the format, and validation of those before; boxes unticked [L]. */
function looks(row: Row, inherit: boolean): Row {
  return row.map((cell) => {
    const format = cell?.format ? { format: cell.format } : {}
    const validation = inherit ? validationOf(cell) : {}
    const like = { ...format, ...validation }
    return isBlank(like) ? undefined : like
  })
}

function validationOf(cell: Cell | undefined): Pick<Cell, 'value' | 'validation'> {
  if (!cell?.validation) return {}
  const { validation } = cell
  const { condition } = validation as { condition?: { type?: string } }
  return condition?.type === 'BOOLEAN'
    ? { validation, value: { boolValue: false } }
    : { validation }
}

export function deleteAt(
  book: Book,
  sheet: Sheet,
  dimension: Dimension,
  start: number,
  end: number,
): void {
  if (dimension === 'ROWS') sheet.grid.deleteRows(start, end)
  else sheet.grid.deleteColumns(start, end)
  follow(book, sheet, deleted(dimension, start, end))
}

/** @param to counted before the move, as in Google's moveDimension. */
export function moveTo(
  book: Book,
  sheet: Sheet,
  dimension: Dimension,
  start: number,
  end: number,
  to: number,
): void {
  if (dimension === 'ROWS') sheet.grid.moveRows(start, end, to)
  else sheet.grid.moveColumns(start, end, to)
  follow(book, sheet, moved(dimension, start, end, to))
}
