import { describe, expect, it } from 'vitest'
import { grid, message, setUpBench, texts } from './bench.ts'

const bench = setUpBench()
const start = { sheetId: 0, rowIndex: 0, columnIndex: 0 }
const fields = 'userEnteredValue'

const append = (...rows: object[]): object => ({ appendCells: { sheetId: 0, rows, fields } })

describe('updateCells', () => {
  it('writes typed values; a string is never a formula [D]', async () => {
    const cells = [
      { userEnteredValue: { stringValue: '=1+1' } },
      {
        userEnteredValue: { numberValue: 46292 },
        userEnteredFormat: { numberFormat: { type: 'DATE' } },
      },
      { userEnteredValue: { boolValue: true } },
    ]
    await bench.batch({
      updateCells: {
        rows: [{ values: cells }],
        start: { sheetId: 0, rowIndex: 1, columnIndex: 1 },
        fields: 'userEnteredValue,userEnteredFormat.numberFormat',
      },
    })
    expect(bench.cells('B2:D2')).toEqual([['=1+1', '9/27/2026', 'TRUE']])
  })

  it('clears what a range is larger than the rows, for the listed fields only [D]', async () => {
    await bench.type('A1', [
      ['a', 'b'],
      ['c', 'd'],
    ])
    await bench.batch(
      { repeatCell: { range: grid(0, 2, 0, 2), cell: { note: 'n' }, fields: 'note' } },
      { updateCells: { range: grid(0, 2, 0, 2), rows: [{ values: texts('x') }], fields } },
    )
    expect(bench.cells()).toEqual([['x']])
    expect(await bench.cellData('A1:B2', 'note')).toEqual([
      [{ note: 'n' }, { note: 'n' }],
      [{ note: 'n' }, { note: 'n' }],
    ])
  })

  it('leaves from a start what its rows do not reach [D]', async () => {
    await bench.type('A1', [
      ['a', 'b'],
      ['c', 'd'],
    ])
    const rows = [{ values: texts('x') }, { values: texts('y', 'z') }]
    await bench.batch({ updateCells: { start, rows, fields } })
    expect(bench.cells()).toEqual([
      ['x', 'b'],
      ['y', 'z'],
    ])
  })

  it('takes * for every field [D]', async () => {
    const cell = { note: 'n', userEnteredFormat: { textFormat: { bold: true } } }
    await bench.batch(
      { repeatCell: { range: grid(0, 1, 0, 1), cell, fields: '*' } },
      { updateCells: { start, rows: [{ values: texts('x') }], fields: '*' } },
    )
    expect(await bench.cellData('A1', 'userEnteredValue,userEnteredFormat,note')).toEqual([
      [{ userEnteredValue: { stringValue: 'x' } }],
    ])
  })

  const refused: [string, object, string][] = [
    [
      'rows past the range [I]',
      { range: grid(0, 1, 0, 1), rows: [{ values: texts('x') }, { values: texts('y') }], fields },
      'Attempting to write row: 1, beyond the last requested row of: 0',
    ],
    [
      'columns past the grid [I]',
      { start, rows: [{ values: texts(...Array.from({ length: 27 }, () => 'x')) }], fields },
      'Attempting to write column: 26, beyond the last requested column of: 25',
    ],
    [
      'a start below the grid [I]',
      { start: { ...start, rowIndex: 1000 }, rows: [], fields },
      'GridCoordinate.rowIndex[1000] is after last row in grid[1000]',
    ],
    [
      'no fields [D]',
      { start, rows: [] },
      "At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)",
    ],
    ['fields that there are not', { start, rows: [], fields: 'value' }, 'Invalid field: value'],
    [
      'fields that are only read [D]',
      { start, rows: [], fields: 'formattedValue' },
      'Field formattedValue is read-only.',
    ],
    [
      'text of over 50,000 characters [I]',
      { start, rows: [{ values: texts('x'.repeat(50_001)) }], fields },
      'Your input contains more than the maximum of 50000 characters in a single cell.',
    ],
    [
      'a sheet that is not there [I]',
      { start: { ...start, sheetId: 5 }, rows: [], fields },
      'No grid with id: 5',
    ],
  ]
  it.each(refused)('refuses %s', async (_name, updateCells, text) => {
    const answer = await bench.batch({ updateCells })
    expect(message(answer)).toBe(`Invalid requests[0].updateCells: ${text}`)
  })
})

