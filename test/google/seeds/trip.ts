import { newBook, type Book } from '#test/google/sheets/book/book.ts'
import type { Row } from '#test/google/sheets/book/grid.ts'
import {
  area,
  changed,
  checkBoxes,
  choices,
  colour,
  fill,
  hide,
  link,
  look,
  merge,
  note,
  richText,
  size,
  tabProperties,
  validate,
  type Request,
} from './change.ts'
import { framed, named, ruledAbove, shaded, when } from './objects.ts'
import { cell, day, numbers, SHORT_DATE, tab, table } from './table.ts'

const PLAN = 0
const PACKING = 620_000_001
const COSTS = 620_000_002
const SCRATCH = 620_000_003

const CLOCK = numbers('h:mm', 'TIME')
const KRONER = numbers('"kr" #,##0.00', 'CURRENCY')
const EUROS = numbers('#,##0.00 "€";[red]-#,##0.00 "€"', 'CURRENCY')

const inPacking = (a1: string) => area(a1, PACKING)
const inCosts = (a1: string) => area(a1, COSTS)

/** A journey: joined cells, choices, check boxes, links inside text, hidden rows and columns. */
export function trip(): Book {
  const book = newBook([
    tab('Plan', planRows(), { colour: [0.1, 0.45, 0.91] }),
    tab('Packing', packingRows(), { id: PACKING, colour: [0.98, 0.74, 0.02], widths: [60, 200] }),
    tab('Costs', costRows(), { id: COSTS, colour: [0.2, 0.66, 0.33], widths: [200] }),
    tab('Scratch', [[cell('Ask about the ferry')]], { id: SCRATCH, hidden: true }),
  ])
  return changed(book, ...planLooks(), ...packingLooks(), ...costLooks())
}

function planRows(): Row[] {
  const first = day('2026-08-03')
  const half = 1 / 48
  return [
    [cell('Bergen, 3 to 5 August 2026')],
    ...table(
      ['Day', 'Time', 'What', 'Where', 'State', 'Remarks', 'Code'],
      [
        [first, 17 * half, 'Flight to Bergen', 'Gate B12', 'Booked', 'Window seats', 'LK7Q2M'],
        [
          null,
          25 * half,
          'Light rail to town',
          'Byparken',
          'Open',
          'Tickets from the machine',
          null,
        ],
        [null, 38 * half, 'Supper', 'Fish market', 'Booked', 'For four, by the window', 'T-118'],
        [first + 1, 18 * half, 'Walk up Fløyen', 'Vetrlidsallmenningen', 'Open', null, null],
        [
          null,
          28 * half,
          'Boat to Mostraumen',
          'Zachariasbryggen',
          'Cancelled',
          'Too windy',
          'F-902',
        ],
        [null, 30 * half, 'Museum', 'Bryggen', 'Open', 'Closed on Mondays', null],
        [first + 2, 20 * half, 'Harbour pavilion', 'Site office', 'Booked', 'Bring boots', null],
        [null, 33 * half, 'Flight home', 'Flesland', 'Booked', null, 'LK7Q2M'],
      ],
      [SHORT_DATE, CLOCK],
    ),
  ]
}

function planLooks(): Request[] {
  return [
    tabProperties(PLAN, {
      gridProperties: { frozenRowCount: 2, rowCount: 200, columnCount: 10, hideGridlines: true },
    }),
    merge(area('A1:G1')),
    look(area('A1'), {
      ...fill('#d2e3fc'),
      horizontalAlignment: 'CENTER',
      verticalAlignment: 'MIDDLE',
      textFormat: { bold: true, fontSize: 16, foregroundColor: colour('#174ea6') },
    }),
    ...size('ROWS', 0, [48]),
    ...size('COLUMNS', 0, [110, 60, 170, 180, 100, 170]),
    look(area('A2:G2'), { ...fill('#f1f3f4'), horizontalAlignment: 'CENTER' }),
    ...['A3:A5', 'A6:A8', 'A9:A10'].map((a1) => merge(area(a1))),
    look(area('A3:A10'), { horizontalAlignment: 'CENTER', verticalAlignment: 'MIDDLE' }),
    look(area('B3:G10'), { verticalAlignment: 'MIDDLE' }),
    look(area('F3:F10'), { wrapStrategy: 'WRAP' }),
    choices(area('E3:E10'), ['Open', 'Booked', 'Cancelled']),
    note(area('E7'), 'Money back within ten days.'),
    richText(area('D6'), [
      ['Vetrlidsallmenningen', { link: { uri: 'https://example.org/floyen' } }],
    ]),
    richText(area('F8'), [
      ['Closed on ', {}],
      ['Mondays', { bold: true, foregroundColor: colour('#c5221f') }],
      [', see ', {}],
      ['hours', { link: { uri: 'https://example.org/hours' } }],
    ]),
    link(area('D5'), 'https://example.org/fish'),
    hide('ROWS', 6, 7, PLAN),
    hide('COLUMNS', 6, 7, PLAN),
    framed(area('A2:G10')),
    when(area('E3:E10'), 'TEXT_EQ', ['Booked'], fill('#ceead6')),
    when(area('E3:E10'), 'TEXT_EQ', ['Open'], fill('#feefc3')),
    when(area('A3:G10'), 'CUSTOM_FORMULA', ['=$E3="Cancelled"'], {
      textFormat: { strikethrough: true },
    }),
  ]
}

