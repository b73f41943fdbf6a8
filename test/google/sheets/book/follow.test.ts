import { describe, expect, it } from 'vitest'
import { columns, grid, message, rows, setUpBench } from '#test/google/sheets/requests/bench.ts'

const bench = setUpBench()

const BANDS = { firstBandColor: { red: 1 }, secondBandColor: { blue: 1 } }

/** Something of each kind over the same cells. */
function lay(range: object): object[] {
  const booleanRule = { condition: { type: 'NOT_BLANK' }, format: { textFormat: { bold: true } } }
  return [
    { addNamedRange: { namedRange: { name: 'Here', range } } },
    { addProtectedRange: { protectedRange: { range } } },
    { setBasicFilter: { filter: { range } } },
    { addFilterView: { filter: { range } } },
    { addConditionalFormatRule: { rule: { ranges: [range], booleanRule } } },
    { addBanding: { bandedRange: { range, rowProperties: BANDS } } },
    { mergeCells: { range } },
  ]
}

type Ranges = { range?: object; ranges?: object[] }[]

/** Where they all are now, each place once. */
async function places(): Promise<unknown[]> {
  const parts =
    'merges,protectedRanges.range,filterViews.range,conditionalFormats.ranges,bandedRanges.range'
  const answer = (await bench.get(`namedRanges.range,sheets(basicFilter.range,${parts})`)) as {
    namedRanges?: Ranges
    sheets: Record<string, Ranges | { range: object }>[]
  }
  const lists = Object.values(answer.sheets[0] ?? {}).flat()
  const found = [...(answer.namedRanges ?? []), ...lists].flatMap((item) => {
    const { range, ranges } = item as Ranges[number]
    return ranges ?? [range ?? item]
  })
  return [...new Set(found.map((range) => JSON.stringify(range)))].map(
    (text) => JSON.parse(text) as unknown,
  )
}

const at = (startRowIndex: number, endRowIndex: number, startColumn = 1, endColumn = 3) => ({
  startRowIndex,
  endRowIndex,
  startColumnIndex: startColumn,
  endColumnIndex: endColumn,
})

describe('what lies on rows', () => {
  it.each([
    ['moves down with rows before it', { insertDimension: { range: rows(0, 2) } }, at(6, 10)],
    ['moves down with rows at its start', { insertDimension: { range: rows(4, 5) } }, at(5, 9)],
    ['grows with rows inside', { insertDimension: { range: rows(5, 7) } }, at(4, 10)],
    ['stays with rows at its end', { insertDimension: { range: rows(8, 9) } }, at(4, 8)],
    ['moves up', { deleteDimension: { range: rows(1, 3) } }, at(2, 6)],
    ['shrinks', { deleteDimension: { range: rows(5, 7) } }, at(4, 6)],
    ['loses its head', { deleteDimension: { range: rows(3, 6) } }, at(3, 5)],
    [
      'goes where all of it is moved',
      { moveDimension: { source: rows(4, 8), destinationIndex: 1 } },
      at(1, 5),
    ],
    [
      'moves up when rows before it are moved behind it',
      { moveDimension: { source: rows(0, 2), destinationIndex: 20 } },
      at(2, 6),
    ],
    ['moves right', { insertDimension: { range: columns(0, 2) } }, at(4, 8, 3, 5)],
    ['shrinks to the left', { deleteDimension: { range: columns(2, 5) } }, at(4, 8, 1, 2)],
  ])('%s', async (_name, request, expected) => {
    await bench.batch(...lay(grid(4, 8, 1, 3)))
    expect((await bench.batch(request)).status).toBe(200)
    expect(await places()).toEqual([expected])
  })

  it('goes with the last of them, but for the name', async () => {
    await bench.batch(...lay(grid(4, 8, 1, 3)))
    await bench.batch({ deleteDimension: { range: rows(2, 9) } })
    expect(await places()).toEqual([at(2, 2)])
  })

  it('is cut off when the grid is made smaller', async () => {
    await bench.batch(...lay(grid(4, 8, 1, 3)))
    const properties = { gridProperties: { rowCount: 6, columnCount: 26 } }
    await bench.batch({ updateSheetProperties: { properties, fields: 'gridProperties.rowCount' } })
    expect(await places()).toEqual([at(4, 6)])
  })
})

