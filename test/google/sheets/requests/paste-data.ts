import { readCoordinate, type GridCoordinate } from './cells.ts'
import { readDelimited, readHtmlTable } from './delimited.ts'
import { makeRoom } from './paste.ts'
import type { BatchRequest, Draft } from './request.ts'
import type { Sheet } from '#test/google/sheets/book/book.ts'
import { gridSheet, readGridRange, type GridRange } from '#test/google/sheets/book/grid-range.ts'
import { formatValue } from '#test/google/sheets/book/number-format.ts'
import { calculate } from '#test/google/sheets/formulas/calculation.ts'
import { boxOf, writeValues } from '#test/google/sheets/values/write.ts'
import { invalid } from '#test/google/http/errors.ts'

/** Requests that read text into cells, as if it was typed there. */
export const TEXT_REQUESTS: Record<string, BatchRequest> = {
  pasteData: (draft, body) => {
    const coordinate = (body['coordinate'] ?? {}) as GridCoordinate
    const sheet = gridSheet(draft.book, coordinate.sheetId)
    const { box } = readCoordinate(sheet, coordinate)
    const rows = readData(body)
    const { type = 'PASTE_NORMAL' } = body as { type?: string }
    // Text has neither formats nor rules to paste.
    if (!['PASTE_NORMAL', 'PASTE_VALUES', 'PASTE_FORMULA', 'PASTE_NO_BORDERS'].includes(type)) {
      return {}
    }
    enter(draft, sheet, box.startRow, box.startColumn, rows)
    return {}
  },

  /** Splits the texts of one column over it and those to its right, whose cells are written over. */
  textToColumns: (draft, body) => {
    const { book, now } = draft
    const { sheet, box } = readGridRange(book, body['source'] as GridRange | undefined)
    if (box.endColumn - box.startColumn !== 1) {
      throw invalid('source must span exactly one column.')
    }
    const texts: string[] = []
    const calculation = calculate(book, now)
    for (let row = box.startRow; row < Math.min(box.endRow, sheet.grid.usedRows); row += 1) {
      const cell = calculation.cell(sheet, row, box.startColumn)
      texts.push(formatValue(cell?.value, cell?.format, book.locale))
    }
    const delimiter = readDelimiter(body, texts)
    texts.forEach((text, index) => {
      if (delimiter === null || !text.includes(delimiter)) return
      const [fields = []] = readDelimited(text, delimiter)
      enter(draft, sheet, box.startRow + index, box.startColumn, [fields])
    })
    return {}
  },
}

function readData(body: Record<string, unknown>): string[][] {
  const {
    data = '',
    delimiter,
    html,
  } = body as {
    data?: string
    delimiter?: string
    html?: boolean
  }
  if (html === true) return readHtmlTable(data)
  if (delimiter === undefined || delimiter === '') {
    throw invalid('Either delimiter or html must be specified.')
  }
  return readDelimited(data, delimiter)
}

function enter(draft: Draft, sheet: Sheet, row: number, column: number, rows: string[][]): void {
  const box = boxOf(rows, row, column)
  makeRoom(draft.book, sheet, box)
  writeValues(draft.book, { sheet, box }, rows, { input: 'USER_ENTERED', now: draft.now })
}

const DELIMITERS: Record<string, string | undefined> = {
  COMMA: ',',
  SEMICOLON: ';',
  PERIOD: '.',
  SPACE: ' ',
}

/** Null when no delimiter is in the texts. */
function readDelimiter(body: Record<string, unknown>, texts: readonly string[]): string | null {
  const { delimiterType = 'DELIMITER_TYPE_UNSPECIFIED', delimiter } = body as {
    delimiterType?: string
    delimiter?: string
  }
  if (delimiterType === 'AUTODETECT') {
    const candidates = [',', ';', '\t', '|', '.', ' ']
    return candidates.find((one) => texts.some((text) => text.includes(one))) ?? null
  }
  const known = delimiterType === 'CUSTOM' ? delimiter : DELIMITERS[delimiterType]
  if (known !== undefined && known !== '') return known
  throw invalid(
    delimiterType === 'CUSTOM'
      ? 'delimiter must be specified if delimiterType is CUSTOM.'
      : 'delimiterType must be specified.',
  )
}
