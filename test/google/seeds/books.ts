import { newBook, type Book } from '#test/google/sheets/book/book.ts'
import type { CellFormat } from '#test/google/sheets/book/cell.ts'
import { Grid, type Row } from '#test/google/sheets/book/grid.ts'
import { serial } from '#test/google/sheets/book/number-format.ts'
import { GENERATORS } from './rows.ts'
import { DATE, EURO, PERCENT, SHORT_DATE, tab, table, type Plain } from './table.ts'

export const MEASUREMENT_ROWS = 10_000

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
