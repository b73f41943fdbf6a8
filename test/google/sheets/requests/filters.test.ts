import { beforeEach, describe, expect, it } from 'vitest'
import { columns, grid, message, rows, setUpBench } from './bench.ts'

const bench = setUpBench()

beforeEach(() => {
  bench.write('A1:B5', [
    ['Fruit', 'Price'],
    ['apple', '3'],
    ['pear', '10'],
    ['plum', ''],
    ['fig', '7'],
  ])
})

const criteria = (columnIndex: number, filterCriteria: object): object => ({
  filterSpecs: [{ columnIndex, filterCriteria }],
})

function setFilter(given: object): object {
  return { setBasicFilter: { filter: { range: grid(0, 5, 0, 2), ...given } } }
}

async function basicFilter(): Promise<unknown> {
  const { sheets } = (await bench.get('sheets.basicFilter')) as {
    sheets: { basicFilter?: unknown }[]
  }
  return sheets[0]?.basicFilter
}

/** Rows that the filter hides, from 1. */
async function hidden(): Promise<number[]> {
  const answer = (await bench.get('sheets.data.rowMetadata.hiddenByFilter', 'ranges=A1:A9')) as {
    sheets: { data: { rowMetadata: { hiddenByFilter?: boolean }[] }[] }[]
  }
  return (answer.sheets[0]?.data[0]?.rowMetadata ?? []).flatMap(({ hiddenByFilter }, index) =>
    hiddenByFilter === true ? [index + 1] : [],
  )
}

describe('the filter of a sheet', () => {
  it('is over the grid when its range is open, and one takes the other’s place [R]', async () => {
    await bench.batch({ setBasicFilter: { filter: { range: { sheetId: 0 } } } })
    expect(await basicFilter()).toEqual({
      range: { startRowIndex: 0, endRowIndex: 1000, startColumnIndex: 0, endColumnIndex: 26 },
    })
    expect((await bench.batch(setFilter({}))).body).toMatchObject({ replies: [{}] })
    expect(await basicFilter()).toEqual({
      range: { startRowIndex: 0, endRowIndex: 5, startColumnIndex: 0, endColumnIndex: 2 },
    })
    await bench.batch({ clearBasicFilter: { sheetId: 0 } })
    expect(await basicFilter()).toBeUndefined()
  })

  it('shows its criteria in both forms, whichever was sent [D]', async () => {
    const shown = { hiddenValues: ['pear'] }
    await bench.batch(setFilter({ criteria: { 0: shown } }))
    expect(await basicFilter()).toMatchObject({
      criteria: { 0: shown },
      filterSpecs: [{ columnIndex: 0, filterCriteria: shown }],
    })
  })

  it.each([
    [{ hiddenValues: ['apple', 'fig'] }, 0, [2, 5]],
    [{ condition: { type: 'NUMBER_GREATER', values: [{ userEnteredValue: '5' }] } }, 1, [2, 4]],
    [{ condition: { type: 'TEXT_STARTS_WITH', values: [{ userEnteredValue: 'P' }] } }, 0, [2, 5]],
    [{ condition: { type: 'NOT_BLANK' } }, 1, [4]],
    [{ condition: { type: 'CUSTOM_FORMULA', values: [{ userEnteredValue: '=B2>5' }] } }, 1, [2, 4]],
  ])('hides what %o leaves out [D]', async (given, column, expected) => {
    await bench.batch({
      repeatCell: {
        range: grid(1, 5, 1, 2),
        cell: { userEnteredFormat: { numberFormat: { type: 'NUMBER' } } },
        fields: 'userEnteredFormat.numberFormat',
      },
    })
    bench.write('B2:B5', [[3], [10], [''], [7]])
    await bench.batch(setFilter(criteria(column, given)))
    expect(await hidden()).toEqual(expected)
    await bench.batch({ clearBasicFilter: {} })
    expect(await hidden()).toEqual([])
  })

  it('sorts the rows below its first', async () => {
    await bench.batch(setFilter({ sortSpecs: [{ dimensionIndex: 0, sortOrder: 'DESCENDING' }] }))
    expect(bench.cells('A1:A5').flat()).toEqual(['Fruit', 'plum', 'pear', 'fig', 'apple'])
  })

  it('keeps to its columns when others come and go', async () => {
    await bench.batch(setFilter(criteria(1, { hiddenValues: ['3'] })))
    await bench.batch({ insertDimension: { range: columns(0, 1) } })
    expect(await basicFilter()).toMatchObject({
      range: { startColumnIndex: 1, endColumnIndex: 3 },
      filterSpecs: [{ columnIndex: 2 }],
    })
    await bench.batch({ deleteDimension: { range: columns(2, 3) } })
    expect(await basicFilter()).toEqual({
      range: { startRowIndex: 0, endRowIndex: 5, startColumnIndex: 1, endColumnIndex: 2 },
    })
    await bench.batch({ deleteDimension: { range: rows(0, 5) } })
    expect(await basicFilter()).toBeUndefined()
  })

  it.each([
    [setFilter(criteria(2, { hiddenValues: ['x'] }))],
    [setFilter(criteria(0, { condition: { type: 'ONE_OF_LIST' } }))],
    [{ setBasicFilter: { filter: {} } }],
    [{ setBasicFilter: { filter: { range: { sheetId: 5 } } } }],
  ])('refuses %o', async (request) => {
    const answer = await bench.batch(request)
    expect(answer.status).toBe(400)
    expect(message(answer)).toMatch(/^Invalid requests\[0\]\.setBasicFilter: /)
  })
})