describe('rich text', () => {
  const textFormatRuns = [{ format: { bold: true } }, { startIndex: 2, format: {} }]
  const rich = { userEnteredValue: { stringValue: 'word' }, textFormatRuns }

  it('goes when another value is written [D]', async () => {
    const both = 'userEnteredValue,textFormatRuns'
    await bench.batch({ updateCells: { start, rows: [{ values: [rich] }], fields: both } })
    expect(await bench.cellData('A1', 'textFormatRuns')).toEqual([[{ textFormatRuns }]])
    await bench.batch({ updateCells: { start, rows: [{ values: texts('other') }], fields } })
    expect(await bench.cellData('A1', 'textFormatRuns')).toEqual([])
  })

  it('is for text only, and begins within it [D]', async () => {
    const range = grid(0, 1, 0, 1)
    const number = { userEnteredValue: { numberValue: 12 }, textFormatRuns }
    await bench.batch({ repeatCell: { range, cell: number, fields: '*' } })
    expect(await bench.cellData('A1', 'textFormatRuns')).toEqual([])
    const cell = { ...rich, textFormatRuns: [{ startIndex: 4, format: { bold: true } }] }
    expect((await bench.batch({ repeatCell: { range, cell, fields: '*' } })).status).toBe(400)
  })
})

describe('formats', () => {
  it('a colour and its newer twin change together [R]', async () => {
    const range = grid(0, 1, 0, 1)
    const paint = (userEnteredFormat: object, mask: string): object => ({
      repeatCell: { range, cell: { userEnteredFormat }, fields: `userEnteredFormat.${mask}` },
    })
    const green = { green: 1 }
    await bench.batch(paint({ backgroundColor: { red: 1 } }, 'backgroundColor'))
    await bench.batch(paint({ backgroundColorStyle: { rgbColor: green } }, 'backgroundColorStyle'))
    expect(await bench.cellData('A1', 'userEnteredFormat')).toEqual([
      [
        {
          userEnteredFormat: { backgroundColor: green, backgroundColorStyle: { rgbColor: green } },
        },
      ],
    ])
    await bench.batch(paint({}, 'backgroundColor'))
    expect(await bench.cellData('A1', 'userEnteredFormat')).toEqual([])
  })

  it('a theme’s colour has the plain colour of the theme beside it', async () => {
    const cell = {
      userEnteredFormat: { textFormat: { foregroundColorStyle: { themeColor: 'LINK' } } },
    }
    const mask = 'userEnteredFormat.textFormat'
    await bench.batch({ repeatCell: { range: grid(0, 1, 0, 1), cell, fields: mask } })
    expect(await bench.cellData('A1', 'userEnteredFormat.textFormat')).toMatchObject([
      [{ userEnteredFormat: { textFormat: { foregroundColor: { green: 0.33333334 } } } }],
    ])
  })

  it('a path leaves what is beside it; what it names and is not given goes [D]', async () => {
    const range = grid(0, 1, 0, 1)
    const cell = { userEnteredFormat: { textFormat: { bold: true, italic: true } } }
    const path = 'userEnteredFormat.textFormat.bold'
    await bench.batch(
      { repeatCell: { range, cell, fields: 'userEnteredFormat' } },
      { repeatCell: { range, cell: {}, fields: path } },
    )
    expect(await bench.cellData('A1', 'userEnteredFormat')).toEqual([
      [{ userEnteredFormat: { textFormat: { italic: true } } }],
    ])
  })

  it('a link of the cell’s format is its hyperlink [D]', async () => {
    const uri = 'https://example.com/'
    const cell = {
      userEnteredValue: { stringValue: 'Site' },
      userEnteredFormat: { textFormat: { link: { uri } } },
    }
    await bench.batch({ repeatCell: { range: grid(0, 1, 0, 1), cell, fields: '*' } })
    expect(await bench.cellData('A1', 'hyperlink')).toEqual([[{ hyperlink: uri }]])
  })
})