describe('new columns that are like those before them', () => {
  it('have their format and validation, boxes without a tick [L]', async () => {
    const rule = { condition: { type: 'BOOLEAN' } }
    bench.write('A1:A2', [[true], ['x']])
    const bold = { userEnteredFormat: { textFormat: { bold: true } } }
    await bench.batch(
      { setDataValidation: { range: grid(0, 1, 0, 1), rule } },
      { repeatCell: { range: grid(1, 2, 0, 1), cell: bold, fields: 'userEnteredFormat' } },
      { insertDimension: { range: columns(1, 2), inheritFromBefore: true } },
    )
    expect(bench.cells('A1:B2')).toEqual([['TRUE', 'FALSE'], ['x']])
    const fields = 'dataValidation.condition.type,userEnteredFormat.textFormat.bold'
    expect(await bench.cellData('B1:B2', fields)).toEqual([
      [{ dataValidation: rule }],
      [{ userEnteredFormat: { textFormat: { bold: true } } }],
    ])
  })
})

describe('frozen rows', () => {
  it('are as many as before when one is moved away', async () => {
    const properties = { gridProperties: { frozenRowCount: 1 } }
    await bench.batch(
      { updateSheetProperties: { properties, fields: 'gridProperties.frozenRowCount' } },
      { moveDimension: { source: rows(0, 1), destinationIndex: 9 } },
    )
    expect(await bench.get('sheets.properties.gridProperties.frozenRowCount')).toEqual({
      sheets: [{ properties }],
    })
  })

  it('are as many more as come between them, and as many fewer as go', async () => {
    const frozen = async (): Promise<unknown> => bench.get('sheets.properties.gridProperties')
    const properties = { gridProperties: { frozenRowCount: 3 } }
    await bench.batch({
      updateSheetProperties: { properties, fields: 'gridProperties.frozenRowCount' },
    })
    await bench.batch({ insertDimension: { range: rows(1, 3) } })
    expect(await frozen()).toMatchObject({
      sheets: [{ properties: { gridProperties: { frozenRowCount: 5 } } }],
    })
    await bench.batch({ deleteDimension: { range: rows(0, 4) } })
    expect(await frozen()).toMatchObject({
      sheets: [{ properties: { gridProperties: { frozenRowCount: 1 } } }],
    })
  })
})

const insert = (range: object): object => ({ insertRange: { range, shiftDimension: 'ROWS' } })

describe('groups', () => {
  it('follow their rows', async () => {
    await bench.batch({ addDimensionGroup: { range: rows(2, 6) } })
    await bench.batch(
      { insertDimension: { range: rows(0, 1) } },
      { deleteDimension: { range: rows(4, 6) } },
    )
    expect(await bench.get('sheets.rowGroups.range')).toEqual({
      sheets: [{ rowGroups: [{ range: { dimension: 'ROWS', startIndex: 3, endIndex: 5 } }] }],
    })
    await bench.batch({ deleteDimension: { range: rows(3, 5) } })
    expect(await bench.get('sheets.rowGroups')).toEqual({ sheets: [{}] })
  })
})

describe('cells that shift alone', () => {
  it('take what lies wholly on their columns along [L]', async () => {
    await bench.batch(...lay(grid(4, 8, 1, 3)).slice(0, 2))
    await bench.batch(insert(grid(0, 2, 0, 3)))
    expect(await places()).toEqual([at(6, 10)])
    await bench.batch(insert(grid(0, 2, 2, 5)))
    expect(await places()).toEqual([at(6, 10)])
  })

  it('do not take part of a table with them [L]', async () => {
    const table = { name: 'T', range: grid(4, 8, 1, 3) }
    await bench.batch({ addTable: { table } })
    expect(message(await bench.batch(insert(grid(0, 2, 2, 5))))).toBe(
      'Invalid requests[0].insertRange: You cannot insert or delete cells over part of a table.',
    )
    expect((await bench.batch(insert(grid(0, 2, 3, 5)))).status).toBe(200)
    expect((await bench.batch(insert(grid(8, 9, 2, 5)))).status).toBe(200)
    expect((await bench.batch(insert(grid(0, 2, 0, 5)))).status).toBe(200)
    expect(await bench.get('sheets.tables.range')).toEqual({
      sheets: [{ tables: [{ range: at(6, 10) }] }],
    })
  })
})
