import { newSheet, type Book, type Sheet } from '#test/google/sheets/book/book.ts'
import { Grid } from '#test/google/sheets/book/grid.ts'
import { gridSheet } from '#test/google/sheets/book/grid-range.ts'
import type { Overlay } from '#test/google/sheets/book/objects.ts'
import { invalid } from '#test/google/http/errors.ts'
import { newNumber } from '#test/google/ids.ts'
import { readCoordinate, type GridCoordinate } from './cells.ts'
import { checkNewSheet, freeTitle } from './sheet-names.ts'

/** Google's EmbeddedObjectPosition. */
export type GivenPosition = {
  newSheet?: boolean
  sheetId?: number
  overlayPosition?: GivenOverlay
}

export type GivenOverlay = {
  anchorCell?: GridCoordinate
  offsetXPixels?: number
  offsetYPixels?: number
  widthPixels?: number
  heightPixels?: number
}

/** As Google's reference has them for a chart. */
const WIDTH = 600
const HEIGHT = 371

/** The sheet that something is to be on, and where above its cells; null for a sheet of its own. */
export type Placed = { sheet: Sheet; overlay: Overlay | null }

/** @throws ApiError in words probed by others when there is no position. */
export function readPosition(book: Book, given: GivenPosition | undefined): Placed {
  if (given?.overlayPosition?.anchorCell) return readOverlay(book, given.overlayPosition)
  if (given?.newSheet === true) return { sheet: addObjectSheet(book), overlay: null }
  if (given?.sheetId !== undefined)
    return { sheet: addObjectSheet(book, given.sheetId), overlay: null }
  throw invalid(
    'One of EmbeddedObjectPosition.overlayPosition or EmbeddedObjectPosition.sheetId must be set',
  )
}

function readOverlay(book: Book, given: GivenOverlay): { sheet: Sheet; overlay: Overlay } {
  const { anchorCell = {} } = given
  const { sheet, box } = readCoordinate(gridSheet(book, anchorCell.sheetId), anchorCell)
  const { offsetXPixels, offsetYPixels, widthPixels = WIDTH, heightPixels = HEIGHT } = given
  if (widthPixels <= 0 || heightPixels <= 0) {
    throw invalid('OverlayPosition.widthPixels and heightPixels must be greater than 0.')
  }
  return {
    sheet,
    overlay: {
      row: box.startRow,
      column: box.startColumn,
      ...(offsetXPixels ? { offsetX: offsetXPixels } : {}),
      ...(offsetYPixels ? { offsetY: offsetYPixels } : {}),
      width: widthPixels,
      height: heightPixels,
    },
  }
}

/** What an overlay is on the wire, to take an update in. */
export function toGiven(sheetId: number, overlay: Overlay): GivenOverlay {
  const { row, column, offsetX = 0, offsetY = 0, width, height } = overlay
  return {
    anchorCell: { sheetId, rowIndex: row, columnIndex: column },
    offsetXPixels: offsetX,
    offsetYPixels: offsetY,
    widthPixels: width,
    heightPixels: height,
  }
}

/** A sheet that is all chart, at the end, called `Chart1` and so on [L]; the id may be chosen. */
function addObjectSheet(book: Book, sheetId = newNumber()): Sheet {
  const title = freeTitle(book, 'Chart', 1)
  checkNewSheet(book, { sheetId, title })
  const sheet = newSheet({
    title,
    sheetId,
    grid: new Grid(0, 0),
    properties: { sheetType: 'OBJECT' },
  })
  book.sheets = [...book.sheets, sheet]
  return sheet
}
