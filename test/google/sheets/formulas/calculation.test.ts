import { describe, expect, it } from 'vitest'
import { newBook, newSheet, type Sheet } from '#test/google/sheets/book/book.ts'
import { Grid, type Cell } from '#test/google/sheets/book/grid.ts'
import { calculate } from './calculation.ts'
import { parseFormula } from './parse.ts'

function sheetOf(columns: readonly (readonly (string | number)[])[]): Sheet {
  const sheet = newSheet({ title: 'Sheet1', sheetId: 0, grid: new Grid(20_000, 26) })
  columns.forEach((column, at) => {
    column.forEach((value, row) => {
      sheet.grid.setCell(row, at, cellOf(value))
    })
  })
  return sheet
}

function cellOf(value: string | number): Cell {
  return {
    value: typeof value === 'number' ? { numberValue: value } : { formulaValue: value },
  }
}

function valueOf(sheet: Sheet, row: number, column: number): unknown {
  return calculate(newBook([sheet]), 0).cell(sheet, row, column)?.value
}

describe('a calculation', () => {
  it('gives the rows of a sheet without formulas as they are', () => {
    const sheet = sheetOf([[1, 2]])
    const calculation = calculate(newBook([sheet]), 0)
    expect(calculation.row(sheet, 0)).toBe(sheet.grid.row(0))
  })

  it('reads only what a formula names of a sheet whose rows are made when they are read', () => {
    const made: number[] = []
    const source = (index: number) => {
      made.push(index)
      return [{ value: { numberValue: index } }]
    }
    const large = newSheet({
      title: 'Large',
      sheetId: 1,
      grid: new Grid(100_000, 100, { source, count: 100_000 }),
    })
    const sheet = sheetOf([['=Large!A5', '=SUM(Large!A1:A3)']])
    const calculation = calculate(newBook([sheet, large]), 0)
    expect(calculation.cell(sheet, 0, 0)?.value).toEqual({ numberValue: 4 })
    expect(calculation.cell(sheet, 1, 0)?.value).toEqual({ numberValue: 3 })
    expect(new Set(made)).toEqual(new Set([0, 1, 2, 4]))
  })

  it('follows a chain of ten thousand formulas, from either end', () => {
    const down = Array.from({ length: 10_000 }, (_, at) => (at === 0 ? 1 : `=A${String(at)}+1`))
    expect(valueOf(sheetOf([down]), 9999, 0)).toEqual({ numberValue: 10_000 })
    const up = Array.from({ length: 10_000 }, (_, at) =>
      at === 9999 ? 1 : `=A${String(at + 2)}+1`,
    )
    expect(valueOf(sheetOf([up]), 0, 0)).toEqual({ numberValue: 10_000 })
  })

  it('finds circles, also long ones and those that nothing is made of [I]', () => {
    const circular = {
      errorValue: {
        type: 'REF',
        message:
          'Circular dependency detected. To resolve with iterative calculation, see File > Settings.',
      },
    }
    expect(valueOf(sheetOf([['=A1']]), 0, 0)).toEqual(circular)
    expect(valueOf(sheetOf([['=A2', '=A1']]), 1, 0)).toEqual(circular)
    expect(valueOf(sheetOf([['=SUM(A1:A3)']]), 0, 0)).toEqual(circular)
    expect(valueOf(sheetOf([['=IFERROR(A1,3)']]), 0, 0)).toEqual(circular)
    const ring = Array.from({ length: 3000 }, (_, at) => `=A${String(at === 0 ? 3000 : at)}+1`)
    expect(valueOf(sheetOf([ring]), 1500, 0)).toEqual(circular)
  })

  it('goes only where a condition leads', () => {
    expect(valueOf(sheetOf([['=IF(TRUE,5,A2)', '=A1+1']]), 1, 0)).toEqual({ numberValue: 6 })
  })

  it('is the one from before until something changes', () => {
    const sheet = sheetOf([[1, '=A1+1']])
    const book = newBook([sheet])
    const first = calculate(book, 0)
    expect(first.cell(sheet, 1, 0)?.value).toEqual({ numberValue: 2 })
    expect(calculate(book, 5000)).toBe(first)
    sheet.grid.setCell(0, 0, cellOf(5))
    expect(calculate(book, 5000).cell(sheet, 1, 0)?.value).toEqual({ numberValue: 6 })
  })

  it('with the time in it holds as long as the time does', () => {
    const sheet = sheetOf([['=NOW()', '=RAND()']])
    const book = newBook([sheet])
    const read = (now: number, row: number): unknown =>
      calculate(book, now).cell(sheet, row, 0)?.value
    const [random, noon] = [read(0, 1), read(43_200_000, 0)]
    expect(noon).toEqual({ numberValue: 25_569.5 })
    expect(read(86_400_000, 0)).toEqual({ numberValue: 25_570 })
    expect(calculate(book, 0).volatile).toBe(false)
    expect(read(0, 1)).toEqual(random)
    expect(calculate(book, 0).cell(sheet, 0, 0)).toBeDefined()
    expect(calculate(book, 0).volatile).toBe(true)
  })

  it('takes a date without a year for one of the year that it is where the spreadsheet is', () => {
    const sheet = sheetOf([['=YEAR("3/14")']])
    const book = { ...newBook([sheet]), timeZone: 'Asia/Tokyo' }
    const read = (now: string): unknown => calculate(book, Date.parse(now)).cell(sheet, 0, 0)?.value
    expect(read('2020-12-31T14:59:00Z')).toEqual({ numberValue: 2020 })
    expect(read('2020-12-31T15:00:00Z')).toEqual({ numberValue: 2021 })
  })

  it('reads a formula for another cell with its references moved along', () => {
    const sheet = sheetOf([[1, 5]])
    const calculation = calculate(newBook([sheet]), 0)
    const from = { row: 0, column: 0 }
    expect(calculation.evaluate(sheet, from, '=A1>3', from)).toEqual({ boolValue: false })
    expect(calculation.evaluate(sheet, { row: 1, column: 0 }, '=A1>3', from)).toEqual({
      boolValue: true,
    })
  })
})

describe('a text', () => {
  it.each(['=1+', '=SUM(1', '=1 2', '=A1#', '="a', '=)', '=', '=,'])('%s is no formula', (text) => {
    expect(parseFormula(text)).toBeNull()
  })

  it('that is nested too deeply is none either', () => {
    expect(parseFormula(`=${'('.repeat(100_000)}1`)).toBeNull()
  })
})
