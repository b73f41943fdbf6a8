import { describe, expect, it } from 'vitest'
import { grid, message, setUpBench } from './bench.ts'

const bench = setUpBench()

const copy = (source: object, destination: object, more: object = {}): object => ({
  copyPaste: { source, destination, ...more },
})

const cut = (more: object = {}): object => ({
  cutPaste: {
    source: grid(0, 2, 0, 1),
    destination: { sheetId: 0, rowIndex: 0, columnIndex: 2 },
    ...more,
  },
})

describe('copyPaste', () => {
  it('copies values, formats, notes and merges [R, D]', async () => {
    await bench.type('A1', [['a'], ['b']])
    const cell = { note: 'n', userEnteredFormat: { textFormat: { bold: true } } }
    await bench.batch(
      { repeatCell: { range: grid(0, 1, 0, 1), cell, fields: 'note,userEnteredFormat' } },
      { mergeCells: { range: grid(2, 3, 0, 2), mergeType: 'MERGE_ALL' } },
      copy(grid(0, 3, 0, 2), grid(0, 3, 4, 6)),
    )
    expect(bench.cells('E1:F2')).toEqual([['a'], ['b']])
    expect(await bench.cellData('E1', 'note,userEnteredFormat')).toEqual([[cell]])
    expect(await bench.get('sheets.merges.startColumnIndex')).toEqual({
      sheets: [{ merges: [{ startColumnIndex: 0 }, { startColumnIndex: 4 }] }],
    })
  })

  it('fills a destination that the source goes into evenly [D]', async () => {
    await bench.type('A1', [['a', 'b']])
    await bench.batch(copy(grid(0, 1, 0, 2), grid(2, 4, 0, 4)))
    expect(bench.cells('A3:E4')).toEqual([
      ['a', 'b', 'a', 'b'],
      ['a', 'b', 'a', 'b'],
    ])
  })

  it.each([
    ['smaller', grid(2, 3, 0, 1)],
    ['no multiple', grid(2, 5, 0, 1)],
  ])('a destination that is %s gets the source once [D]', async (_name, destination) => {
    await bench.type('A1', [['a'], ['b']])
    await bench.batch(copy(grid(0, 2, 0, 1), destination))
    expect(bench.cells('A1:A9')).toEqual([['a'], ['b'], ['a'], ['b']])
  })

  it('blank cells empty those under them', async () => {
    await bench.type('A1', [['a', ''], [], ['x', 'y']])
    await bench.batch(copy(grid(0, 1, 0, 2), grid(2, 3, 0, 2)))
    expect(bench.cells('A3:B3')).toEqual([['a']])
  })

  it('turns rows into columns', async () => {
    await bench.type('A1', [
      ['a', 'b', 'c'],
      ['d', 'e', 'f'],
    ])
    const more = { pasteOrientation: 'TRANSPOSE' }
    await bench.batch(copy(grid(0, 2, 0, 3), grid(4, 5, 0, 1), more))
    expect(bench.cells('A5:C7')).toEqual([
      ['a', 'd'],
      ['b', 'e'],
      ['c', 'f'],
    ])
  })

  it('a formula’s references move along [D]', async () => {
    await bench.type('A1', [[1, '=A1+$A$1']])
    await bench.batch(copy(grid(0, 1, 1, 2), grid(2, 3, 3, 4)))
    expect(bench.formulas('D3')).toEqual([['=C3+$A$1']])
  })

  const source = {
    userEnteredValue: { formulaValue: '=1+1' },
    userEnteredFormat: {
      textFormat: { bold: true },
      borders: {
        top: { style: 'SOLID', width: 1, color: {}, colorStyle: { rgbColor: {} } },
      },
    },
    dataValidation: { condition: { type: 'BOOLEAN' } },
  }
  const { userEnteredValue, userEnteredFormat, dataValidation } = source
  const bold = { textFormat: { bold: true } }
  const kinds: [string, object][] = [
    ['PASTE_NORMAL', source],
    ['PASTE_VALUES', { userEnteredValue: { numberValue: 2 } }],
    ['PASTE_FORMULA', { userEnteredValue }],
    ['PASTE_FORMAT', { userEnteredFormat }],
    ['PASTE_NO_BORDERS', { userEnteredValue, userEnteredFormat: bold, dataValidation }],
    ['PASTE_DATA_VALIDATION', { dataValidation }],
  ]
  it.each(kinds)('%s takes no more than it says [D]', async (pasteType, expected) => {
    await bench.batch(
      { repeatCell: { range: grid(0, 1, 0, 1), cell: source, fields: '*' } },
      copy(grid(0, 1, 0, 1), grid(2, 3, 0, 1), { pasteType }),
    )
    const mask = 'userEnteredValue,userEnteredFormat,dataValidation'
    expect(await bench.cellData('A3', mask)).toEqual([[expected]])
  })

  it('conditional formats reach to the copies [D]', async () => {
    const rule = {
      ranges: [grid(0, 1, 0, 1)],
      booleanRule: {
        condition: { type: 'NOT_BLANK' },
        format: { textFormat: { bold: true } },
      },
    }
    await bench.batch(
      { addConditionalFormatRule: { rule, index: 0 } },
      copy(grid(0, 1, 0, 1), grid(4, 5, 0, 1), { pasteType: 'PASTE_CONDITIONAL_FORMATTING' }),
    )
    expect(await bench.get('sheets.conditionalFormats.ranges.startRowIndex')).toEqual({
      sheets: [{ conditionalFormats: [{ ranges: [{ startRowIndex: 0 }, { startRowIndex: 4 }] }] }],
    })
  })

  it('does not paste over part of a merge', async () => {
    await bench.batch({ mergeCells: { range: grid(4, 6, 0, 1), mergeType: 'MERGE_ALL' } })
    expect((await bench.batch(copy(grid(0, 1, 0, 1), grid(5, 6, 0, 1)))).status).toBe(400)
  })
})

