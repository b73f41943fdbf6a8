import type { Box } from './a1.ts'
import type { Book, Dimension, Metadata, Sheet } from './book.ts'
import type { Row } from './grid.ts'

/**
 * Rows and columns that come, go and move, and all that follows them: merges, named ranges, widths,
 * developer metadata.
 */

/** @param at where a row or column was; null when it is gone. */
type Shift = (at: number) => number | null

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
    const like = looks(grid.row(Math.max(0, model)))
    grid.insertRows(at, Array<Row>(count).fill(like))
  } else {
    grid.insertColumns(at, count, (row) => looks([row[Math.max(0, model)]])[0])
  }
  follow(book, sheet, dimension, (place) => (place >= at ? place + count : place), {
    end: (end) => (end > at ? end + count : end),
  })
}

function looks(row: Row): Row {
  return row.map((cell) => (cell?.format ? { format: cell.format } : undefined))
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
  const shift = (place: number): number | null => {
    if (place < start) return place
    return place < end ? null : place - (end - start)
  }
  follow(book, sheet, dimension, shift, {
    start: (place) => shift(place) ?? start,
    end: (place) => {
      if (place <= start) return place
      return place <= end ? start : place - (end - start)
    },
  })
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
  const count = end - start
  const shift = (place: number): number => {
    if (place >= start && place < end) return place + (to > start ? to - end : to - start)
    if (to > start && place >= end && place < to) return place - count
    if (to < start && place >= to && place < start) return place + count
    return place
  }
  // Ranges follow only when they are inside what moves.
  followKeys(sheet, dimension, shift)
  followMetadata(book, sheet, dimension, shift)
  const inside = (box: Box): boolean => {
    const [from, until] = span(box, dimension)
    return from >= start && until <= end
  }
  sheet.merges = sheet.merges.map((box) =>
    inside(box) ? resized(box, dimension, shift(span(box, dimension)[0]), null) : box,
  )
}

function span(box: Box, dimension: Dimension): [number, number] {
  return dimension === 'ROWS' ? [box.startRow, box.endRow] : [box.startColumn, box.endColumn]
}

function resized(box: Box, dimension: Dimension, start: number, end: number | null): Box {
  const [from, until] = span(box, dimension)
  const stop = end ?? start + (until - from)
  return dimension === 'ROWS'
    ? { ...box, startRow: start, endRow: stop }
    : { ...box, startColumn: start, endColumn: stop }
}

function follow(
  book: Book,
  sheet: Sheet,
  dimension: Dimension,
  shift: Shift,
  edges: { start?: (at: number) => number; end: (at: number) => number },
): void {
  const move = (box: Box): Box | null => {
    const [from, until] = span(box, dimension)
    const start = edges.start ? edges.start(from) : (shift(from) ?? from)
    const end = until === Infinity ? Infinity : edges.end(until)
    return end > start ? resized(box, dimension, start, end) : null
  }
  sheet.merges = sheet.merges.flatMap((box) => move(box) ?? [])
  book.namedRanges = book.namedRanges.flatMap((range) => {
    if (range.sheetId !== sheet.properties.sheetId) return [range]
    const box = move(range.box)
    return box ? [{ ...range, box }] : []
  })
  followKeys(sheet, dimension, shift)
  followMetadata(book, sheet, dimension, shift)
}

function followKeys(sheet: Sheet, dimension: Dimension, shift: Shift): void {
  const key = dimension === 'ROWS' ? 'rows' : 'columns'
  const moved = [...sheet[key]].flatMap(([at, properties]) => {
    const to = shift(at)
    return to === null ? [] : [[to, properties] as const]
  })
  sheet[key] = new Map(moved)
}

/** Metadata moves with its row or column and goes when that goes [D]. */
function followMetadata(book: Book, sheet: Sheet, dimension: Dimension, shift: Shift): void {
  book.metadata = book.metadata.flatMap((metadata): Metadata[] => {
    const { location } = metadata
    if (location.on !== dimension || location.sheetId !== sheet.properties.sheetId) {
      return [metadata]
    }
    const index = shift(location.index)
    return index === null ? [] : [{ ...metadata, location: { ...location, index } }]
  })
}
