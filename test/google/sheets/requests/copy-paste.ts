import { readCoordinate, type GridCoordinate } from './cells.ts'
import { empty } from './fill.ts'
import { copyBlock, paste, type Block, type PasteType } from './paste.ts'
import type { BatchRequest } from './request.ts'
import type { Box } from '#test/google/sheets/book/a1.ts'
import type { Book, Sheet } from '#test/google/sheets/book/book.ts'
import { gridSheet, readGridRange, type GridRange } from '#test/google/sheets/book/grid-range.ts'
import { holds, touches } from '#test/google/sheets/book/box.ts'
import { calculate } from '#test/google/sheets/formulas/calculation.ts'
import { followCut } from '#test/google/sheets/formulas/follow.ts'
import { invalid } from '#test/google/http/errors.ts'

export const COPY_REQUESTS: Record<string, BatchRequest> = {
  /** A destination that is so many times as high or wide as the source is filled with it [D]. */
  copyPaste: ({ book, now }, body) => {
    const source = readGridRange(book, body['source'] as GridRange | undefined)
    const { sheet, box } = readGridRange(book, body['destination'] as GridRange | undefined)
    const block = copyBlock(calculate(book, now), source.sheet, source.box)
    const transposed = body['pasteOrientation'] === 'TRANSPOSE'
    const type = (body['pasteType'] ?? 'PASTE_NORMAL') as PasteType
    const [height, width] = size(block, transposed)
    const [down, across] = [
      times(box.endRow - box.startRow, height),
      times(box.endColumn - box.startColumn, width),
    ]
    for (let at = 0; at < down * across; at += 1) {
      const row = box.startRow + height * Math.floor(at / across)
      const column = box.startColumn + width * (at % across)
      paste(book, block, sheet, { row, column }, { type, transposed, moves: false })
    }
    return {}
  },

  /** All of the source is emptied, whatever is pasted [D]. */
  cutPaste: ({ book, now }, body) => {
    const { sheet: from, box } = readGridRange(book, body['source'] as GridRange | undefined)
    const destination = (body['destination'] ?? {}) as GridCoordinate
    const sheet = gridSheet(book, destination.sheetId)
    const { box: to } = readCoordinate(sheet, destination)
    const block = copyBlock(calculate(book, now), from, box)
    takeOut(from, box)
    const type = (body['pasteType'] ?? 'PASTE_NORMAL') as PasteType
    const at = { row: to.startRow, column: to.startColumn }
    paste(book, block, sheet, at, { type, transposed: false, moves: true })
    followCut(book, { sheet: from, box }, { sheet, ...at })
    moveNames(book, from, box, { sheet, ...at })
    return {}
  },
}

/** Named ranges that are wholly in what was cut go where it goes. */
function moveNames(
  book: Book,
  from: Sheet,
  box: Box,
  to: { sheet: Sheet; row: number; column: number },
): void {
  const [rows, columns] = [to.row - box.startRow, to.column - box.startColumn]
  const { sheetId } = to.sheet.properties
  book.namedRanges = book.namedRanges.map((range) => {
    if (range.sheetId !== from.properties.sheetId || !holds(box, range.box)) return range
    const { startRow, endRow, startColumn, endColumn } = range.box
    const moved = {
      startRow: startRow + rows,
      endRow: endRow + rows,
      startColumn: startColumn + columns,
      endColumn: endColumn + columns,
    }
    return { ...range, sheetId, box: moved }
  })
}

function size({ box }: Block, transposed: boolean): [height: number, width: number] {
  const [height, width] = [box.endRow - box.startRow, box.endColumn - box.startColumn]
  return transposed ? [width, height] : [height, width]
}

/** How often the source goes into the destination; once when it does not go in evenly. */
function times(room: number, length: number): number {
  return length > 0 && room > 0 && room % length === 0 ? room / length : 1
}

/** @throws ApiError when the box would cut through merged cells. */
function takeOut(sheet: Sheet, box: Box): void {
  for (const merge of sheet.merges) {
    if (touches(merge, box) && !holds(box, merge)) {
      throw invalid('You must select all cells in a merged range to cut them.')
    }
  }
  sheet.merges = sheet.merges.filter((merge) => !touches(merge, box))
  empty(sheet, box)
}