describe('repeatCell', () => {
  const ranges: [string, object, string | null][] = [
    ['rows 999 to the end', { startRowIndex: 999 }, null],
    ['rows 999 to 1003', { startRowIndex: 999, endRowIndex: 1003 }, null],
    ['rows 3 to 3', { startRowIndex: 3, endRowIndex: 3 }, null],
    ['from row 1000 on', { startRowIndex: 1000 }, 'Sheet1!A1001:B'],
    ['column 26', { startColumnIndex: 26, endColumnIndex: 27, endRowIndex: 2 }, 'Sheet1!AA1:AA2'],
  ]
  it.each(ranges)('over %s [L]: vector repeatCell-past-grid', async (_name, given, refused) => {
    const range = { sheetId: 0, startColumnIndex: 0, endColumnIndex: 2, ...given }
    const cell = { userEnteredFormat: { textFormat: { bold: true } } }
    const answer = await bench.batch({
      repeatCell: { range, cell, fields: 'userEnteredFormat.textFormat.bold' },
    })
    const refusal = `Invalid requests[0].repeatCell: Range (${refused ?? ''}) exceeds grid limits. Max rows: 1000, max columns: 26`
    expect(answer.body).toMatchObject(
      refused === null ? { replies: [{}] } : { error: { code: 400, message: refusal } },
    )
    expect(await bench.get('sheets.properties.gridProperties.rowCount')).toEqual({
      sheets: [{ properties: { gridProperties: { rowCount: 1000 } } }],
    })
  })

  it('moves a formula’s references along [D]', async () => {
    const cell = { userEnteredValue: { formulaValue: '=A1*$A$1' } }
    await bench.batch({ repeatCell: { range: grid(0, 2, 1, 3), cell, fields } })
    expect(bench.formulas('B1:C2')).toEqual([
      ['=A1*$A$1', '=B1*$A$1'],
      ['=A2*$A$1', '=B2*$A$1'],
    ])
  })
})

describe('appendCells', () => {
  it('goes below the last row with a value, and answers nothing [D]', async () => {
    await bench.type('A1', [['a'], [], ['', '', 'c']])
    const { body } = await bench.batch(append({ values: texts('new') }))
    expect(body).toEqual({ spreadsheetId: bench.id, replies: [{}] })
    expect(bench.cells()).toEqual([['a'], [], ['', '', 'c'], ['new']])
  })

  it('makes the sheet longer where it ends [D]', async () => {
    await bench.type('A1000', [['last']])
    await bench.batch(append({ values: texts('one') }, { values: texts('two') }))
    expect(bench.cells('A1000:A1002')).toEqual([['last'], ['one'], ['two']])
    expect(await bench.get('sheets.properties.gridProperties.rowCount')).toEqual({
      sheets: [{ properties: { gridProperties: { rowCount: 1002 } } }],
    })
  })

  it('goes into a table’s empty rows, then makes it longer and pushes down what is below [D]', async () => {
    await bench.type('A1', [
      ['Name', 'Price', 'beside'],
      ['Tea', '3', 'beside'],
      ['', '', 'beside'],
      ['below', '', 'stays'],
    ])
    const table = { tableId: 't1', name: 'Prices', range: grid(0, 3, 0, 2) }
    const rows = [{ values: texts('Milk', '1') }, { values: texts('Oats', '2') }]
    const answer = await bench.batch(
      { addTable: { table } },
      { appendCells: { tableId: 't1', rows, fields } },
    )
    expect(answer.body).toMatchObject({ replies: [{}, {}] })
    expect(bench.cells()).toEqual([
      ['Name', 'Price', 'beside'],
      ['Tea', '3', 'beside'],
      ['Milk', '1', 'beside'],
      ['Oats', '2', 'stays'],
      ['below'],
    ])
    expect(await bench.get('sheets.tables.range.endRowIndex')).toEqual({
      sheets: [{ tables: [{ range: { endRowIndex: 4 } }] }],
    })
  })

  it('a table is found on any sheet [D]', async () => {
    await bench.batch(
      { addSheet: { properties: { sheetId: 9, title: 'Other' } } },
      { addTable: { table: { tableId: 't', range: { ...grid(0, 2, 0, 1), sheetId: 9 } } } },
      { deleteSheet: { sheetId: 0 } },
      { appendCells: { tableId: 't', rows: [{ values: texts('x') }], fields: 'userEnteredValue' } },
    )
    expect(bench.cells('Other!A2')).toEqual([['x']])
  })

  it('what stands for a table is longer with it', async () => {
    await bench.batch(
      { addTable: { table: { tableId: 't', range: grid(0, 2, 0, 1) } } },
      { addFilterView: { filter: { tableId: 't' } } },
      {
        appendCells: {
          tableId: 't',
          rows: [{ values: texts('x') }, { values: texts('y') }],
          fields: 'userEnteredValue',
        },
      },
    )
    expect(
      await bench.get('sheets(tables.range.endRowIndex,filterViews.range.endRowIndex)'),
    ).toEqual({
      sheets: [
        { tables: [{ range: { endRowIndex: 3 } }], filterViews: [{ range: { endRowIndex: 3 } }] },
      ],
    })
  })

  it('refuses a table that is not there', async () => {
    const rows = [{ values: texts('new') }]
    const answer = await bench.batch({ appendCells: { tableId: 'none', rows, fields } })
    expect(message(answer)).toBe('Invalid requests[0].appendCells: No table with id: none')
  })
})
