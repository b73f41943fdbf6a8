import type { Box } from '#test/google/sheets/book/a1.ts'
import type { Dimension, Sheet } from '#test/google/sheets/book/book.ts'
import { shownId, toDimensionRange, toGridRange } from '#test/google/sheets/book/grid-range.ts'
import type {
  BandedRange,
  Chart,
  ConditionalFormat,
  Filter,
  FilterView,
  Group,
  Overlay,
  ProtectedRange,
  Slicer,
  Table,
} from '#test/google/sheets/book/objects.ts'
import { mayEdit, type Viewer } from '#test/google/sheets/book/protection.ts'

/** What a sheet carries, as Google's answers have it: fields in the order of its messages. */

export function conditionalFormat(sheetId: number, rule: ConditionalFormat): object {
  const { boxes, booleanRule, gradientRule } = rule
  return {
    ranges: boxes.map((box) => toGridRange(sheetId, box)),
    ...(booleanRule ? { booleanRule } : {}),
    ...(gradientRule ? { gradientRule } : {}),
  }
}

/** Only who may edit the range is shown who else may: recorded. */
export function protectedRange(
  sheetId: number,
  given: ProtectedRange,
  viewer: Viewer,
  editors: object = {
    users: [...new Set([viewer.owner, ...given.editors.users])],
    ...(given.editors.groups.length > 0 ? { groups: given.editors.groups } : {}),
    ...(given.editors.domainUsersCanEdit === true ? { domainUsersCanEdit: true } : {}),
  },
): object {
  const edits = mayEdit(given, viewer)
  return {
    protectedRangeId: given.protectedRangeId,
    range: toGridRange(sheetId, given.box),
    ...(given.namedRangeId !== undefined ? { namedRangeId: given.namedRangeId } : {}),
    ...(given.tableId !== undefined ? { tableId: given.tableId } : {}),
    ...(given.description !== undefined ? { description: given.description } : {}),
    ...(given.warningOnly === true ? { warningOnly: true } : {}),
    ...(edits ? { requestingUserCanEdit: true } : {}),
    ...(given.unprotected.length > 0
      ? { unprotectedRanges: given.unprotected.map((box) => toGridRange(sheetId, box)) }
      : {}),
    ...(edits ? { editors } : {}),
  }
}

/** Both forms of the criteria are in answers [D]. */
function criteria({ sortSpecs, filterSpecs }: Filter): object {
  const byColumn = filterSpecs.map(
    ({ columnIndex, filterCriteria = {} }) => [String(columnIndex), filterCriteria] as const,
  )
  return {
    ...(sortSpecs.length > 0 ? { sortSpecs } : {}),
    ...(filterSpecs.length > 0 ? { criteria: Object.fromEntries(byColumn), filterSpecs } : {}),
  }
}

export function basicFilter(sheetId: number, filter: Filter): object {
  return {
    range: toGridRange(sheetId, filter.box),
    ...criteria(filter),
    ...(filter.tableId !== undefined ? { tableId: filter.tableId } : {}),
  }
}

export function filterView(sheetId: number, view: FilterView): object {
  return {
    filterViewId: view.filterViewId,
    title: view.title,
    range: toGridRange(sheetId, view.box),
    ...(view.namedRangeId !== undefined ? { namedRangeId: view.namedRangeId } : {}),
    ...criteria(view),
    ...(view.tableId !== undefined ? { tableId: view.tableId } : {}),
  }
}

export function bandedRange(sheetId: number, banding: BandedRange): object {
  const { bandedRangeId, box, rowProperties, columnProperties } = banding
  return {
    bandedRangeId,
    range: toGridRange(sheetId, box),
    ...(rowProperties ? { rowProperties } : {}),
    ...(columnProperties ? { columnProperties } : {}),
  }
}

export function table(sheetId: number, { tableId, name, box, ...rest }: Table): object {
  return {
    tableId,
    name,
    range: toGridRange(sheetId, box),
    ...(rest.rowsProperties ? { rowsProperties: rest.rowsProperties } : {}),
    columnProperties: rest.columns.map(({ columnIndex, ...column }) => ({
      ...(columnIndex > 0 ? { columnIndex } : {}),
      ...column,
    })),
  }
}