describe('cutPaste', () => {
  it('moves cells, formats and all [R]', async () => {
    await bench.type('A1', [['a'], ['b']])
    const cell = { userEnteredFormat: { textFormat: { bold: true } } }
    await bench.batch(
      { repeatCell: { range: grid(0, 1, 0, 1), cell, fields: 'userEnteredFormat' } },
      cut(),
    )
    expect(bench.cells()).toEqual([
      ['', '', 'a'],
      ['', '', 'b'],
    ])
    expect(await bench.cellData('A1:C1', 'userEnteredFormat')).toEqual([[{}, {}, cell]])
  })

  it('takes along what lies wholly within, and formulas elsewhere find it', async () => {
    await bench.type('A1', [['1']])
    await bench.type('E1', [['=A1+1']])
    const rule = {
      ranges: [grid(0, 1, 0, 1)],
      booleanRule: { condition: { type: 'NOT_BLANK' }, format: { textFormat: { bold: true } } },
    }
    await bench.batch(
      { addNamedRange: { namedRange: { name: 'cut', range: grid(0, 1, 0, 1) } } },
      { addConditionalFormatRule: { rule, index: 0 } },
      cut(),
    )
    expect(
      await bench.get(
        'namedRanges.range.startColumnIndex,sheets.conditionalFormats.ranges.startColumnIndex',
      ),
    ).toEqual({
      namedRanges: [{ range: { startColumnIndex: 2 } }],
      sheets: [{ conditionalFormats: [{ ranges: [{ startColumnIndex: 2 }] }] }],
    })
    expect(bench.formulas('E1')).toEqual([['=C1+1']])
  })

  it('keeps formulas as they are', async () => {
    await bench.type('A1', [['=B1']])
    await bench.batch(cut())
    expect(bench.formulas('C1')).toEqual([['=B1']])
  })

  it('empties the source whatever is pasted [D]', async () => {
    await bench.type('A1', [['a']])
    await bench.batch(cut({ pasteType: 'PASTE_FORMAT' }))
    expect(bench.cells()).toEqual([])
  })

  it('needs a place within the grid [I]', async () => {
    const destination = { sheetId: 0, rowIndex: 0, columnIndex: 26 }
    expect(message(await bench.batch(cut({ destination })))).toBe(
      'Invalid requests[0].cutPaste: GridCoordinate.columnIndex[26] is after last column in grid[26]',
    )
  })
})
