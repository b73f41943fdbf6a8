import type { Box } from './a1.ts'
import type { Book, Dimension, Metadata, Sheet } from './book.ts'
import { movedSpec } from './chart-sources.ts'
import { toGridRange } from './grid-range.ts'
import type { Filter, Group, Overlay, Table } from './objects.ts'
import { followFormulas } from '#test/google/sheets/formulas/follow.ts'
import { invalid } from '#test/google/http/errors.ts'

/**
 * What becomes of everything that lies on a sheet when its rows or columns come, go or move: the one
 * place that knows all of it. What loses its whole range goes, but a named range stays and is empty,
 * as Google's GridRange says of ranges that the page shows as #REF!.
 */
export type Shift = {
  dimension: Dimension
  /** Where a single row or column goes; null when it goes for good. */
  place: (at: number) => number | null
  /** Where a range of them goes; start and end are the same when nothing is left. */
  span: (start: number, end: number) => [start: number, end: number]
  /** When only a band of the other dimension shifts: what lies wholly within it. */
  within?: { start: number; end: number }
  /** Rows or columns that are like those before them: a table that ends here takes them in. */
  joins?: { at: number; count: number }
  /** Whether rows or columns only change places. */
  swaps?: boolean
}

/** @param inherit whether what is new is like what is before it. */
export function inserted(dimension: Dimension, at: number, count: number, inherit = false): Shift {
  const place = (index: number): number => (index >= at ? index + count : index)
  return {
    dimension,
    place,
    span: (start, end) => [place(start), end > at ? end + count : end],
    ...(inherit ? { joins: { at, count } } : {}),
  }
}

export function deleted(dimension: Dimension, start: number, end: number): Shift {
  const count = end - start
  const edge = (index: number): number => {
    if (index <= start) return index
    return index <= end ? start : index - count
  }
  return {
    dimension,
    place: (index) => (index >= start && index < end ? null : edge(index)),
    span: (from, until) => [edge(from), edge(until)],
  }
}

/**
 * A range follows when all of it moves; else it loses what leaves it and grows by what comes into it.
 * @param to counted before the move.
 */
export function moved(dimension: Dimension, start: number, end: number, to: number): Shift {
  const count = end - start
  const landing = to > start ? to - count : to
  const away = deleted(dimension, start, end)
  const back = inserted(dimension, landing, count)
  return {
    dimension,
    swaps: true,
    place: (index) =>
      index >= start && index < end
        ? landing + (index - start)
        : back.place(away.place(index) ?? index),
    span: (from, until) =>
      from >= start && until <= end
        ? [landing + from - start, landing + until - start]
        : back.span(...away.span(from, until)),
  }
}

function shiftBox(box: Box, { dimension, span, within }: Shift): Box {
  if (within && !isWithin(box, dimension, within)) return box
  if (dimension === 'ROWS') {
    const [startRow, endRow] = span(box.startRow, box.endRow)
    return { ...box, startRow, endRow }
  }
  const [startColumn, endColumn] = span(box.startColumn, box.endColumn)
  return { ...box, startColumn, endColumn }
}

function isWithin(
  box: Box,
  dimension: Dimension,
  { start, end }: NonNullable<Shift['within']>,
): boolean {
  return dimension === 'ROWS'
    ? box.startColumn >= start && box.endColumn <= end
    : box.startRow >= start && box.endRow <= end
}

function isEmpty({ startRow, endRow, startColumn, endColumn }: Box): boolean {
  return endRow <= startRow || endColumn <= startColumn
}

/** The box after the shift; null when nothing of it is left. */
function moveBox(box: Box, shift: Shift): Box | null {
  const after = shiftBox(box, shift)
  return isEmpty(after) ? null : after
}

export function follow(book: Book, sheet: Sheet, shift: Shift): void {
  const { sheetId } = sheet.properties
  const boxes = (list: readonly Box[]): Box[] => list.flatMap((box) => moveBox(box, shift) ?? [])
  const within = <T extends { box: Box }>(list: readonly T[]): T[] =>
    list.flatMap((item) => {
      const box = moveBox(item.box, shift)
      return box ? [{ ...item, box }] : []
    })

  sheet.merges = boxes(sheet.merges).filter(
    (box) => box.endRow - box.startRow > 1 || box.endColumn - box.startColumn > 1,
  )
  sheet.protectedRanges = within(sheet.protectedRanges).map((range) => ({
    ...range,
    unprotected: boxes(range.unprotected),
  }))
  sheet.conditionalFormats = sheet.conditionalFormats.flatMap((rule) => {
    const left = boxes(rule.boxes)
    return left.length > 0 ? [{ ...rule, boxes: left }] : []
  })
  const [filter] = sheet.basicFilter ? within([sheet.basicFilter]) : []
  sheet.basicFilter = filter ? followColumns(filter, shift) : null
  sheet.filterViews = within(sheet.filterViews).map((view) => followColumns(view, shift))
  sheet.bandedRanges = within(sheet.bandedRanges)
  sheet.tables = sheet.tables.flatMap((table) => followTable(table, shift))
  sheet.charts = sheet.charts.map((chart) => ({
    ...chart,
    overlay: chart.overlay && followAnchor(chart.overlay, shift),
  }))
  sheet.slicers = within(sheet.slicers).map((slicer) => ({
    ...slicer,
    overlay: followAnchor(slicer.overlay, shift),
  }))
  // Whole rows and columns, which stay when only a band of cells shifts.
  if (!shift.within) {
    if (shift.dimension === 'ROWS') sheet.rowGroups = followGroups(sheet.rowGroups, shift)
    else sheet.columnGroups = followGroups(sheet.columnGroups, shift)
    followSizes(sheet, shift)
    followFrozen(sheet, shift)
    book.metadata = book.metadata.flatMap((metadata) => followMetadata(metadata, sheetId, shift))
  }

  book.namedRanges = book.namedRanges.map((range) =>
    range.sheetId === sheetId ? { ...range, box: shiftBox(range.box, shift) } : range,
  )
  followFormulas(book, sheet, shift)
  for (const other of book.sheets) {
    other.charts = other.charts.map((chart) => ({
      ...chart,
      spec: movedSpec(chart.spec, sheetId, (box) => {
        const after = moveBox(box, shift)
        return after && toGridRange(sheetId, after)
      }),
    }))
  }
}

