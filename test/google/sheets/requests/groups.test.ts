import { describe, expect, it } from 'vitest'
import { columns, rows, setUpBench } from './bench.ts'

const bench = setUpBench()

const add = (range: object): object => ({ addDimensionGroup: { range } })
const drop = (range: object): object => ({ deleteDimensionGroup: { range } })

/** Columns from `start` to before `end`, as groups have them. */
function group(startIndex: number, endIndex: number, depth: number): object {
  return { range: { dimension: 'COLUMNS', startIndex, endIndex }, depth }
}

async function groups(): Promise<unknown> {
  const { sheets } = (await bench.get('sheets.columnGroups')) as {
    sheets?: { columnGroups: unknown }[]
  }
  return sheets?.[0]?.columnGroups ?? []
}

const fold = (collapsed: boolean): object => ({
  updateDimensionGroup: {
    dimensionGroup: { range: columns(1, 3), depth: 1, collapsed },
    fields: 'collapsed',
  },
})

describe('dimension groups', () => {
  it('are answered and described; their control stays [R]', async () => {
    const expected = { range: { dimension: 'ROWS', startIndex: 0, endIndex: 2 }, depth: 1 }
    expect(await bench.reply(add(rows(0, 2)))).toEqual({
      addDimensionGroup: { dimensionGroups: [expected] },
    })
    expect(await bench.get('sheets.rowGroups')).toEqual({ sheets: [{ rowGroups: [expected] }] })
    expect(await bench.reply(drop(rows(0, 2)))).toEqual({ deleteDimensionGroup: {} })
    expect(
      await bench.get('sheets(rowGroups,properties.gridProperties.rowGroupControlAfter)'),
    ).toEqual({ sheets: [{ properties: { gridProperties: { rowGroupControlAfter: true } } }] })
  })

  // B is 1, C is 2, and so on.
  it.each([
    ['[C:D] + [B:E]', [columns(2, 4), columns(1, 5)], [group(1, 5, 1), group(2, 4, 2)]],
    ['[B:E] + [C:D]', [columns(1, 5), columns(2, 4)], [group(1, 5, 1), group(2, 4, 2)]],
    ['[B:D] + [C:E]', [columns(1, 4), columns(2, 5)], [group(1, 5, 1), group(2, 4, 2)]],
  ])('%s are two, one in the other [D]', async (_name, ranges, expected) => {
    await bench.batch(...ranges.map(add))
    expect(await groups()).toEqual(expected)
  })

  it('deleting takes a level from the columns of the range [D]', async () => {
    await bench.batch(add(columns(1, 5)), add(columns(2, 4)), drop(columns(3, 5)))
    expect(await groups()).toEqual([group(1, 4, 1), group(2, 3, 2)])
  })

  it('there has to be one to delete', async () => {
    expect((await bench.batch(drop(columns(0, 2)))).status).toBe(400)
  })

  it('folding one hides its columns, unfolding shows them [D]', async () => {
    const hidden = async (): Promise<unknown> =>
      bench.get('sheets.data.columnMetadata.hiddenByUser', 'ranges=A1:D1')
    await bench.batch(add(columns(1, 3)), fold(true))
    expect(await groups()).toEqual([{ ...group(1, 3, 1), collapsed: true }])
    expect(await hidden()).toEqual({
      sheets: [
        { data: [{ columnMetadata: [{}, { hiddenByUser: true }, { hiddenByUser: true }, {}] }] },
      ],
    })
    await bench.batch(fold(false))
    expect(await groups()).toEqual([group(1, 3, 1)])
    expect(JSON.stringify(await hidden())).not.toContain('true')
  })

  it('move with their columns', async () => {
    await bench.batch(add(columns(1, 3)), { insertDimension: { range: columns(0, 2) } })
    expect(await groups()).toEqual([group(3, 5, 1)])
  })
})
