import { EMPTY } from './empty.ts'
import type { Capture } from './captured.ts'
import { valueOf, linkedCell } from './cell-of.ts'
import { WHOLE } from './extent.ts'
import { columnsWithin, slotsOf, type Slot } from './grid.ts'
import { tableOf, type TableCell, type TableRow } from './table.ts'
import type { TextBuilder } from './text-builder.ts'
import { TextReader } from './text.ts'
import { unclobbered } from './unclobbered.ts'
import type { View } from './view.ts'

/**
 * The selected cells of a table, whole, in the columns where they stand. The value of a cell that
 * spans several slots stands in the first, the others are empty, as Google's own paste leaves them.
 * Left out are captions, hidden rows and columns, and rows and columns in which no selected cell
 * begins: they hold nothing. A header that is not selected is not added: what is sent is what was
 * marked. Null where it is no table of data, or where at most one cell is selected: a text then.
 * Throws `TooManyCells`.
 */
export function tableRows(
  element: Element,
  selected: Iterable<Element>,
  view: View,
): Capture | null {
  const isSelected = new Set(selected)
  if (isSelected.size < 2) return null
  const table = tableOf(element, view)
  const rows = table.groups.flat()
  const slots = slotsOf(table.groups.map((group) => group.map(({ cells }) => cells)))
  if (isLayout(element, rows, slots)) return null
  const begun = inOrder([...slots.values()].map(({ column }) => column))
  const collapsed = columnsWithin(begun, table.collapsed)

  const shown = rows
    .map((row) => ({
      isHead: row.isHead,
      cells: placedIn(row, slots, collapsed).filter(({ cell }) => isSelected.has(cell.element)),
    }))
    .filter(({ cells }) => cells.length > 0)
  const columns = inOrder(shown.flatMap(({ cells }) => cells.map(({ column }) => column)))
  if (shown.length === 0 || (shown.length === 1 && shown[0]?.cells.length === 1)) return null
  const places = new Map(columns.map((column, at) => [column, at]))
  view.countCells(shown.length * columns.length)

  const blank = Array.from(places, () => EMPTY)
  const capture: Capture = { rows: [], headerRows: 0 }
  for (const { isHead, cells } of shown) {
    const reads = cells.map((at) => read(at, view))
    const isHeader = capture.headerRows === capture.rows.length && (isHead || isHeaderRow(reads))
    if (isHeader) capture.headerRows += 1
    const row = [...blank]
    for (const { text, cell, column } of reads) {
      // A header names its column, also where it could be read as a number or a day.
      row[places.get(column) ?? 0] = isHeader
        ? linkedCell(text.text())
        : valueOf(text, view.langOf(cell.element))
    }
    capture.rows.push(row)
  }
  // Who selects headers alone means them.
  return capture.headerRows < capture.rows.length ? capture : { ...capture, headerRows: 0 }
}

type Placed = { cell: TableCell; column: number }
type Read = Placed & { text: TextBuilder }

/** From left to right, each once. */
function inOrder(columns: number[]): number[] {
  return [...new Set(columns)].toSorted((a, b) => a - b)
}

function placedIn(row: TableRow, slots: Map<TableCell, Slot>, collapsed: Set<number>): Placed[] {
  if (row.isCollapsed) return []
  return row.cells.flatMap((cell) => {
    const column = slots.get(cell)?.column ?? 0
    return collapsed.has(column) ? [] : [{ cell, column }]
  })
}

function read({ cell, column }: Placed, view: View): Read {
  const reader = new TextReader(view, {
    readsControls: true,
    takes: (element) => cell.isHeader && isGlyph(element),
  })
  reader.readChildren(cell.element, WHOLE)
  return { cell, column, text: reader.out }
}

/** A sign that shows how a column is sorted. What has words may be all that a person sees. */
function isGlyph(element: Element): boolean {
  const asked = unclobbered(element)
  if (asked.getAttribute('aria-hidden') !== 'true') return false
  return !/[\p{L}\p{N}]/u.test(asked.textContent)
}

/** Of header cells and blanks alone; a header with blanks behind it is that of its row. */
function isHeaderRow(cells: Read[]): boolean {
  const isHeader = ({ cell }: Read) => cell.isHeader
  const isBlank = ({ text }: Read) => text.text().value === ''
  const naming = cells.length > 1 ? cells.slice(1) : cells
  return naming.some(isHeader) && cells.every((cell) => isHeader(cell) || isBlank(cell))
}

/**
 * Whether a table only arranges other things: it has one cell, or one column that holds tables, or is
 * made by CSS alone and has not two rows and two columns. (A table whose role says so is never asked.)
 */
function isLayout(table: Element, rows: TableRow[], slots: Map<TableCell, Slot>): boolean {
  if (slots.size <= 1) return true
  const element = unclobbered(table)
  const isOneColumn = [...slots.values()].every(({ column }) => column === 0)
  if (isOneColumn && element.querySelector('table')) return true
  const isMeant = element.localName === 'table' || element.hasAttribute('role')
  return !isMeant && (isOneColumn || rows.length < 2)
}
