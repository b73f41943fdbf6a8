import type { Box } from './a1.ts'
import type { CellFormat } from './cell.ts'

/**
 * What a sheet carries besides its cells. Each kind has the fields of Google's message, with boxes of
 * its own sheet where that has ranges, so that they can follow rows and columns. Nothing in here is
 * changed in place: a change puts a new object and a new list in the place of the old.
 */

export type ProtectedRange = {
  protectedRangeId: number
  /** Of what it is backed by, if it is. */
  box: Box
  namedRangeId?: string
  tableId?: string
  description?: string
  warningOnly?: boolean
  unprotected: Box[]
  /** Beside the owner, who is never shut out. */
  editors: { users: string[]; groups: string[]; domainUsersCanEdit?: boolean }
}

export type BooleanCondition = {
  type?: string
  values?: { userEnteredValue?: string; relativeDate?: string }[]
}

export type FilterCriteria = {
  hiddenValues?: string[]
  condition?: BooleanCondition
} & Record<string, unknown>

/** Columns are counted from the sheet's first. */
export type FilterSpec = { columnIndex: number; filterCriteria?: FilterCriteria }

export type FilterSort = { dimensionIndex?: number; sortOrder?: string } & Record<string, unknown>

export type Filter = {
  box: Box
  tableId?: string
  sortSpecs: FilterSort[]
  filterSpecs: FilterSpec[]
}

export type FilterView = Filter & { filterViewId: number; title: string; namedRangeId?: string }

export type ConditionalFormat = {
  boxes: Box[]
  booleanRule?: { condition?: BooleanCondition; format?: CellFormat }
  gradientRule?: object
}

export type BandedRange = {
  bandedRangeId: number
  box: Box
  rowProperties?: object
  columnProperties?: object
}

export type TableColumn = {
  /** From the table's first column. */
  columnIndex: number
  columnName: string
  columnType?: string
  dataValidationRule?: object
}

export type Table = {
  tableId: string
  name: string
  /** With its header and, where it has one, its footer. */
  box: Box
  rowsProperties?: Record<string, unknown>
  columns: TableColumn[]
}

/** Where something floats above the cells; sizes are pixels. */
export type Overlay = {
  row: number
  column: number
  offsetX?: number
  offsetY?: number
  width: number
  height: number
}

export type Chart = {
  chartId: number
  /** Google's ChartSpec as it came; the ranges in it may be of any sheet. */
  spec: Record<string, unknown>
  /** null when the chart has a sheet of its own. */
  overlay: Overlay | null
  border?: object
}

export type Slicer = {
  slicerId: number
  /** Google's SlicerSpec without its range. */
  spec: Record<string, unknown>
  box: Box
  overlay: Overlay
}

/** Rows, or columns, that fold together. */
export type Group = { start: number; end: number; depth: number; collapsed?: boolean }

export type Objects = {
  protectedRanges: ProtectedRange[]
  basicFilter: Filter | null
  filterViews: FilterView[]
  /** The first that applies wins. */
  conditionalFormats: ConditionalFormat[]
  bandedRanges: BandedRange[]
  tables: Table[]
  charts: Chart[]
  slicers: Slicer[]
  rowGroups: Group[]
  columnGroups: Group[]
}

export function noObjects(): Objects {
  return {
    protectedRanges: [],
    basicFilter: null,
    filterViews: [],
    conditionalFormats: [],
    bandedRanges: [],
    tables: [],
    charts: [],
    slicers: [],
    rowGroups: [],
    columnGroups: [],
  }
}
