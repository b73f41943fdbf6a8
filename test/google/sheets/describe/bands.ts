import type { Box } from '#test/google/sheets/book/a1.ts'
import type { Sheet } from '#test/google/sheets/book/book.ts'
import { holdsCell } from '#test/google/sheets/book/box.ts'
import type { CellFormat } from '#test/google/sheets/book/cell.ts'

type Colours = Record<string, unknown>

type Area = { box: Box; rows: Colours | undefined; columns: Colours | undefined }

/** The fill that alternating colours give a cell; null where there are none. */
export type Bands = (row: number, column: number) => CellFormat | null

/**
 * The fills of a sheet's banding and of tables that have colours. They come over a cell's own fill and
 * under conditional formats: probed by others.
 */
export function bandLooks(sheet: Sheet): Bands {
  const areas = areasOf(sheet)
  return (row, column) => {
    const area = areas.find(({ box }) => holdsCell(box, row, column))
    return area ? fillOf(area, row, column) : null
  }
}

/** How many columns of a box bands reach into. */
export function bandReach(sheet: Sheet, box: Box): number {
  const ends = areasOf(sheet).map((area) => Math.min(area.box.endColumn, box.endColumn))
  return Math.max(0, ...ends.map((end) => end - box.startColumn))
}

function areasOf({ bandedRanges, tables }: Sheet): Area[] {
  const ofBands = bandedRanges.map(({ box, rowProperties, columnProperties }) => ({
    box,
    rows: rowProperties as Colours | undefined,
    columns: columnProperties as Colours | undefined,
  }))
  const ofTables = tables.map(({ box, rowsProperties }) => ({
    box,
    rows: rowsProperties,
    columns: undefined,
  }))
  return [...ofBands, ...ofTables]
}

/** Headers and footers are the strongest, then first bands; of each, rows before columns [D]. */
const RANKS = { header: 0, footer: 0, firstBand: 1, secondBand: 2 }

type Part = keyof typeof RANKS

function fillOf({ box, rows, columns }: Area, row: number, column: number): CellFormat | null {
  const parts: [Part, Colours | undefined][] = [
    [partAt(rows, row - box.startRow, box.endRow - box.startRow), rows],
    [partAt(columns, column - box.startColumn, box.endColumn - box.startColumn), columns],
  ]
  const strongest = parts
    .flatMap(([part, colours]) => {
      const style = colours?.[`${part}ColorStyle`]
      return style === undefined
        ? []
        : [{ rank: RANKS[part], style, colour: colours?.[`${part}Color`] }]
    })
    .toSorted((a, b) => a.rank - b.rank)[0]
  if (!strongest) return null
  const { style, colour } = strongest
  const { rgbColor } = style as { rgbColor?: object }
  const plain = colour ?? rgbColor
  return {
    ...(plain === undefined ? {} : { backgroundColor: plain }),
    backgroundColorStyle: style,
  }
}

/** Which colour a row or column has, by its place among `length`. */
function partAt(colours: Colours | undefined, at: number, length: number): Part {
  const header = colours?.['headerColorStyle'] !== undefined
  if (header && at === 0) return 'header'
  if (colours?.['footerColorStyle'] !== undefined && at === length - 1) return 'footer'
  return (header ? at - 1 : at) % 2 === 0 ? 'firstBand' : 'secondBand'
}
