import { describe, expect, it } from 'vitest'
import { grid, message, rows, setUpBench } from './bench.ts'

const bench = setUpBench()

const sort = (range: object, ...sortSpecs: object[]): object => ({
  sortRange: { range, sortSpecs },
})

function column(): unknown[] {
  return bench.cells('A1:A9').map(([value]) => value)
}

describe('sortRange', () => {
  it('numbers come before text, booleans last, blanks after all [L]', async () => {
    await bench.type('A1', [['b'], [true], [''], [10], ['A'], [2]])
    await bench.batch(sort(grid(0, 6, 0, 1), { dimensionIndex: 0, sortOrder: 'ASCENDING' }))
    expect(column()).toEqual(['2', '10', 'A', 'b', 'TRUE'])
    await bench.batch(sort(grid(0, 6, 0, 1), { dimensionIndex: 0, sortOrder: 'DESCENDING' }))
    expect(column()).toEqual(['TRUE', 'b', 'A', '10', '2'])
  })

  it('errors come after booleans, in the order that they had', async () => {
    await bench.type('A1', [['=1/0'], ['=NA()'], [true], ['z'], [1]])
    await bench.batch(sort(grid(0, 5, 0, 1), { dimensionIndex: 0, sortOrder: 'ASCENDING' }))
    expect(column()).toEqual(['1', 'z', 'TRUE', '#DIV/0!', '#N/A'])
  })

  it('goes by the next column where one is equal, within its columns only [R]', async () => {
    await bench.type('A1', [
      [1, 'b', 'x'],
      [1, 'a', 'y'],
      [0, 'c', 'z'],
    ])
    await bench.batch(sort(grid(0, 3, 0, 2), { dimensionIndex: 0 }, { dimensionIndex: 1 }))
    expect(bench.cells()).toEqual([
      ['0', 'c', 'x'],
      ['1', 'a', 'y'],
      ['1', 'b', 'z'],
    ])
  })

  it('puts cells of a colour first [D]', async () => {
    await bench.type('A1', [['a'], ['b']])
    const red = { red: 1 }
    const cell = { userEnteredFormat: { backgroundColor: red } }
    await bench.batch(
      { repeatCell: { range: grid(1, 2, 0, 1), cell, fields: 'userEnteredFormat' } },
      sort(grid(0, 2, 0, 1), { dimensionIndex: 0, backgroundColorStyle: { rgbColor: red } }),
    )
    expect(column()).toEqual(['b', 'a'])
  })

  it('leaves hidden rows where they are [L]', async () => {
    await bench.type('A1', [['c'], ['b'], ['a']])
    const properties = { hiddenByUser: true }
    await bench.batch(
      { updateDimensionProperties: { range: rows(1, 2), properties, fields: 'hiddenByUser' } },
      sort(grid(0, 3, 0, 1), { dimensionIndex: 0 }),
    )
    expect(column()).toEqual(['a', 'b', 'c'])
    await bench.batch(sort(grid(0, 2, 0, 1), { dimensionIndex: 0, sortOrder: 'DESCENDING' }))
    expect(column()).toEqual(['a', 'b', 'c'])
  })

  it('formulas move as when they are copied', async () => {
    await bench.type('A1', [
      [2, '=A1*10'],
      [1, '=A2*10'],
    ])
    await bench.batch(sort(grid(0, 2, 0, 2), { dimensionIndex: 0 }))
    expect(bench.formulas()).toEqual([
      [1, '=A1*10'],
      [2, '=A2*10'],
    ])
  })

  it('takes no cells that are merged across rows [L]', async () => {
    await bench.batch({ mergeCells: { range: grid(1, 3, 0, 1), mergeType: 'MERGE_ALL' } })
    expect(message(await bench.batch(sort(grid(0, 5, 0, 1), { dimensionIndex: 0 })))).toBe(
      "Invalid requests[0].sortRange: You can't sort a range containing vertical merges. There is a vertical merge at A2:A3",
    )
  })

  it('begins within the grid [L]', async () => {
    expect(message(await bench.batch(sort(grid(1000, 1001, 0, 1), {})))).toBe(
      'Invalid requests[0].sortRange: range.startRowIndex is larger than current grid size (1000)',
    )
  })
})

describe('randomizeRange', () => {
  it('keeps every row whole', async () => {
    const pairs = Array.from({ length: 20 }, (_, index) => [
      `n${String(index)}`,
      `n${String(index)}`,
    ])
    await bench.type('A1', pairs)
    await bench.batch({ randomizeRange: { range: grid(0, 20, 0, 2) } })
    const after = bench.cells()
    expect(new Set(after.map(String))).toEqual(new Set(pairs.map(String)))
    expect(after).not.toEqual(pairs)
  })
})

describe('developer metadata of rows that are sorted', () => {
  it.each([
    [false, 0],
    [true, 1],
  ])('goes with the cells if the knob says so: %s', async (follows, index) => {
    await bench.type('A1', [['b'], ['a']])
    bench.google.setMetadataFollowsSort(follows)
    const developerMetadata = {
      metadataId: 5,
      metadataKey: 'row',
      visibility: 'DOCUMENT',
      location: { dimensionRange: rows(0, 1) },
    }
    await bench.batch(
      { createDeveloperMetadata: { developerMetadata } },
      sort(grid(0, 2, 0, 1), { dimensionIndex: 0 }),
    )
    bench.google.setMetadataFollowsSort(false)
    const [found] = bench.google.metadata(bench.id)
    expect(found?.location?.dimensionRange?.startIndex).toBe(index)
  })
})
