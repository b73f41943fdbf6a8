import type { BatchRequest, Draft } from './request.ts'
import { calculate } from '#test/google/sheets/formulas/calculation.ts'
import { gridSheet, readGridRange, type GridRange } from '#test/google/sheets/book/grid-range.ts'
import { arrange, shownRows, sortRows, type SortSpec } from '#test/google/sheets/book/sort.ts'
import { invalid } from '#test/google/http/errors.ts'
import type { Sheet } from '#test/google/sheets/book/book.ts'

/** Requests that put the rows of a range into another order. */
export const ROW_ORDER_REQUESTS: Record<string, BatchRequest> = {
  sortRange: (draft, body) => {
    const range = body['range'] as GridRange | undefined
    const { sheet, box } = readRange(draft, range)
    const specs = (body['sortSpecs'] ?? []) as SortSpec[]
    for (const { dimensionIndex = box.startColumn } of specs) {
      if (dimensionIndex >= box.startColumn && dimensionIndex < box.endColumn) continue
      throw invalid(`sortSpecs.dimensionIndex[${String(dimensionIndex)}] must be within the range.`)
    }
    const places = sortRows(calculate(draft.book, draft.now), sheet, box, specs)
    if (draft.metadataFollowsSort) followRows(draft, sheet, places)
    return {}
  },

  randomizeRange: (draft, body) => {
    const { sheet, box } = readRange(draft, body['range'] as GridRange | undefined)
    const rows = shownRows(sheet, box)
    arrange(sheet, box, shuffled(rows), rows)
    return {}
  },
}

/** The words for a range below the grid were probed by others, for sortRange. */
function readRange(
  { book }: Draft,
  range: GridRange | undefined,
): ReturnType<typeof readGridRange> {
  const { grid } = gridSheet(book, range?.sheetId)
  if ((range?.startRowIndex ?? 0) >= grid.rowCount) {
    throw invalid(`range.startRowIndex is larger than current grid size (${String(grid.rowCount)})`)
  }
  return readGridRange(book, range)
}

/** Whether metadata follows its row's content through a sort is not known: a knob decides. */
function followRows({ book }: Draft, sheet: Sheet, places: Map<number, number>): void {
  const { sheetId } = sheet.properties
  book.metadata = book.metadata.map((metadata) => {
    const { location } = metadata
    if (location.on !== 'ROWS' || location.sheetId !== sheetId) return metadata
    const index = places.get(location.index) ?? location.index
    return { ...metadata, location: { ...location, index } }
  })
}

function shuffled(rows: readonly number[]): number[] {
  return rows
    .map((row) => ({ row, at: Math.random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ row }) => row)
}
