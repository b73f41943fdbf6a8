import type { BatchRequest, Draft } from './request.ts'
import { clip, EVERYTHING, type Box } from '#test/google/sheets/book/a1.ts'
import type { Book, Sheet } from '#test/google/sheets/book/book.ts'
import type { Cell } from '#test/google/sheets/book/grid.ts'
import { gridSheet, readGridRange, type GridRange } from '#test/google/sheets/book/grid-range.ts'
import { formatValue } from '#test/google/sheets/book/number-format.ts'
import { writeValues } from '#test/google/sheets/values/write.ts'
import { invalid } from '#test/google/http/errors.ts'

type Asked = {
  find?: string
  replacement?: string
  matchCase?: boolean
  matchEntireCell?: boolean
  searchByRegex?: boolean
  includeFormulas?: boolean
  range?: GridRange
  sheetId?: number
  allSheets?: boolean
}

type Counts = {
  valuesChanged: number
  formulasChanged: number
  rowsChanged: number
  sheetsChanged: number
  occurrencesChanged: number
}

export const FIND_REQUESTS: Record<string, BatchRequest> = {
  /** What comes of a replacement is read as if it was typed. Counts of zero are left out. */
  findReplace: (draft, body) => {
    const asked = body as Asked
    const replace = replacer(asked)
    const counts: Counts = {
      valuesChanged: 0,
      formulasChanged: 0,
      rowsChanged: 0,
      sheetsChanged: 0,
      occurrencesChanged: 0,
    }
    for (const { sheet, box } of scope(draft.book, asked)) {
      const rows = counts.rowsChanged
      replaceIn(draft, sheet, box, { replace, formulas: asked.includeFormulas === true, counts })
      if (counts.rowsChanged > rows) counts.sheetsChanged += 1
    }
    return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0))
  },
}

function scope(book: Book, { range, sheetId, allSheets }: Asked): { sheet: Sheet; box: Box }[] {
  if (range) return [readGridRange(book, range)]
  if (sheetId !== undefined) return [whole(gridSheet(book, sheetId))]
  if (allSheets === true) return book.sheets.map(whole)
  throw invalid('One of range, sheetId and allSheets must be specified.')
}

function whole(sheet: Sheet): { sheet: Sheet; box: Box } {
  return { sheet, box: clip({ sheet, box: EVERYTHING }) }
}

type Replaced = { text: string; count: number }

function replacer(asked: Asked): (text: string) => Replaced {
  const { find = '', replacement = '', searchByRegex, matchCase, matchEntireCell } = asked
  if (find === '') throw invalid('find must be specified.')
  const source =
    searchByRegex === true ? find : find.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`)
  const entire = matchEntireCell === true ? `^(?:${source})$` : source
  let pattern: RegExp
  try {
    pattern = new RegExp(entire, matchCase === true ? 'gu' : 'giu')
  } catch {
    throw invalid(`Invalid regular expression: ${find}`)
  }
  return (text) => {
    let count = 0
    const replaced = text.replaceAll(pattern, (...match: unknown[]) => {
      if (match[0] !== '') count += 1
      // Behind the groups stand the place of the match and the whole text.
      const groups = match.slice(
        0,
        match.findIndex((part) => typeof part === 'number'),
      )
      return searchByRegex === true ? expand(replacement, groups) : replacement
    })
    return { text: replaced, count }
  }
}

/** A replacement as in Java: `$1` is a group, `$0` the whole match, and `\$` a dollar. */
function expand(replacement: string, groups: readonly unknown[]): string {
  return replacement.replaceAll(/\\(.)|\$(\d)/gs, (_whole, escaped?: string, group?: string) => {
    if (escaped !== undefined) return escaped
    const text = groups[Number(group)]
    return typeof text === 'string' ? text : ''
  })
}

function replaceIn(
  { book, now }: Draft,
  sheet: Sheet,
  box: Box,
  given: { replace: (text: string) => Replaced; formulas: boolean; counts: Counts },
): void {
  const { counts } = given
  // All at once, null where a cell stays as it is.
  const values: (string | null)[][] = []
  for (let row = box.startRow; row < Math.min(box.endRow, sheet.grid.usedRows); row += 1) {
    const cells = sheet.grid.row(row).slice(box.startColumn, box.endColumn)
    const changed = Array.from(cells, (cell) => {
      const text = searched(cell, given.formulas, book.locale)
      const { text: after, count } = text === null ? NOTHING : given.replace(text)
      if (count === 0) return null
      counts.occurrencesChanged += count
      if (cell?.value?.formulaValue === undefined) counts.valuesChanged += 1
      else counts.formulasChanged += 1
      return after
    })
    if (changed.some((text) => text !== null)) counts.rowsChanged += 1
    values.push(changed)
  }
  writeValues(book, { sheet, box }, values, { input: 'USER_ENTERED', now })
}

const NOTHING: Replaced = { text: '', count: 0 }

/** The text of a cell that is searched; null for none. */
function searched(cell: Cell | undefined, formulas: boolean, locale: string): string | null {
  const { value } = cell ?? {}
  if (!value) return null
  if (value.formulaValue !== undefined) return formulas ? value.formulaValue : null
  return formatValue(value, cell?.format, locale)
}
