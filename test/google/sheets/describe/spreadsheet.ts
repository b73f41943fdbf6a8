import { clip, EVERYTHING, type Box, type SheetBox } from '#test/google/sheets/book/a1.ts'
import type { Book, NamedRange, Sheet } from '#test/google/sheets/book/book.ts'
import type { Calculation } from '#test/google/sheets/formulas/calculation.ts'
import { below, wants, type Mask } from '#test/google/http/field-mask.ts'
import { toGridRange } from '#test/google/sheets/book/grid-range.ts'
import { sees, toWire } from '#test/google/sheets/book/metadata.ts'
import { touches } from '#test/google/sheets/book/box.ts'
import type { Viewer } from '#test/google/sheets/book/protection.ts'
import { DEFAULT_FORMAT, THEME } from '#test/google/sheets/book/theme.ts'
import { gridData } from './grid-data.ts'
import { sheetObjects } from './objects.ts'

/** What of a spreadsheet is asked for, and by whom. */
export type Wanted = {
  id: string
  title: string
  url: string
  /** null for everything; else only sheets with one of them are described. */
  ranges: readonly SheetBox[] | null
  gridData: boolean
  /** Cells are only read for what it wants of them; the answer is not cut to it. */
  mask: Mask | null
  projectId: string
  viewer: Viewer
  withoutTableBands?: boolean
}

/** `spreadsheets.get`: the spreadsheet as Google describes it. */
export function renderSpreadsheet(calculation: Calculation, wanted: Wanted): object {
  const { book } = calculation
  const metadata = book.metadata.filter(
    (one) => one.location.on === 'spreadsheet' && sees(one, wanted.projectId),
  )
  return {
    spreadsheetId: wanted.id,
    properties: spreadsheetProperties(book, wanted.title),
    sheets: sheets(calculation, wanted),
    ...(book.namedRanges.length > 0 ? { namedRanges: book.namedRanges.map(namedRange) } : {}),
    spreadsheetUrl: wanted.url,
    ...(metadata.length > 0 ? { developerMetadata: metadata.map(toWire) } : {}),
  }
}

function spreadsheetProperties(book: Book, title: string): object {
  const { iterativeCalculation, importsAllowed } = book
  return {
    title,
    locale: book.locale,
    autoRecalc: book.autoRecalc,
    timeZone: book.timeZone,
    defaultFormat: DEFAULT_FORMAT,
    ...(iterativeCalculation ? { iterativeCalculationSettings: iterativeCalculation } : {}),
    spreadsheetTheme: book.theme ?? THEME,
    ...(importsAllowed === true ? { importFunctionsExternalUrlAccessAllowed: true } : {}),
  }
}

export function namedRange({ namedRangeId, name, sheetId, box }: NamedRange): object {
  return { namedRangeId, name, range: toGridRange(sheetId, box) }
}

function sheets(calculation: Calculation, wanted: Wanted): object[] {
  const { book } = calculation
  const { mask, ranges } = wanted
  // A mask decides alone; includeGridData is then ignored [D].
  const withData = mask ? wants(mask, 'sheets', 'data') : wanted.gridData
  const dataMask = (mask && below(below(mask, 'sheets') ?? true, 'data')) ?? true
  return book.sheets.flatMap((sheet, index) => {
    const boxes = ranges?.filter((range) => range.sheet === sheet).map(clip) ?? [
      clip({ sheet, box: EVERYTHING }),
    ]
    if (boxes.length === 0) return []
    const hasData = withData && sheet.properties.sheetType !== 'OBJECT'
    const { sheetId } = sheet.properties
    const shown = ranges ? (box: Box): boolean => boxes.some((one) => touches(one, box)) : null
    const merges = sheet.merges.filter((box) => shown?.(box) ?? true)
    const metadata = book.metadata.filter(
      (one) =>
        one.location.on === 'sheet' &&
        one.location.sheetId === sheetId &&
        sees(one, wanted.projectId),
    )
    return [
      {
        properties: sheetProperties(sheet, index),
        ...(hasData
          ? {
              data: boxes.map((box) =>
                gridData(calculation, sheet, box, dataMask, wanted.projectId),
              ),
            }
          : {}),
        ...(merges.length > 0 ? { merges: merges.map((box) => toGridRange(sheetId, box)) } : {}),
        ...sheetObjects(sheet, {
          viewer: wanted.viewer,
          developerMetadata: metadata.map(toWire),
          withoutTableBands: wanted.withoutTableBands === true,
          shown: shown ?? (() => true),
        }),
      },
    ]
  })
}

export function sheetProperties(sheet: Sheet, index: number): object {
  const { sheetId, title, sheetType, hidden, tabColor, tabColorStyle, rightToLeft } =
    sheet.properties
  const { gridProperties } = sheet.properties
  return {
    sheetId,
    title,
    index,
    ...(sheetType === 'OBJECT'
      ? { sheetType }
      : {
          sheetType: 'GRID',
          gridProperties: {
            rowCount: sheet.grid.rowCount,
            columnCount: sheet.grid.columnCount,
            ...gridProperties,
          },
        }),
    ...(hidden === true ? { hidden } : {}),
    ...(tabColor ? { tabColor } : {}),
    ...(rightToLeft === true ? { rightToLeft } : {}),
    ...(tabColorStyle ? { tabColorStyle } : {}),
  }
}
