import { newBook, type Book } from '#test/google/sheets/book/book.ts'
import type { CellFormat } from '#test/google/sheets/book/cell.ts'
import { Grid, type Row } from '#test/google/sheets/book/grid.ts'
import { serial } from '#test/google/sheets/book/number-format.ts'
import { CONTACTS, READING, SUPPLIERS } from './lists.ts'
import { GENERATORS } from './rows.ts'
import {
  DATE,
  day,
  DOLLAR,
  EURO,
  GROUPED,
  PERCENT,
  SHORT_DATE,
  tab,
  table,
  type Plain,
} from './table.ts'

export const MEASUREMENT_ROWS = 10_000

export function readingList(): Book {
  const rows = READING.map(([title, link, note, date, read]) => [
    title,
    link,
    note,
    day(date),
    read,
  ])
  const formats = [undefined, undefined, undefined, DATE]
  const list = tab(
    'Reading list',
    table(['Title', 'Link', 'Note', 'Date', 'Read'], rows, formats),
    {
      widths: [260, 220, 300, 100, 70],
    },
  )
  return newBook([list, tab('Archive', [], { id: 1187302645 })])
}

export function suppliers(): Book {
  const rows = SUPPLIERS.map(([name, city, country, since, spend, share, active]) => [
    name,
    city,
    country,
    day(since),
    spend,
    share,
    active,
  ])
  const formats = [undefined, undefined, undefined, SHORT_DATE, EURO, PERCENT]
  const header = ['Supplier', 'City', 'Country', 'Since', 'Spend 2025', 'Share', 'Active']
  return newBook([tab('Suppliers', table(header, rows, formats), { widths: [220, 130, 110] })])
}

export function prices(): Book {
  const products = ['Oak board', 'Walnut board', 'Brass hinge', 'Linen cord', 'Beeswax', 'Wood oil']
  const list = (factor: number, start: string): Row[] =>
    table(
      ['Article', 'Price', 'Discount', 'In stock', 'Valid from'],
      products.flatMap((name, index) =>
        ['S', 'M', 'L'].map((size, step) => [
          `${name} ${size}`,
          Math.round((4.9 + index * 7.35) * (1 + step * 0.6) * factor * 100) / 100,
          [0, 0.05, 0.125][(index + step) % 3] ?? 0,
          (index * 37 + step * 113) % 1450,
          day(start) + index,
        ]),
      ),
      [undefined, factor === 1 ? EURO : DOLLAR, PERCENT, GROUPED, DATE],
    )
  return newBook([
    tab('Europe', list(1, '2026-01-01'), { colour: [0.26, 0.52, 0.96], widths: [180] }),
    tab('United States', list(1.12, '2026-01-15'), {
      id: 901244871,
      colour: [0.92, 0.26, 0.21],
      widths: [180],
    }),
    tab('Notes', table(['Note'], [['Prices without tax'], ['Ask Ben about volume discounts']]), {
      id: 1440092137,
      colour: [0.98, 0.74, 0.02],
      widths: [320],
    }),
    tab('Costs', list(0.61, '2026-01-01'), { id: 277310984, hidden: true }),
  ])
}

export function budget(): Book {
  const months = ['January', 'February', 'March', 'April']
  const items: [string, number][] = [
    ['Rent', 1240],
    ['Electricity', 86.4],
    ['Internet', 39.9],
    ['Groceries', 412.35],
    ['Transport', 74],
    ['Insurance', 118.2],
    ['Books', 56.8],
    ['Savings', 350],
  ]
  const month = (index: number): Row[] =>
    table(
      ['Item', 'Planned', 'Spent', 'Paid on', 'Done'],
      items.map(([name, planned], row) => [
        name,
        planned,
        Math.round(planned * (0.9 + ((row * 7 + index * 3) % 5) / 20) * 100) / 100,
        serial(2026, index + 1, 1 + row * 3),
        index < 3 || row < 5,
      ]),
      [undefined, EURO, EURO, SHORT_DATE],
    )
  return newBook(
    months.map((name, index) =>
      tab(name, month(index), { id: index === 0 ? 0 : 510_000_000 + index }),
    ),
  )
}

