/** A1 notation. Rows and columns are zero-based here, as in Google's GridRange; A1 itself counts from one. */

/** `0` → `A`, `25` → `Z`, `26` → `AA`. */
export function columnName(index: number): string {
  let name = ''
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name
  }
  return name
}

/** `A` → `0`, `AA` → `26`. `name` must be upper-case letters only. */
export function columnIndex(name: string): number {
  let index = 0
  for (const letter of name) index = index * 26 + letter.charCodeAt(0) - 64
  return index - 1
}

/** A sheet's title as A1 notation takes it: always quoted, quotes doubled, so that any title is safe. */
export function quoteTitle(title: string): string {
  return `'${title.replaceAll("'", "''")}'`
}

export type Cells = {
  startRow: number
  startColumn: number
  /** Exclusive. */
  endRow: number
  /** Exclusive. */
  endColumn: number
}

/** `{startRow: 0, startColumn: 0, endRow: 2, endColumn: 3}` → `A1:C2`; one cell → `A1`. */
export function rangeName({ startRow, startColumn, endRow, endColumn }: Cells): string {
  const first = columnName(startColumn) + String(startRow + 1)
  const last = columnName(endColumn - 1) + String(endRow)
  return first === last ? first : `${first}:${last}`
}

/** The same with the sheet's title before it: `'My tab'!A1:C2`. */
export function sheetRange(title: string, cells: Cells): string {
  return `${quoteTitle(title)}!${rangeName(cells)}`
}

const RANGE = /^(?:(?:'(?:[^']|'')*'|[^'!]+)!)?([A-Z]+)([1-9]\d*)(?::([A-Z]+)([1-9]\d*))?$/

/**
 * The cells of a bounded range such as Google echoes (`Sheet1!A1:C2`, `'My tab'!B7`); null for
 * anything else. https://developers.google.com/workspace/sheets/api/guides/concepts#cell
 */
export function parseRange(range: string): Cells | null {
  const match = RANGE.exec(range)
  if (!match) return null
  const [, startName = '', startNumber = '', endName = startName, endNumber = startNumber] = match
  return {
    startRow: Number(startNumber) - 1,
    startColumn: columnIndex(startName),
    endRow: Number(endNumber),
    endColumn: columnIndex(endName) + 1,
  }
}
