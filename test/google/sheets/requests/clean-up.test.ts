import { describe, expect, it } from 'vitest'
import { columns, grid, setUpBench } from './bench.ts'

const bench = setUpBench()

const drop = async (more: object = {}): Promise<unknown> =>
  bench.reply({ deleteDuplicates: { range: grid(0, 4, 0, 2), ...more } })

describe('trimWhitespace', () => {
  it('takes what is around a text, and all but one space within [D]', async () => {
    const rows = ['  a  b ', '\t=1+1\n', 'clean'].map((stringValue) => ({
      values: [{ userEnteredValue: { stringValue } }],
    }))
    const start = { sheetId: 0, rowIndex: 0, columnIndex: 0 }
    await bench.batch({ updateCells: { start, rows, fields: 'userEnteredValue' } })
    expect(await bench.reply({ trimWhitespace: { range: grid(0, 3, 0, 1) } })).toEqual({
      trimWhitespace: { cellsChangedCount: 2 },
    })
    expect(await bench.cellData('A1:A3', 'userEnteredValue')).toEqual(
      ['a b', '=1+1', 'clean'].map((stringValue) => [{ userEnteredValue: { stringValue } }]),
    )
    expect(await bench.reply({ trimWhitespace: { range: grid(0, 3, 0, 1) } })).toEqual({
      trimWhitespace: {},
    })
  })
})

describe('deleteDuplicates', () => {
  it('keeps the first of rows that differ in case only; others move up within the range [D]', async () => {
    await bench.type('A1', [
      ['Ada', 1, 'beside'],
      ['Ben', 2],
      ['ADA', 1],
      ['Chiara', 3],
      ['below', 'it'],
    ])
    expect(await drop()).toEqual({ deleteDuplicates: { duplicatesRemovedCount: 1 } })
    expect(bench.cells()).toEqual([
      ['Ada', '1', 'beside'],
      ['Ben', '2'],
      ['Chiara', '3'],
      [],
      ['below', 'it'],
    ])
  })

  it('leaves empty rows alone', async () => {
    await bench.type('A1', [['a'], [''], [''], ['b']])
    expect(await drop()).toEqual({ deleteDuplicates: {} })
  })

  it('compares the columns it is given [D]', async () => {
    await bench.type('A1', [
      ['a', 1],
      ['b', 1],
    ])
    expect(await drop({ comparisonColumns: [columns(0, 1)] })).toEqual({ deleteDuplicates: {} })
    expect(await drop({ comparisonColumns: [columns(1, 2)] })).toEqual({
      deleteDuplicates: { duplicatesRemovedCount: 1 },
    })
    expect(bench.cells()).toEqual([['a', '1']])
    expect(JSON.stringify(await drop({ comparisonColumns: [columns(2, 3)] }))).toContain('400')
  })
})
