import { describe, expect, it } from 'vitest'
import { grid, message, setUpBench } from './bench.ts'

const bench = setUpBench()

const fill = (source: object, fillLength: number, more: object = {}): object => ({
  autoFill: { sourceAndDestination: { source, dimension: 'ROWS', fillLength }, ...more },
})

describe('autoFill', () => {
  it.each([
    ['numbers by their step [I]', [1, 3], ['5', '7', '9']],
    [
      'numbers along the line that fits best',
      [1, 2, 4],
      ['5.333333333', '6.833333333', '8.333333333'],
    ],
    ['one number again', [7], ['7', '7', '7']],
    ['a date by a day', ['1/30/2026'], ['1/31/2026', '2/1/2026', '2/2/2026']],
    ['dates by their months', ['1/15/2026', '3/15/2026'], ['5/15/2026', '7/15/2026', '9/15/2026']],
    ['a text that ends in a number', ['Item 09'], ['Item 10', 'Item 11', 'Item 12']],
    ['months', ['November'], ['December', 'January', 'February']],
    ['other texts again', ['a', 'b'], ['a', 'b', 'a']],
    ['mixed things again', ['a', 1], ['a', '1', 'a']],
  ])('goes on with %s', async (_name, given, expected) => {
    await bench.type(
      'A1',
      given.map((value) => [value]),
    )
    await bench.batch(fill(grid(0, given.length, 0, 1), 3))
    const all = bench.cells('A1:A9').map(([value]) => value)
    expect(all.slice(given.length)).toEqual(expected)
  })

  it('the alternate of one number is counting [D]', async () => {
    await bench.type('A1', [[7]])
    await bench.batch(fill(grid(0, 1, 0, 1), 2, { useAlternateSeries: true }))
    expect(bench.cells('A1:A3')).toEqual([['7'], ['8'], ['9']])
  })

  it('formulas move along, formats come with [D]', async () => {
    await bench.type('A1', [[1, '=A1*2']])
    const cell = { userEnteredFormat: { textFormat: { bold: true } } }
    await bench.batch(
      { repeatCell: { range: grid(0, 1, 0, 2), cell, fields: 'userEnteredFormat' } },
      fill(grid(0, 1, 0, 2), 2),
    )
    expect(bench.formulas('B1:B3')).toEqual([['=A1*2'], ['=A2*2'], ['=A3*2']])
    expect(await bench.cellData('A3', 'userEnteredFormat')).toEqual([[cell]])
  })

  it('goes back before the source with a negative length [D]', async () => {
    await bench.type('A4', [[10], [12]])
    await bench.batch(fill(grid(3, 5, 0, 1), -3))
    expect(bench.cells('A1:A5')).toEqual([['4'], ['6'], ['8'], ['10'], ['12']])
  })

  it('finds the data of a range and goes on from it [D]', async () => {
    await bench.type('A1', [
      [1, 'Q1'],
      [2, 'Q2'],
    ])
    await bench.batch({ autoFill: { range: grid(0, 4, 0, 2) } })
    expect(bench.cells('A1:B4')).toEqual([
      ['1', 'Q1'],
      ['2', 'Q2'],
      ['3', 'Q3'],
      ['4', 'Q4'],
    ])
    await bench.batch({ autoFill: { range: grid(0, 1, 0, 3) } })
    expect(bench.cells('A1:C1')).toEqual([['1', 'Q1', '1']])
  })

  it('stays within the grid', async () => {
    expect((await bench.batch(fill(grid(0, 2, 0, 1), -1))).status).toBe(400)
    expect(message(await bench.batch(fill(grid(998, 1000, 0, 1), 1)))).toContain('autoFill')
  })
})
