import { describe, expect, it } from 'vitest'
import { grid, message, setUpBench } from './bench.ts'

const bench = setUpBench()

const merge = (range: object, mergeType = 'MERGE_ALL'): object => ({
  mergeCells: { range, mergeType },
})

async function merges(): Promise<unknown> {
  const { sheets } = (await bench.get('sheets.merges')) as { sheets?: { merges: unknown }[] }
  return sheets?.[0]?.merges ?? []
}

function box(start: number, end: number, left: number, right: number): object {
  return { startRowIndex: start, endRowIndex: end, startColumnIndex: left, endColumnIndex: right }
}

describe('mergeCells', () => {
  it('keeps the first value only [D]', async () => {
    await bench.type('A1', [
      ['a', 'b'],
      ['c', 'd'],
    ])
    await bench.batch(merge(grid(0, 2, 0, 2)))
    expect(bench.cells()).toEqual([['a']])
    expect(await merges()).toEqual([box(0, 2, 0, 2)])
  })

  it('merges row by row, or column by column [R]', async () => {
    await bench.batch(
      merge(grid(0, 2, 0, 2), 'MERGE_ROWS'),
      merge(grid(4, 6, 0, 2), 'MERGE_COLUMNS'),
    )
    expect(await merges()).toEqual([
      box(0, 1, 0, 2),
      box(1, 2, 0, 2),
      box(4, 6, 0, 1),
      box(4, 6, 1, 2),
    ])
  })

  it('takes the place of merges that are wholly inside [R]', async () => {
    await bench.batch(merge(grid(0, 2, 0, 2), 'MERGE_ROWS'), merge(grid(0, 2, 0, 2)))
    expect(await merges()).toEqual([box(0, 2, 0, 2)])
  })

  const text = 'You must select all cells in a merged range to merge or unmerge them.'

  it.each(['mergeCells', 'unmergeCells'])('%s takes no part of a merge [I]', async (kind) => {
    await bench.batch(merge(grid(0, 2, 0, 2)))
    const answer = await bench.batch({ [kind]: { range: grid(1, 3, 0, 2) } })
    expect(message(answer)).toBe(`Invalid requests[0].${kind}: ${text}`)
    expect((await bench.batch({ unmergeCells: { range: grid(0, 5, 0, 5) } })).status).toBe(200)
    expect(await merges()).toEqual([])
  })

  it.each([
    ['frozenRowCount', grid(0, 2, 0, 1), 'rows'],
    ['frozenColumnCount', grid(0, 1, 0, 2), 'columns'],
  ])('does not cross the edge of %s [L]', async (name, range, word) => {
    const properties = { sheetId: 0, gridProperties: { [name]: 1 } }
    await bench.batch({
      updateSheetProperties: { properties, fields: `gridProperties.${name}` },
    })
    expect(message(await bench.batch(merge(range)))).toBe(
      `Invalid requests[0].mergeCells: You can't merge frozen and non-frozen ${word}.`,
    )
  })

  it('does not cross the border of a filter [I]', async () => {
    const answer = await bench.batch(
      { setBasicFilter: { filter: { range: grid(2, 9, 0, 3) } } },
      merge(grid(0, 3, 0, 1)),
    )
    expect(message(answer)).toBe(
      "Invalid requests[1].mergeCells: You can't merge cells that cross the borders of an existing filter.",
    )
  })
})
