import { describe, expect, it } from 'vitest'
import { columns, grid, message, rows, setUpBench } from './bench.ts'

const bench = setUpBench()

async function size(): Promise<unknown> {
  const answer = (await bench.get('sheets.properties.gridProperties(rowCount,columnCount)')) as {
    sheets: { properties: { gridProperties: unknown } }[]
  }
  return answer.sheets[0]?.properties.gridProperties
}

const paint = (row: number, backgroundColor: object): object => ({
  repeatCell: {
    range: grid(row, row + 1, 0, 2),
    cell: { userEnteredFormat: { backgroundColor } },
    fields: 'userEnteredFormat',
  },
})

const high = (row: number, height: number): object => ({
  updateDimensionProperties: {
    range: rows(row, row + 1),
    properties: { pixelSize: height },
    fields: 'pixelSize',
  },
})

describe('rows and columns', () => {
  it('come and go [R]', async () => {
    await bench.type('A1', [['a'], ['b'], ['c']])
    await bench.batch({ insertDimension: { range: rows(1, 3), inheritFromBefore: true } })
    expect(bench.cells()).toEqual([['a'], [], [], ['b'], ['c']])
    await bench.batch({ deleteDimension: { range: rows(0, 2) } })
    expect(bench.cells()).toEqual([[], ['b'], ['c']])
    await bench.batch(
      { appendDimension: { sheetId: 0, dimension: 'ROWS', length: 5 } },
      { appendDimension: { sheetId: 0, dimension: 'COLUMNS', length: 1 } },
    )
    expect(await size()).toEqual({ rowCount: 1005, columnCount: 27 })
  })

  it.each([
    [true, { red: 1 }, 50],
    [false, { green: 1 }, 60],
  ])('new ones are like those before: %s [D]', async (inheritFromBefore, colour, pixelSize) => {
    await bench.batch(paint(0, { red: 1 }), paint(1, { green: 1 }), high(0, 50), high(1, 60), {
      insertDimension: { range: rows(1, 3), inheritFromBefore },
    })
    const cell = { userEnteredFormat: { backgroundColor: colour } }
    expect(await bench.cellData('A2:A3', 'userEnteredFormat.backgroundColor')).toEqual([
      [cell],
      [cell],
    ])
    expect(await bench.get('sheets.data.rowMetadata.pixelSize', 'ranges=A2:A3')).toEqual({
      sheets: [{ data: [{ rowMetadata: [{ pixelSize }, { pixelSize }] }] }],
    })
  })

  it('move to where the destination was before they did [D]', async () => {
    await bench.type('A1', [[0], [1], [2], [3], [4]])
    await bench.batch({ moveDimension: { source: rows(1, 3), destinationIndex: 4 } })
    expect(bench.cells('A1:A5')).toEqual([['0'], ['3'], ['1'], ['2'], ['4']])
    await bench.batch({ moveDimension: { source: rows(2, 4), destinationIndex: 0 } })
    expect(bench.cells('A1:A5')).toEqual([['1'], ['2'], ['0'], ['3'], ['4']])
  })

  it('take merges and sizes along [D]', async () => {
    const properties = { pixelSize: 33 }
    await bench.batch(
      { mergeCells: { range: grid(4, 6, 0, 1), mergeType: 'MERGE_ALL' } },
      { updateDimensionProperties: { range: rows(5, 6), properties, fields: 'pixelSize' } },
      { insertDimension: { range: rows(5, 6), inheritFromBefore: true } },
    )
    const merge = { startRowIndex: 4, endRowIndex: 7, startColumnIndex: 0, endColumnIndex: 1 }
    expect(await bench.get('sheets.merges')).toEqual({ sheets: [{ merges: [merge] }] })
    expect(await bench.get('sheets.data.rowMetadata.pixelSize', 'ranges=A6:A7')).toEqual({
      sheets: [{ data: [{ rowMetadata: [{ pixelSize: 21 }, { pixelSize: 33 }] }] }],
    })
  })

  const refused: [string, object, string][] = [
    [
      'insert at the end without a row to be like [L]',
      { insertDimension: { range: rows(1000, 1001) } },
      'range.startIndex must be less than the grid size (1000) if inheritFromBefore is false.',
    ],
    [
      'insert past the end [L]',
      { insertDimension: { range: rows(1001, 1002), inheritFromBefore: true } },
      'range.startIndex is larger than current grid size (1000)',
    ],
    [
      'delete what is not there [I]',
      { deleteDimension: { range: rows(1000, 1001) } },
      "Cannot delete a row that doesn't exist. Tried to delete row index 1000 but there are only 1000 rows.",
    ],
    [
      'delete all rows [I]',
      { deleteDimension: { range: rows(0, 1000) } },
      "You can't delete all the rows on the sheet.",
    ],
    [
      'delete all columns [L]',
      { deleteDimension: { range: columns(0, 26) } },
      "You can't delete all the columns on the sheet.",
    ],
    [
      'grow past ten million cells [I]',
      { appendDimension: { sheetId: 0, dimension: 'ROWS', length: 400_000 } },
      'This action would increase the number of cells in the workbook above the limit of 10000000 cells.',
    ],
    [
      'leave the dimension open [D]',
      { deleteDimension: { range: { sheetId: 0, startIndex: 0, endIndex: 1 } } },
      'No dimension specified.',
    ],
  ]
  it.each(refused)('cannot %s', async (_name, request, text) => {
    const [kind = ''] = Object.keys(request)
    expect(message(await bench.batch(request))).toBe(`Invalid requests[0].${kind}: ${text}`)
  })

  it('cannot inherit from before the first [D]', async () => {
    const request = { insertDimension: { range: rows(0, 1), inheritFromBefore: true } }
    expect((await bench.batch(request)).status).toBe(400)
  })

  it('end at column ZZZ [L]', async () => {
    const gridProperties = { rowCount: 1, columnCount: 18_278 }
    const append = { appendDimension: { sheetId: 1, dimension: 'COLUMNS', length: 1 } }
    const answer = await bench.batch(
      { addSheet: { properties: { sheetId: 1, gridProperties } } },
      append,
    )
    expect(message(answer)).toBe(
      'Invalid requests[1].appendDimension: This action would increase the number of columns in the sheet above the limit of 18278 columns.',
    )
  })

  it('do not move across a merged cell [L]', async () => {
    await bench.batch({ mergeCells: { range: grid(4, 6, 0, 1), mergeType: 'MERGE_ALL' } })
    const move = { moveDimension: { source: rows(0, 1), destinationIndex: 5 } }
    expect(message(await bench.batch(move))).toBe(
      'Invalid requests[0].moveDimension: Sorry, it is not possible to move a row to a position that crosses a merged cell. Please unmerge and try again.',
    )
  })
})
