import { checkInGrid, clip, parseRange, type Box } from '#test/google/sheets/book/a1.ts'
import type { Book, Dimension, Sheet } from '#test/google/sheets/book/book.ts'
import type { CellFormat } from '#test/google/sheets/book/cell.ts'
import type { Calculation, ShownCell } from '#test/google/sheets/formulas/calculation.ts'
import { below, pick, wants, type Mask } from '#test/google/http/field-mask.ts'
import { toGridRange } from '#test/google/sheets/book/grid-range.ts'
import { isBlank, type Cell } from '#test/google/sheets/book/grid.ts'
import { toWire } from '#test/google/sheets/book/metadata.ts'
import { formatValue } from '#test/google/sheets/book/number-format.ts'
import type { Viewer } from '#test/google/sheets/book/protection.ts'
import { DEFAULT_FORMAT, THEME } from '#test/google/sheets/book/theme.ts'
import { sheetObjects } from './objects.ts'

/** `spreadsheets.get`: the whole spreadsheet as Google describes it. */
export function renderSpreadsheet(
  calculation: Calculation,
  given: {
    id: string
    title: string
    url: string
    ranges: readonly string[]
    gridData: boolean
    mask: Mask | null
    projectId: string
    viewer: Viewer
    withoutTableBands?: boolean
  },
): unknown {
  const { mask } = given
  const { book } = calculation
  const targets = given.ranges.map((range) => {
    const target = parseRange(book, range)
    checkInGrid(target)
    return { sheet: target.sheet, box: clip(target) }
  })
  // A mask decides alone; includeGridData is then ignored [D].
  const withData = mask ? wants(mask, 'sheets', 'data') : given.gridData
  const dataMask = (mask && below(below(mask, 'sheets') ?? true, 'data')) ?? true
  const sheets = book.sheets.flatMap((sheet, index) => {
    const boxes = targets.filter((target) => target.sheet === sheet).map(({ box }) => box)
    if (targets.length > 0 && boxes.length === 0) return []
    const all = { startRow: 0, endRow: Infinity, startColumn: 0, endColumn: Infinity }
    const shown = targets.length > 0 ? boxes : [clip({ sheet, box: all })]
    const metadata = book.metadata.filter(
      ({ location, visibility, projectId }) =>
        location.on !== 'spreadsheet' &&
        location.on === 'sheet' &&
        location.sheetId === sheet.properties.sheetId &&
        (visibility === 'DOCUMENT' || projectId === given.projectId),
    )
    return [
      {
        properties: sheetProperties(sheet, index),
        ...(withData
          ? {
              data: shown.map((box) =>
                gridData(calculation, sheet, box, dataMask, given.projectId),
              ),
            }
          : {}),
        ...(sheet.merges.length > 0
          ? { merges: sheet.merges.map((box) => toGridRange(sheet.properties.sheetId, box)) }
          : {}),
        ...sheetObjects(book, sheet, {
          viewer: given.viewer,
          developerMetadata: metadata.map(toWire),
          withoutTableBands: given.withoutTableBands === true,
        }),
      },
    ]
  })
  const metadata = book.metadata.filter(
    ({ location, visibility, projectId }) =>
      location.on === 'spreadsheet' && (visibility === 'DOCUMENT' || projectId === given.projectId),
  )
  const spreadsheet = {
    spreadsheetId: given.id,
    properties: {
      title: given.title,
      locale: book.locale,
      autoRecalc: book.autoRecalc,
      timeZone: book.timeZone,
      defaultFormat: DEFAULT_FORMAT,
      spreadsheetTheme: THEME,
    },
    sheets,
    ...(book.namedRanges.length > 0
      ? {
          namedRanges: book.namedRanges.map(({ namedRangeId, name, sheetId, box }) => ({
            namedRangeId,
            name,
            range: toGridRange(sheetId, box),
          })),
        }
      : {}),
    spreadsheetUrl: given.url,
    ...(metadata.length > 0 ? { developerMetadata: metadata.map(toWire) } : {}),
  }
  return mask ? pick(spreadsheet, mask) : spreadsheet
}

export function sheetProperties(sheet: Sheet, index: number): object {
  const { sheetId, title, hidden, tabColor, tabColorStyle, rightToLeft, gridProperties } =
    sheet.properties
  return {
    sheetId,
    title,
    index,
    sheetType: 'GRID',
    gridProperties: {
      rowCount: sheet.grid.rowCount,
      columnCount: sheet.grid.columnCount,
      ...gridProperties,
    },
    ...(hidden === true ? { hidden } : {}),
    ...(tabColor ? { tabColor } : {}),
    ...(rightToLeft === true ? { rightToLeft } : {}),
    ...(tabColorStyle ? { tabColorStyle } : {}),
  }
}

