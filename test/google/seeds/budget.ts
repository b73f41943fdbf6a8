import { newBook, type Book } from '#test/google/sheets/book/book.ts'
import type { Row } from '#test/google/sheets/book/grid.ts'
import { serial } from '#test/google/sheets/book/number-format.ts'
import {
  area,
  changed,
  checkBoxes,
  colour,
  fill,
  look,
  merge,
  note,
  size,
  tabProperties,
  type Request,
} from './change.ts'
import { named, ruledAbove, shaded, warned, when } from './objects.ts'
import { cell, EURO, PERCENT, SHORT_DATE, tab, table } from './table.ts'

const MONTHS = ['January', 'February', 'March', 'April']
const YEAR = 510_000_100
const ITEMS: [string, number][] = [
  ['Rent', 1240],
  ['Electricity', 86.4],
  ['Internet', 39.9],
  ['Groceries', 412.35],
  ['Transport', 74],
  ['Insurance', 118.2],
  ['Books', 56.8],
  ['Savings', 350],
]

const idOf = (month: number): number => (month === 0 ? 0 : 510_000_000 + month)

/** A tab for each month, with totals, and one that adds them up. */
export function budget(): Book {
  const months = MONTHS.map((name, month) =>
    tab(name, monthRows(month), { id: idOf(month), colour: [0.2, 0.66, 0.33], widths: [150] }),
  )
  const year = tab('All months', yearRows(), { id: YEAR, colour: [0.98, 0.74, 0.02] })
  return changed(
    newBook([...months, year]),
    ...MONTHS.flatMap((_, month) => monthLooks(idOf(month))),
    ...yearLooks(),
    named('Planned', area('B2:B9')),
    note(area('B2'), 'Includes heating since last autumn.'),
  )
}

function monthRows(month: number): Row[] {
  const rows = ITEMS.map(([name, planned], row) => [
    name,
    planned,
    Math.round(planned * (0.9 + ((row * 7 + month * 3) % 5) / 20) * 100) / 100,
    serial(2026, month + 1, 1 + row * 3),
    month < 3 || row < 5,
    `=B${String(row + 2)}-C${String(row + 2)}`,
  ])
  const formats = [undefined, EURO, EURO, SHORT_DATE, undefined, EURO]
  const totals = ['Total', '=SUM(B2:B9)', '=SUM(C2:C9)', null, null, '=SUM(F2:F9)']
  return table(['Item', 'Planned', 'Spent', 'Paid on', 'Done', 'Left'], [...rows, totals], formats)
}

function monthLooks(sheetId: number): Request[] {
  const total = area('A10:F10', sheetId)
  return [
    tabProperties(sheetId, { gridProperties: { frozenRowCount: 1, frozenColumnCount: 1 } }),
    look(area('A1:F1', sheetId), { ...fill('#ceead6'), verticalAlignment: 'MIDDLE' }),
    look(area('B1:F1', sheetId), { horizontalAlignment: 'RIGHT' }),
    look(area('E1:E9', sheetId), { horizontalAlignment: 'CENTER' }),
    checkBoxes(area('E2:E9', sheetId)),
    look(total, { ...fill('#f1f3f4'), textFormat: { bold: true } }),
    ruledAbove(total),
    when(area('C2:C9', sheetId), 'CUSTOM_FORMULA', ['=$C2>$B2'], {
      backgroundColor: colour('#fce8e6'),
      textFormat: { foregroundColor: colour('#c5221f') },
    }),
    when(area('F2:F10', sheetId), 'NUMBER_LESS', ['0'], {
      textFormat: { bold: true, foregroundColor: colour('#c5221f') },
    }),
    warned(total, 'Totals'),
  ]
}

function yearRows(): Row[] {
  const months = MONTHS.map((name, index) => {
    const row = String(index + 3)
    return [name, `=${name}!B10`, `=${name}!C10`, `=B${row}-C${row}`, `=D${row}/B${row}`]
  })
  const totals = ['Total', '=SUM(B3:B6)', '=SUM(C3:C6)', '=SUM(D3:D6)', '=D7/B7']
  return [
    [cell('The household, month by month')],
    ...table(
      ['Month', 'Planned', 'Spent', 'Left', 'Share'],
      [...months, totals],
      [undefined, EURO, EURO, EURO, PERCENT],
    ),
  ]
}

function yearLooks(): Request[] {
  const title = area('A1:E1', YEAR)
  const total = area('A7:E7', YEAR)
  return [
    tabProperties(YEAR, { gridProperties: { frozenRowCount: 2, hideGridlines: true } }),
    merge(title),
    look(title, {
      ...fill('#188038'),
      horizontalAlignment: 'CENTER',
      verticalAlignment: 'MIDDLE',
      textFormat: { bold: true, fontSize: 14, foregroundColor: colour('#ffffff') },
    }),
    ...size('ROWS', 0, [40], YEAR),
    look(area('B2:E2', YEAR), { horizontalAlignment: 'RIGHT' }),
    look(total, { textFormat: { bold: true } }),
    ruledAbove(total),
    shaded(area('D3:D6', YEAR), '#57bb8a'),
  ]
}