function packingRows(): Row[] {
  const things: [string, string, number, boolean][] = [
    ['Rain coat', 'Clothes', 1, true],
    ['Boots', 'Clothes', 1, true],
    ['Warm jumper', 'Clothes', 2, false],
    ['Sketch book', 'Work', 1, true],
    ['Measuring tape', 'Work', 1, false],
    ['Chargers', 'Small things', 3, false],
    ['Plasters', 'Small things', 10, true],
  ]
  return [
    ...table(
      ['Done', 'What', 'Kind', 'Pieces'],
      things.map(([what, kind, pieces, done]) => [done, what, kind, pieces]),
    ),
    [],
    [undefined, cell('=COUNTIF(A2:A8,TRUE)&" of "&COUNTA(B2:B8)&" are packed"')],
  ]
}

function packingLooks(): Request[] {
  return [
    look(inPacking('A1:D1'), fill('#feefc3')),
    look(inPacking('A1:A8'), { horizontalAlignment: 'CENTER' }),
    look(inPacking('D1'), { horizontalAlignment: 'RIGHT' }),
    checkBoxes(inPacking('A2:A8')),
    choices(inPacking('C2:C8'), ['Clothes', 'Work', 'Small things'], false),
    validate(inPacking('D2:D8'), {
      condition: {
        type: 'NUMBER_BETWEEN',
        values: [{ userEnteredValue: '1' }, { userEnteredValue: '20' }],
      },
      inputMessage: 'From 1 to 20',
      strict: true,
    }),
    look(inPacking('B10'), { textFormat: { italic: true, foregroundColor: colour('#5f6368') } }),
    when(inPacking('B2:D8'), 'CUSTOM_FORMULA', ['=$A2'], {
      textFormat: { strikethrough: true, foregroundColor: colour('#80868b') },
    }),
  ]
}

function costRows(): Row[] {
  const costs: [string, number][] = [
    ['Flights', 4380],
    ['Two nights', 3290],
    ['Light rail', 176],
    ['Meals', 1845.5],
    ['Museum', 320],
    ['Boat, given back', -990],
  ]
  return [
    ...table(
      ['What', 'Kroner', 'Euros', 'Each'],
      [
        ...costs.map(([what, kroner], index) => {
          const row = String(index + 2)
          return [what, kroner, `=ROUND(B${row}/Rate,2)`, `=C${row}/4`]
        }),
        ['Together', '=SUM(B2:B7)', '=SUM(C2:C7)', '=SUM(D2:D7)'],
      ],
      [undefined, KRONER, EUROS, EUROS],
    ),
    [],
    [cell('Kroner for a euro'), cell(11.42, numbers('0.00', 'NUMBER'))],
  ]
}

function costLooks(): Request[] {
  return [
    named('Rate', inCosts('B10')),
    look(inCosts('A1:D1'), fill('#ceead6')),
    look(inCosts('B1:D1'), { horizontalAlignment: 'RIGHT' }),
    look(inCosts('A8:D8'), { textFormat: { bold: true } }),
    ruledAbove(inCosts('A8:D8')),
    look(inCosts('A10:B10'), { textFormat: { italic: true } }),
    note(inCosts('B10'), 'As of the first of July.'),
    shaded(inCosts('C2:C6'), '#f9ab00'),
  ]
}
