import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js'
import type { Cells } from '#shared/a1.ts'
import type { Cell } from '#shared/cells.ts'

export type NumberFormat = { type: string; pattern: string }

/**
 * How values have to be shown to be what they were; null where any look will do. Days go as the column's
 * others do (`patterns`, one a column), else in the one order of day and month that everybody reads alike.
 */
export function numberFormats(
  rows: readonly (readonly Cell[])[],
  patterns: readonly (string | undefined)[],
) {
  const at = (down: number, right: number): NumberFormat | null => {
    const cell = rows[down]?.[right]
    return cell ? formatOf(cell, patterns[right]) : null
  }
  return {
    at,

    /** Sets them where the rows stand at `place`, one request for cells of one look below each other. */
    requests(sheetId: number, place: Cells): sheets_v4.Schema$Request[] {
      return runsOf(rows.length, place.endColumn - place.startColumn, at).map(
        ({ format, right, from, to }) => ({
          repeatCell: {
            range: gridRange(sheetId, {
              startRow: place.startRow + from,
              endRow: place.startRow + to,
              startColumn: place.startColumn + right,
              endColumn: place.startColumn + right + 1,
            }),
            cell: { userEnteredFormat: { numberFormat: format } },
            fields: 'userEnteredFormat.numberFormat',
          },
        }),
      )
    },
  }
}

type Run = { format: NumberFormat; right: number; from: number; to: number }

function runsOf(
  height: number,
  width: number,
  at: (down: number, right: number) => NumberFormat | null,
): Run[] {
  const runs: Run[] = []
  for (let right = 0; right < width; right += 1) {
    for (let down = 0; down < height; down += 1) {
      const format = at(down, right)
      const last = runs.at(-1)
      const goesOn = last?.right === right && last.to === down && isSame(last.format, format)
      if (goesOn) last.to += 1
      else if (format) runs.push({ format, right, from: down, to: down + 1 })
    }
  }
  return runs
}

function isSame(one: NumberFormat, other: NumberFormat | null): boolean {
  return one.type === other?.type && one.pattern === other.pattern
}

function formatOf(cell: Cell, shown: string | undefined): NumberFormat | null {
  switch (cell.kind) {
    case 'date':
      return { type: 'DATE', pattern: shown ?? 'yyyy-mm-dd' }
    case 'time':
      return { type: 'TIME', pattern: 'hh:mm:ss' }
    case 'datetime':
      return { type: 'DATE_TIME', pattern: 'yyyy-mm-dd hh:mm:ss' }
    case 'number':
      return cell.format ?? null
    case 'text':
    case 'boolean':
    case 'empty':
      return null
  }
}

export function gridRange(
  sheetId: number,
  { startRow, endRow, startColumn, endColumn }: Cells,
): Required<Pick<sheets_v4.Schema$GridRange, 'sheetId'>> & sheets_v4.Schema$GridRange {
  return {
    sheetId,
    startRowIndex: startRow,
    endRowIndex: endRow,
    startColumnIndex: startColumn,
    endColumnIndex: endColumn,
  }
}