export function contacts(): Book {
  const header = ['Name', 'Email', 'Phone', 'Company', 'Met at', 'Notes']
  return newBook([
    tab('Contacts', table(header, CONTACTS), { widths: [170, 220, 140, 160, 140, 260] }),
  ])
}

/** Row by row, made when read: 10,000 below the header, 8 columns. */
export function measurements(): Book {
  return generated('Measurements', MEASUREMENT_ROWS + 1, 8, GENERATORS.measurements)
}

/** As many cells as a spreadsheet can hold, of every kind of value, made when read. */
export function tenMillionCells(): Book {
  return generated('Cells', 100_000, 100, GENERATORS.cells)
}

function generated(
  title: string,
  rowCount: number,
  columnCount: number,
  source: (index: number) => Row,
): Book {
  const sheet = tab(title, [])
  sheet.properties.gridProperties = { frozenRowCount: 1 }
  sheet.grid = new Grid(rowCount, columnCount, { source, count: rowCount })
  return newBook([sheet])
}

function simple(
  title: string,
  header: string[],
  rows: Plain[][],
  formats: (CellFormat | undefined)[] = [],
): Book {
  return newBook([tab(title, table(header, rows, formats))])
}

export function roadmap(): Book {
  return simple(
    'Roadmap',
    ['Quarter', 'Goal', 'Lead', 'Due', 'Done'],
    [
      ['Q1', 'Move the archive', 'Ben Okafor', serial(2026, 3, 31), true],
      ['Q2', 'New price lists', 'Ada Lovelace', serial(2026, 6, 30), true],
      ['Q3', 'Supplier portal', 'Chiara Rossi', serial(2026, 9, 30), false],
      ['Q4', 'Measure twice a day', 'Ben Okafor', serial(2026, 12, 18), false],
    ],
    [undefined, undefined, undefined, SHORT_DATE],
  )
}

export function potluck(): Book {
  return simple(
    'Dishes',
    ['Who', 'Dish', 'Serves'],
    [
      ['Ben', 'Jollof rice', 12],
      ['Ada', 'Lemon tart', 8],
      ['Chiara', 'Caponata', 10],
    ],
  )
}

export function salaries(): Book {
  return simple('2026', ['Person', 'Salary'], [['Ben Okafor', 61000]], [undefined, EURO])
}

export function runs(): Book {
  return simple(
    'Runs',
    ['Date', 'Kilometres', 'Minutes'],
    Array.from({ length: 24 }, (_, run) => [
      serial(2026, 1, 4) + run * 5,
      Math.round((5 + (run % 7) * 1.3) * 10) / 10,
      31 + (run % 7) * 8,
    ]),
    [DATE],
  )
}

export function projects(): Book {
  return simple(
    'Projects',
    ['Project', 'Client', 'Budget', 'Progress', 'Deadline'],
    [
      ['Harbour pavilion', 'City of Bergen', 184000, 0.65, serial(2026, 11, 2)],
      ['Reading room', 'Linden Library', 52500, 0.9, serial(2026, 9, 18)],
      ['Glass stair', 'Okafor & Sons', 31800, 0.2, serial(2027, 1, 29)],
    ],
    [undefined, undefined, EURO, PERCENT, SHORT_DATE],
  )
}

export function invoices(): Book {
  return simple(
    'Invoices',
    ['Number', 'Client', 'Amount', 'Sent', 'Paid'],
    Array.from({ length: 18 }, (_, index) => [
      `2026-${String(index + 1).padStart(3, '0')}`,
      ['City of Bergen', 'Linden Library', 'Okafor & Sons'][index % 3] ?? '',
      1200 + index * 137.5,
      serial(2026, 1, 7) + index * 9,
      index < 14,
    ]),
    [undefined, undefined, EURO, DATE],
  )
}

export function blank(): Book {
  return newBook([tab('Sheet1', [])])
}