export function position(sheetId: number, overlay: Overlay | null): object {
  if (!overlay) return { sheetId }
  return {
    overlayPosition: {
      anchorCell: {
        ...shownId(sheetId),
        ...(overlay.row > 0 ? { rowIndex: overlay.row } : {}),
        ...(overlay.column > 0 ? { columnIndex: overlay.column } : {}),
      },
      ...(overlay.offsetX !== undefined ? { offsetXPixels: overlay.offsetX } : {}),
      ...(overlay.offsetY !== undefined ? { offsetYPixels: overlay.offsetY } : {}),
      widthPixels: overlay.width,
      heightPixels: overlay.height,
    },
  }
}

export function chart(sheetId: number, { chartId, spec, overlay, border }: Chart): object {
  return {
    chartId,
    spec,
    position: position(sheetId, overlay),
    ...(border ? { border } : {}),
  }
}

export function slicer(sheetId: number, { slicerId, spec, box, overlay }: Slicer): object {
  return {
    slicerId,
    spec: { dataRange: toGridRange(sheetId, box), ...spec },
    position: position(sheetId, overlay),
  }
}

export function group(
  sheetId: number,
  dimension: Dimension,
  { start, end, depth, collapsed }: Group,
): object {
  return {
    range: toDimensionRange(sheetId, dimension, start, end),
    depth,
    ...(collapsed === true ? { collapsed } : {}),
  }
}

/**
 * The part of a Sheet that comes after its merges.
 * @param developerMetadata that of the sheet itself; it stands between the kinds.
 */
export function sheetObjects(
  sheet: Sheet,
  given: {
    viewer: Viewer
    developerMetadata: object[]
    withoutTableBands: boolean
    /** Whether something at a box is within what was asked for. */
    shown: (box: Box) => boolean
  },
): object {
  const { sheetId } = sheet.properties
  const at = ({ box }: { box: Box }): boolean => given.shown(box)
  const tables = sheet.tables.filter(at)
  const bands = sheet.bandedRanges.filter(at).map((banding) => bandedRange(sheetId, banding))
  if (!given.withoutTableBands) bands.push(...tables.map((one) => tableBands(sheetId, one)))
  const rules = sheet.conditionalFormats.filter(({ boxes }) => boxes.some(given.shown))
  return {
    ...list('conditionalFormats', rules, (it) => conditionalFormat(sheetId, it)),
    ...list('filterViews', sheet.filterViews, (it) => filterView(sheetId, it)),
    ...list('protectedRanges', sheet.protectedRanges, (it) =>
      protectedRange(sheetId, it, given.viewer),
    ),
    ...(sheet.basicFilter ? { basicFilter: basicFilter(sheetId, sheet.basicFilter) } : {}),
    ...list('charts', sheet.charts, (it) => chart(sheetId, it)),
    ...list('bandedRanges', bands, (it) => it),
    ...list('developerMetadata', given.developerMetadata, (it) => it),
    ...list('rowGroups', sheet.rowGroups, (it) => group(sheetId, 'ROWS', it)),
    ...list('columnGroups', sheet.columnGroups, (it) => group(sheetId, 'COLUMNS', it)),
    ...list('slicers', sheet.slicers, (it) => slicer(sheetId, it)),
    ...list('tables', tables, (it) => table(sheetId, it)),
  }
}

/** A list of an answer; one that is empty is left out. */
function list<T>(name: string, items: readonly T[], describe: (item: T) => object): object {
  return items.length > 0 ? { [name]: items.map(describe) } : {}
}

/** A table's colours are a banded range too, which has no number for an id [D]. */
function tableBands(sheetId: number, { tableId, box, rowsProperties }: Table): object {
  return {
    bandedRangeReference: tableId,
    range: toGridRange(sheetId, box),
    ...(rowsProperties ? { rowProperties: rowsProperties } : {}),
  }
}
