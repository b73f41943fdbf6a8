import { beforeEach, describe, expect, it } from 'vitest'
import { grid, message, setUpBench } from './bench.ts'

const bench = setUpBench()

beforeEach(async () => {
  await bench.type('A1', [
    ['a', 'b', 'beside'],
    ['c', 'd', 'it'],
  ])
})

describe('insertRange and deleteRange', () => {
  it('push down their own columns only, and take them back [D]', async () => {
    const range = grid(1, 3, 0, 2)
    await bench.batch({ insertRange: { range, shiftDimension: 'ROWS' } })
    expect(bench.cells()).toEqual([['a', 'b', 'beside'], ['', '', 'it'], [], ['c', 'd']])
    await bench.batch({ deleteRange: { range, shiftDimension: 'ROWS' } })
    expect(bench.cells()).toEqual([
      ['a', 'b', 'beside'],
      ['c', 'd', 'it'],
    ])
  })

  it('push their own rows to the right, and take them back [D]', async () => {
    const range = grid(0, 1, 1, 2)
    await bench.batch({ insertRange: { range, shiftDimension: 'COLUMNS' } })
    expect(bench.cells()).toEqual([
      ['a', '', 'b', 'beside'],
      ['c', 'd', 'it'],
    ])
    await bench.batch({ deleteRange: { range, shiftDimension: 'COLUMNS' } })
    expect(bench.cells()[0]).toEqual(['a', 'b', 'beside'])
  })

  it('take merges and named ranges along that lie wholly among the cells', async () => {
    await bench.batch(
      { mergeCells: { range: grid(4, 6, 0, 2), mergeType: 'MERGE_ALL' } },
      { addNamedRange: { namedRange: { name: 'below', range: grid(7, 8, 0, 2) } } },
      { addNamedRange: { namedRange: { name: 'wide', range: grid(7, 8, 0, 3) } } },
      { insertRange: { range: grid(1, 3, 0, 2), shiftDimension: 'ROWS' } },
    )
    expect(await bench.get('sheets.merges,namedRanges.range(startRowIndex)')).toEqual({
      sheets: [
        {
          merges: [{ startRowIndex: 6, endRowIndex: 8, startColumnIndex: 0, endColumnIndex: 2 }],
        },
      ],
      namedRanges: [{ range: { startRowIndex: 9 } }, { range: { startRowIndex: 7 } }],
    })
  })

  it('do not cut through merged cells', async () => {
    await bench.batch({ mergeCells: { range: grid(4, 6, 1, 3), mergeType: 'MERGE_ALL' } })
    const answer = await bench.batch({
      insertRange: { range: grid(1, 3, 0, 2), shiftDimension: 'ROWS' },
    })
    expect(answer.status).toBe(400)
  })

  it('make the grid longer rather than lose a cell', async () => {
    await bench.type('A1000', [['last']])
    await bench.batch({ insertRange: { range: grid(0, 2, 0, 1), shiftDimension: 'ROWS' } })
    expect(bench.cells('A1002')).toEqual([['last']])
  })

  it('need to know which way', async () => {
    const answer = await bench.batch({ insertRange: { range: grid(0, 1, 0, 1) } })
    expect(message(answer)).toBe(
      'Invalid requests[0].insertRange: shiftDimension must be specified.',
    )
  })
})
