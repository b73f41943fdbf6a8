import { linkIn } from './look.ts'

/** Column widths are not read from Google, so they follow from what the first rows hold. Pixels. */
const NARROWEST = 56
const WIDEST = 168
/** An address is opened, not read; in a panel it must not push the words out of sight. */
const WIDEST_LINK = 112
const EMPTY = 88
const PADDING = 18
/** Enough to know a column; all rows would move it while one reads. */
const ROWS_LOOKED_AT = 60

/**
 * A width for each of `columnCount` columns. `measure` answers how wide a text is in pixels; a column
 * fits nine tenths of its cells, so that one long note does not make it the widest.
 */
export function columnWidths(
  rows: readonly (readonly string[])[],
  columnCount: number,
  measure: (text: string) => number,
): number[] {
  const looked = rows.slice(0, ROWS_LOOKED_AT)
  return Array.from({ length: columnCount }, (_, column) => {
    const texts = looked.map((row) => row[column] ?? '').filter((text) => text !== '')
    const links = texts.filter((text) => linkIn(text) !== null)
    const widest = links.length * 2 > texts.length ? WIDEST_LINK : WIDEST
    const widths = texts.map((text) => measure(text.slice(0, 60))).toSorted((a, b) => a - b)
    if (widths.length === 0) return EMPTY
    const fitting = widths[Math.floor((widths.length - 1) * 0.9)] ?? 0
    return Math.round(Math.min(widest, Math.max(NARROWEST, fitting + PADDING)))
  })
}