/** Criteria and orders belong to columns of the sheet. */
function followColumns<T extends Filter>(filter: T, { dimension, place, within }: Shift): T {
  if (dimension === 'ROWS' || within) return filter
  return {
    ...filter,
    filterSpecs: filter.filterSpecs.flatMap((spec) => {
      const columnIndex = place(spec.columnIndex)
      return columnIndex === null ? [] : [{ ...spec, columnIndex }]
    }),
    sortSpecs: filter.sortSpecs.flatMap((spec) => {
      const dimensionIndex = place(spec.dimensionIndex ?? 0)
      return dimensionIndex === null ? [] : [{ ...spec, dimensionIndex }]
    }),
  }
}

/** A new column of a table is called by its place in it, `Column 2`: probed by others. */
function followTable(table: Table, shift: Shift): Table[] {
  checkWhole(table.box, shift)
  const moved = moveBox(table.box, shift)
  if (!moved) return []
  const box = joined(moved, shift)
  if (shift.dimension === 'ROWS') return [{ ...table, box }]
  const first = table.box.startColumn
  const kept = new Map(
    table.columns.flatMap((column) => {
      const at = shift.place(first + column.columnIndex)
      return at === null ? [] : [[at - box.startColumn, column] as const]
    }),
  )
  const columns = Array.from({ length: box.endColumn - box.startColumn }, (_, columnIndex) => ({
    columnName: `Column ${String(columnIndex + 1)}`,
    ...kept.get(columnIndex),
    columnIndex,
  }))
  return [{ ...table, box, columns }]
}

/** The box with what is new right behind it, when that is like what is in it: probed by others. */
function joined(box: Box, { dimension, joins }: Shift): Box {
  if (!joins) return box
  const end = dimension === 'ROWS' ? 'endRow' : 'endColumn'
  return box[end] === joins.at ? { ...box, [end]: box[end] + joins.count } : box
}

/** @throws ApiError, in words probed by others, when part of the table would shift away from the rest. */
function checkWhole(box: Box, { dimension, place, within }: Shift): void {
  if (!within || isWithin(box, dimension, within)) return
  const [start, end, last] =
    dimension === 'ROWS'
      ? [box.startColumn, box.endColumn, box.endRow - 1]
      : [box.startRow, box.endRow, box.endColumn - 1]
  const beside = end <= within.start || start >= within.end
  if (beside || place(last) === last) return
  throw invalid('You cannot insert or delete cells over part of a table.')
}

/** An anchor whose cell goes stays at the place where it was; shifted cells leave it alone. */
function followAnchor(overlay: Overlay, { dimension, place, span, within }: Shift): Overlay {
  if (within) return overlay
  const to = (at: number): number => place(at) ?? span(at, at + 1)[0]
  return dimension === 'ROWS'
    ? { ...overlay, row: to(overlay.row) }
    : { ...overlay, column: to(overlay.column) }
}

function followGroups(groups: readonly Group[], { span }: Shift): Group[] {
  return groups.flatMap((group) => {
    const [start, end] = span(group.start, group.end)
    return end > start ? [{ ...group, start, end }] : []
  })
}

function followSizes(sheet: Sheet, { dimension, place }: Shift): void {
  const key = dimension === 'ROWS' ? 'rows' : 'columns'
  const shifted = [...sheet[key]].flatMap(([at, properties]) => {
    const to = place(at)
    return to === null ? [] : [[to, properties] as const]
  })
  sheet[key] = new Map(shifted)
}

/** Rows that come between frozen ones are frozen, those that go are missed. */
function followFrozen({ properties }: Sheet, { dimension, span, swaps }: Shift): void {
  if (swaps === true) return
  const { gridProperties } = properties
  const name = dimension === 'ROWS' ? 'frozenRowCount' : 'frozenColumnCount'
  const frozen = Number(gridProperties[name] ?? 0)
  if (frozen === 0) return
  const [, end] = span(0, frozen)
  if (end > 0) gridProperties[name] = end
  else delete gridProperties[name]
}

/** Metadata moves with its row or column and goes when that goes [D]. */
function followMetadata(metadata: Metadata, sheetId: number, shift: Shift): Metadata[] {
  const { location } = metadata
  if (location.on !== shift.dimension || location.sheetId !== sheetId) return [metadata]
  const index = shift.place(location.index)
  return index === null ? [] : [{ ...metadata, location: { ...location, index } }]
}