/** One GridData. Rows and cells that are empty at the end are left out, in between they are `{}`. */
function gridData(
  calculation: Calculation,
  sheet: Sheet,
  box: Box,
  mask: Mask,
  projectId: string,
): object {
  const { book } = calculation
  const inCell = (name: string): boolean => wants(mask, 'rowData', 'values', name)
  const rowData: { values?: object[] }[] = []
  if (wants(mask, 'rowData')) {
    for (let at = box.startRow; at < Math.min(box.endRow, calculation.usedRows(sheet)); at += 1) {
      const entered = sheet.grid.row(at)
      const cells = calculation.row(sheet, at).slice(box.startColumn, box.endColumn)
      // Not map: it would step over what was never written.
      const values = Array.from(cells, (cell, offset) =>
        cellData(entered[box.startColumn + offset], cell, inCell),
      )
      const filled = values.findLastIndex((value) => Object.keys(value).length > 0) + 1
      rowData.push(filled > 0 ? { values: values.slice(0, filled) } : {})
    }
  }
  const filled = rowData.findLastIndex(({ values }) => values !== undefined) + 1
  return {
    ...(box.startRow > 0 ? { startRow: box.startRow } : {}),
    ...(box.startColumn > 0 ? { startColumn: box.startColumn } : {}),
    ...(filled > 0 ? { rowData: rowData.slice(0, filled) } : {}),
    ...(wants(mask, 'rowMetadata')
      ? {
          rowMetadata: dimensionProperties(
            book,
            sheet,
            'ROWS',
            box.startRow,
            box.endRow,
            projectId,
          ),
        }
      : {}),
    ...(wants(mask, 'columnMetadata')
      ? {
          columnMetadata: dimensionProperties(
            book,
            sheet,
            'COLUMNS',
            box.startColumn,
            box.endColumn,
            projectId,
          ),
        }
      : {}),
  }
}

function dimensionProperties(
  book: Book,
  sheet: Sheet,
  dimension: Dimension,
  start: number,
  end: number,
  projectId: string,
): object[] {
  const known = dimension === 'ROWS' ? sheet.rows : sheet.columns
  const standard = dimension === 'ROWS' ? 21 : 100
  const metadata = Map.groupBy(
    book.metadata.filter(
      ({ location, visibility, projectId: owner }) =>
        location.on === dimension &&
        location.sheetId === sheet.properties.sheetId &&
        (visibility === 'DOCUMENT' || owner === projectId),
    ),
    ({ location }) => ('index' in location ? location.index : -1),
  )
  return Array.from({ length: end - start }, (_, offset) => {
    const { pixelSize = standard, hiddenByUser } = known.get(start + offset) ?? {}
    const mine = metadata.get(start + offset)
    return {
      ...(hiddenByUser === true ? { hiddenByUser } : {}),
      pixelSize,
      ...(mine ? { developerMetadata: mine.map(toWire) } : {}),
    }
  })
}

/** A cell of an answer, with the parts that are wanted: as it was entered, and as it shows. */
export function cellData(
  entered: Cell | undefined,
  cell: ShownCell | undefined,
  wanted: (name: string) => boolean,
): object {
  if (!cell || isBlank(cell)) return {}
  const { value, format } = cell
  const uri = linkOf(cell)
  return {
    ...(entered?.value && wanted('userEnteredValue') ? { userEnteredValue: entered.value } : {}),
    ...(value && wanted('effectiveValue') ? { effectiveValue: value } : {}),
    ...(value && wanted('formattedValue') ? { formattedValue: formatValue(value, format) } : {}),
    ...(entered?.format && wanted('userEnteredFormat')
      ? { userEnteredFormat: entered.format }
      : {}),
    ...(wanted('effectiveFormat') ? { effectiveFormat: effectiveFormat(format) } : {}),
    ...(uri !== undefined && wanted('hyperlink') ? { hyperlink: uri } : {}),
    ...(cell.note !== undefined && wanted('note') ? { note: cell.note } : {}),
    ...(cell.runs && wanted('textFormatRuns') ? { textFormatRuns: cell.runs } : {}),
    ...(cell.validation && wanted('dataValidation') ? { dataValidation: cell.validation } : {}),
  }
}

/** The link of the cell as a whole: set on the format, or by one run over all of the text. */
function linkOf({ link, value, format, runs }: ShownCell): string | undefined {
  if (link !== undefined) return link
  const uri = format?.textFormat?.link?.uri
  if (uri !== undefined) return uri
  const [run] = runs ?? []
  const ofRun = run?.format?.link?.uri
  if (ofRun !== undefined && runs?.length === 1) return ofRun
  // Sheets makes a link of text that is a web address.
  const text = value?.stringValue ?? ''
  return /^https?:\/\/\S+$/.test(text) ? text : undefined
}

function effectiveFormat(format: CellFormat | undefined): object {
  if (!format) return DEFAULT_FORMAT
  return {
    ...DEFAULT_FORMAT,
    ...format,
    textFormat: { ...DEFAULT_FORMAT.textFormat, ...format.textFormat },
    hyperlinkDisplayType: format.textFormat?.link ? 'LINKED' : 'PLAIN_TEXT',
  }
}
