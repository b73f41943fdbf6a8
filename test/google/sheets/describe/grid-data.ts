import type { Box } from '#test/google/sheets/book/a1.ts'
import type { Book, Dimension, Sheet } from '#test/google/sheets/book/book.ts'
import type { Calculation } from '#test/google/sheets/formulas/calculation.ts'
import { wants, type Mask } from '#test/google/http/field-mask.ts'
import { sees, toWire } from '#test/google/sheets/book/metadata.ts'
import { bandLooks, bandReach } from './bands.ts'
import { cellData } from './cell-data.ts'
import { conditionalLooks, conditionalReach } from './conditional-format.ts'
import { PRIMARY_FONT } from '#test/google/sheets/book/theme.ts'

/** One GridData. Rows and cells that are empty at the end are left out, in between they are `{}`. */
export function gridData(
  calculation: Calculation,
  sheet: Sheet,
  box: Box,
  mask: Mask,
  projectId: string,
): object {
  const { book } = calculation
  const inCell = (name: string): boolean => wants(mask, 'rowData', 'values', name)
  const withLooks = inCell('effectiveFormat')
  const looks = withLooks ? conditionalLooks(calculation, sheet) : () => null
  const bands = withLooks ? bandLooks(sheet) : () => null
  // Blank cells past the last one of a row may have a look, too.
  const reach = withLooks ? Math.max(conditionalReach(sheet, box), bandReach(sheet, box)) : 0
  const { primaryFontFamily = PRIMARY_FONT }: { primaryFontFamily?: string } = book.theme ?? {}
  const rowData: { values?: object[] }[] = []
  if (wants(mask, 'rowData')) {
    for (let at = box.startRow; at < Math.min(box.endRow, calculation.usedRows(sheet)); at += 1) {
      const entered = sheet.grid.row(at)
      const cells = calculation.row(sheet, at).slice(box.startColumn, box.endColumn)
      const values = Array.from({ length: Math.max(cells.length, reach) }, (_, offset) => {
        const cell = cells[offset]
        const column = box.startColumn + offset
        const [band, look] = [bands(at, column), looks(cell, at, column)]
        return cellData(entered[column], cell, inCell, {
          locale: book.locale,
          look: band && look ? { ...band, ...look } : (look ?? band),
          font: primaryFontFamily,
        })
      })
      const filled = values.findLastIndex((value) => Object.keys(value).length > 0) + 1
      rowData.push(filled > 0 ? { values: values.slice(0, filled) } : {})
    }
  }
  const lines = (dimension: Dimension, start: number, end: number): object[] =>
    dimensionProperties(book, sheet, dimension, start, end, projectId)
  const filled = rowData.findLastIndex(({ values }) => values !== undefined) + 1
  return {
    ...(box.startRow > 0 ? { startRow: box.startRow } : {}),
    ...(box.startColumn > 0 ? { startColumn: box.startColumn } : {}),
    ...(filled > 0 ? { rowData: rowData.slice(0, filled) } : {}),
    ...(wants(mask, 'rowMetadata') ? { rowMetadata: lines('ROWS', box.startRow, box.endRow) } : {}),
    ...(wants(mask, 'columnMetadata')
      ? { columnMetadata: lines('COLUMNS', box.startColumn, box.endColumn) }
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
      (one) =>
        one.location.on === dimension &&
        one.location.sheetId === sheet.properties.sheetId &&
        sees(one, projectId),
    ),
    ({ location }) => ('index' in location ? location.index : -1),
  )
  return Array.from({ length: end - start }, (_, offset) => {
    const { pixelSize = standard, hiddenByUser, hiddenByFilter } = known.get(start + offset) ?? {}
    const mine = metadata.get(start + offset)
    return {
      ...(hiddenByFilter === true ? { hiddenByFilter } : {}),
      ...(hiddenByUser === true ? { hiddenByUser } : {}),
      pixelSize,
      ...(mine ? { developerMetadata: mine.map(toWire) } : {}),
    }
  })
}