const add = (given: object): object => ({
  addFilterView: { filter: { range: grid(0, 5, 0, 2), ...given } },
})

async function views(): Promise<unknown> {
  const { sheets } = (await bench.get('sheets.filterViews')) as {
    sheets: { filterViews?: unknown }[]
  }
  return sheets[0]?.filterViews ?? []
}

describe('filter views', () => {
  it('are answered with an id and a title [D]', async () => {
    expect(await bench.reply(add({}))).toEqual({
      addFilterView: {
        filter: {
          filterViewId: expect.any(Number) as unknown,
          title: 'Filter 1',
          range: { startRowIndex: 0, endRowIndex: 5, startColumnIndex: 0, endColumnIndex: 2 },
        },
      },
    })
  })

  it('an id that was chosen can be had once [D]', async () => {
    const answer = await bench.batch(add({ filterViewId: 3, title: 'a' }), add({ filterViewId: 3 }))
    expect(message(answer)).toMatch(/^Invalid requests\[1\]\.addFilterView: /)
    expect(await views()).toEqual([])
  })

  it('are updated by mask, duplicated and deleted, and hide nothing [D]', async () => {
    const given = criteria(0, { hiddenValues: ['apple'] })
    await bench.batch(add({ filterViewId: 3, title: 'Mine', ...given }))
    const filter = { filterViewId: 3, title: 'Ours', sortSpecs: [{ dimensionIndex: 1 }] }
    await bench.batch({ updateFilterView: { filter, fields: 'title' } })
    expect(await views()).toMatchObject([{ title: 'Ours', filterSpecs: [{ columnIndex: 0 }] }])
    expect(await views()).not.toMatchObject([{ sortSpecs: [] }])
    const copy = await bench.reply({ duplicateFilterView: { filterId: 3 } })
    expect(copy).toMatchObject({
      duplicateFilterView: { filter: { title: 'Copy of Ours', filterSpecs: [{}] } },
    })
    await bench.batch({ deleteFilterView: { filterId: 3 } })
    expect(await views()).toMatchObject([{ title: 'Copy of Ours' }])
    expect(await hidden()).toEqual([])
    expect((await bench.batch({ deleteFilterView: { filterId: 3 } })).status).toBe(400)
  })
})
