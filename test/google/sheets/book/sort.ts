import { columnName, type Box } from './a1.ts'
import { touches } from './box.ts'
import type { ExtendedValue } from './cell.ts'
import type { Cell, Row } from './grid.ts'
import type { Calculation } from '#test/google/sheets/formulas/calculation.ts'
import { shiftFormula } from '#test/google/sheets/formulas/rewrite.ts'
import { invalid } from '#test/google/http/errors.ts'
import type { Sheet } from './book.ts'

type ColourStyle = { rgbColor?: object }

export type SortSpec = {
  dimensionIndex?: number
  sortOrder?: string
  backgroundColor?: object
  backgroundColorStyle?: ColourStyle
  foregroundColor?: object
  foregroundColorStyle?: ColourStyle
}

/**
 * Sorts the rows of a box by some of its columns: numbers, then text, then booleans, then errors, all
 * of it the other way round when descending; empty cells are last either way, cells of a wanted colour
 * first [L, D; errors believed]. Cells change places, rows do not, and rows that are hidden keep their
 * cells [L].
 * @returns where each row that took part came to be.
 * @throws ApiError when cells are merged across rows.
 */
export function sortRows(
  calculation: Calculation,
  sheet: Sheet,
  box: Box,
  specs: readonly SortSpec[],
): Map<number, number> {
  const places = shownRows(sheet, { ...box, endRow: Math.min(box.endRow, sheet.grid.usedRows) })
  const rows = places.map((row) => ({ row, shown: calculation.row(sheet, row) as Row }))
  const sorted = rows.toSorted((a, b) => {
    for (const spec of specs) {
      const at = spec.dimensionIndex ?? box.startColumn
      const result = order(a.shown[at], b.shown[at], spec)
      if (result !== 0) return result
    }
    return 0
  })
  return arrange(
    sheet,
    box,
    sorted.map(({ row }) => row),
    places,
  )
}

/** The rows of a box that are not hidden, from the top. */
export function shownRows(sheet: Sheet, { startRow, endRow }: Box): number[] {
  const rows: number[] = []
  for (let row = startRow; row < endRow; row += 1) {
    const { hiddenByUser, hiddenByFilter } = sheet.rows.get(row) ?? {}
    if (hiddenByUser !== true && hiddenByFilter !== true) rows.push(row)
  }
  return rows
}

/**
 * Puts a box's cells of some rows into other rows of it. Formulas move as when they are copied, and
 * merges within a row go along.
 * @param from the rows in their new order.
 * @param to the rows that take them.
 * @throws ApiError when cells are merged across rows. The words were probed by others.
 */
export function arrange(
  sheet: Sheet,
  box: Box,
  from: readonly number[],
  to: readonly number[],
): Map<number, number> {
  for (const merge of sheet.merges) {
    const across = merge.endRow - merge.startRow > 1
    if (!across || !touches(merge, box)) continue
    const first = columnName(merge.startColumn) + String(merge.startRow + 1)
    const last = columnName(merge.endColumn - 1) + String(merge.endRow)
    throw invalid(
      `You can't sort a range containing vertical merges. There is a vertical merge at ${first}:${last}`,
    )
  }
  const { grid } = sheet
  const cells = from.map((row) => grid.row(row))
  const places = new Map<number, number>()
  to.forEach((row, index) => {
    const source = from[index] ?? row
    places.set(source, row)
    const all = [...grid.row(row)]
    for (let column = box.startColumn; column < box.endColumn; column += 1) {
      all[column] = moved(cells[index]?.[column], row - source)
    }
    grid.setRow(row, all)
  })
  sheet.merges = sheet.merges.map((merge) => {
    const row = places.get(merge.startRow)
    const inside = merge.startColumn >= box.startColumn && merge.endColumn <= box.endColumn
    return row !== undefined && inside ? { ...merge, startRow: row, endRow: row + 1 } : merge
  })
  return places
}

function moved(cell: Cell | undefined, rows: number): Cell | undefined {
  const formula = cell?.value?.formulaValue
  if (formula === undefined || rows === 0) return cell
  return { ...cell, value: { formulaValue: shiftFormula(formula, rows, 0) } }
}

const collator = new Intl.Collator('en', { sensitivity: 'base' })

function order(a: Cell | undefined, b: Cell | undefined, spec: SortSpec): number {
  const byColour = Number(hasColour(b, spec)) - Number(hasColour(a, spec))
  if (byColour !== 0) return byColour
  const sign = spec.sortOrder === 'DESCENDING' ? -1 : 1
  const [x, y] = [a?.value, b?.value]
  if (!x || !y) return Number(!x) - Number(!y)
  const ranks = [rank(x), rank(y)] as const
  if (ranks[0] !== ranks[1]) return sign * (ranks[0] - ranks[1])
  if (x.numberValue !== undefined && y.numberValue !== undefined) {
    return sign * (x.numberValue - y.numberValue)
  }
  return sign * collator.compare(text(x), text(y))
}

function hasColour(cell: Cell | undefined, spec: SortSpec): boolean {
  const fill = spec.backgroundColorStyle?.rgbColor ?? spec.backgroundColor
  const ink = spec.foregroundColorStyle?.rgbColor ?? spec.foregroundColor
  if (fill) return sameColour(fill, cell?.format?.['backgroundColor'] ?? WHITE)
  return ink ? sameColour(ink, cell?.format?.textFormat?.['foregroundColor'] ?? {}) : false
}

const WHITE = { red: 1, green: 1, blue: 1 }

/** To 8 bits a part, as colours are kept. */
function sameColour(a: object, b: object): boolean {
  return ['red', 'green', 'blue'].every((name) => eightBits(a, name) === eightBits(b, name))
}

function eightBits(colour: object, name: string): number {
  const part = (colour as Record<string, number | undefined>)[name] ?? 0
  return Math.floor(part * 255 + 0.001)
}

function rank({ numberValue, boolValue, errorValue }: ExtendedValue): number {
  if (numberValue !== undefined) return 0
  if (errorValue) return 3
  return boolValue === undefined ? 1 : 2
}

/** What is compared of values that are no numbers; all errors are alike. */
function text({ stringValue, boolValue }: ExtendedValue): string {
  return stringValue ?? String(boolValue ?? '')
}
