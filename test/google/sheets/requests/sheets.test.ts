import { describe, expect, it } from 'vitest'
import { grid, message, rows, setUpBench } from './bench.ts'

const bench = setUpBench()

describe('sheets', () => {
  it('a name can be had once [I]', async () => {
    const answer = await bench.batch({ addSheet: { properties: { title: 'sheet1' } } })
    expect(message(answer)).toBe(
      'Invalid requests[0].addSheet: A sheet with the name "sheet1" already exists. Please enter another name.',
    )
  })

  it('not all of them can be hidden [R]', async () => {
    const properties = { sheetId: 0, hidden: true }
    const answer = await bench.batch({ updateSheetProperties: { properties, fields: 'hidden' } })
    expect(message(answer)).toBe(
      "Invalid requests[0].updateSheetProperties: You can't hide all the sheets in a document.",
    )
  })

  it('a tab’s colour is kept in 8 bits a part, beside its twin [R]', async () => {
    const tabColorStyle = { rgbColor: { red: 1, green: 0, blue: 0.5 } }
    const properties = { sheetId: 0, tabColorStyle }
    await bench.batch({ updateSheetProperties: { properties, fields: 'tabColorStyle' } })
    const kept = { red: 1, blue: 0.49803922 }
    expect(await bench.get('sheets.properties(tabColor,tabColorStyle)')).toEqual({
      sheets: [{ properties: { tabColor: kept, tabColorStyle: { rgbColor: kept } } }],
    })
  })

  it('the tab’s older colour is taken in by * too', async () => {
    const properties = { sheetId: 0, tabColor: { red: 1 } }
    await bench.batch({ updateSheetProperties: { properties, fields: '*' } })
    expect(await bench.get('sheets.properties.tabColor')).toEqual({
      sheets: [{ properties: { tabColor: { red: 1 } } }],
    })
  })

  it('a name that is made up is free, whatever its case', async () => {
    await bench.batch({ addSheet: { properties: { title: 'sheet3' } } })
    expect(await bench.reply({ addSheet: {} })).toMatchObject({
      addSheet: { properties: { title: 'Sheet4' } },
    })
  })

  it.each([
    ['', 'The sheet name cannot be empty.'],
    ['x'.repeat(101), 'The sheet name cannot be greater than 100 characters.'],
  ])('cannot be called %s [I]', async (title, words) => {
    const answer = await bench.batch({
      updateSheetProperties: { properties: { title }, fields: 'title' },
    })
    expect(message(answer)).toBe(`Invalid requests[0].updateSheetProperties: ${words}`)
  })

  it.each(['gridProperties.rows', 'colour'])('has no property %s', async (fields) => {
    const answer = await bench.batch({ updateSheetProperties: { properties: {}, fields } })
    expect(answer.status).toBe(400)
  })

  it('ids that were chosen can be had once [D, L]', async () => {
    const again = await bench.batch({ addSheet: { properties: { sheetId: 0, title: 'x' } } })
    expect(message(again)).toBe('Invalid requests[0].addSheet: Sheet with id 0 already exists.')
    const below = await bench.batch({ addSheet: { properties: { sheetId: -1, title: 'x' } } })
    expect(below.status).toBe(400)
  })

  it('the last one that shows cannot go [R]', async () => {
    const answer = await bench.batch({ deleteSheet: { sheetId: 0 } })
    expect(message(answer)).toBe(
      "Invalid requests[0].deleteSheet: You can't remove all the visible sheets in a document.",
    )
  })

  it('not all rows can be frozen, also of a new one [I]', async () => {
    const gridProperties = { rowCount: 2, frozenRowCount: 2 }
    const answer = await bench.batch({ addSheet: { properties: { gridProperties } } })
    expect(message(answer)).toBe(
      "Invalid requests[0].addSheet: You can't freeze all visible rows on the sheet.",
    )
  })

  it('more than ten million cells are refused by the request that makes them [I]', async () => {
    const gridProperties = { rowCount: 1_000_000, columnCount: 10 }
    const answer = await bench.batch({ addSheet: { properties: { gridProperties } } })
    expect(message(answer)).toBe(
      'Invalid requests[0].addSheet: This action would increase the number of cells in the workbook above the limit of 10000000 cells.',
    )
  })
})

async function move(sheetId: number, index?: number): Promise<unknown> {
  const properties = { sheetId, ...(index === undefined ? {} : { index }) }
  await bench.batch({ updateSheetProperties: { properties, fields: 'index' } })
  const { sheets } = (await bench.get('sheets.properties.sheetId')) as {
    sheets: { properties: { sheetId: number } }[]
  }
  return sheets.map((sheet) => sheet.properties.sheetId)
}

describe('the order of sheets', () => {
  it('is changed with places as they were before the move [D]', async () => {
    await bench.batch(
      { addSheet: { properties: { sheetId: 1 } } },
      { addSheet: { properties: { sheetId: 2 } } },
    )
    expect(await move(0, 1)).toEqual([0, 1, 2])
    expect(await move(0, 2)).toEqual([1, 0, 2])
    expect(await move(2, 0)).toEqual([2, 1, 0])
    expect(await move(2)).toEqual([1, 0, 2])
  })
})

describe('a place before the first', () => {
  it('is refused', async () => {
    await bench.batch({ addSheet: { properties: { sheetId: 2 } } })
    const answers = [
      await bench.batch({ addSheet: { properties: { index: -1 } } }),
      await bench.batch({ duplicateSheet: { sourceSheetId: 2, insertSheetIndex: -1 } }),
      await bench.batch({
        updateSheetProperties: { properties: { sheetId: 2, index: -1 }, fields: 'index' },
      }),
    ]
    for (const answer of answers) expect(message(answer)).toContain('Invalid sheet index: -1.')
  })
})

describe('a smaller grid', () => {
  it('takes along what was outside of it', async () => {
    bench.write('A1:C3', [
      ['a', 'b', 'c'],
      ['d', 'e', 'f'],
    ])
    const developerMetadata = {
      metadataKey: 'k',
      visibility: 'DOCUMENT',
      location: { dimensionRange: rows(1, 2) },
    }
    const properties = { gridProperties: { rowCount: 1, columnCount: 2 } }
    await bench.batch(
      { createDeveloperMetadata: { developerMetadata } },
      { updateSheetProperties: { properties, fields: 'gridProperties(rowCount,columnCount)' } },
      { appendDimension: { sheetId: 0, dimension: 'ROWS', length: 5 } },
    )
    expect(bench.cells()).toEqual([['a', 'b']])
    expect(bench.google.metadata(bench.id)).toEqual([])
  })
})

describe('duplicateSheet', () => {
  it('puts a copy before all others, with what the sheet carries [D]', async () => {
    bench.write('A1', [['kept']])
    const range = grid(0, 3, 0, 2)
    const source = { sourceRange: { sources: [range] } }
    const overlayPosition = { anchorCell: { sheetId: 0, rowIndex: 1 } }
    await bench.batch(
      { mergeCells: { range: grid(5, 7, 0, 1) } },
      { addProtectedRange: { protectedRange: { protectedRangeId: 7, range } } },
      { addFilterView: { filter: { filterViewId: 8, range } } },
      {
        addChart: {
          chart: {
            chartId: 9,
            spec: { basicChart: { series: [{ series: source }] } },
            position: { overlayPosition },
          },
        },
      },
    )
    const reply = await bench.reply({ duplicateSheet: { sourceSheetId: 0, newSheetId: 50 } })
    expect(reply).toMatchObject({
      duplicateSheet: { properties: { sheetId: 50, title: 'Copy of Sheet1', index: 0 } },
    })
    expect(bench.cells("'Copy of Sheet1'!A1")).toEqual([['kept']])
    const parts = 'merges,protectedRanges.range,filterViews.range,charts(spec,position)'
    expect(await bench.get(`sheets(properties.sheetId,${parts})`)).toMatchObject({
      sheets: [
        {
          properties: { sheetId: 50 },
          merges: [{ sheetId: 50 }],
          protectedRanges: [{ range: { sheetId: 50 } }],
          filterViews: [{ range: { sheetId: 50 } }],
          charts: [
            {
              spec: {
                basicChart: {
                  series: [{ series: { sourceRange: { sources: [{ sheetId: 50 }] } } }],
                },
              },
              position: { overlayPosition: { anchorCell: { sheetId: 50, rowIndex: 1 } } },
            },
          ],
        },
        { properties: { sheetId: 0 } },
      ],
    })
    // The copy's things have ids of their own.
    await bench.batch({ deleteProtectedRange: { protectedRangeId: 7 } })
    expect(await bench.get('sheets.protectedRanges.range')).toMatchObject({
      sheets: [{ protectedRanges: [{}] }, {}],
    })
  })

  it('what stands for a name or a table stays with it, its copy with the copy', async () => {
    bench.write('A1:B3', [
      ['a', 'b'],
      [1, 2],
      [3, 4],
    ])
    await bench.batch(
      { addTable: { table: { tableId: 'tasks', range: grid(0, 3, 0, 2) } } },
      {
        addNamedRange: { namedRange: { namedRangeId: 'n', name: 'all', range: grid(0, 3, 0, 2) } },
      },
      { addFilterView: { filter: { tableId: 'tasks' } } },
      { addFilterView: { filter: { namedRangeId: 'n' } } },
      { addProtectedRange: { protectedRange: { tableId: 'tasks' } } },
      { duplicateSheet: { newSheetId: 8 } },
      { addSheet: { properties: { sheetId: 9 } } },
      {
        updateNamedRange: {
          namedRange: { namedRangeId: 'n', range: { sheetId: 9, endRowIndex: 2 } },
          fields: 'range',
        },
      },
      { deleteTable: { tableId: 'tasks' } },
    )
    const { sheets } = (await bench.get(
      'sheets(properties.sheetId,tables.tableId,protectedRanges.tableId,filterViews(tableId,namedRangeId))',
    )) as { sheets: { properties: object; tables?: { tableId: string }[] }[] }
    const copied = sheets[0]?.tables?.[0]?.tableId
    expect(copied).not.toBe('tasks')
    expect(sheets).toEqual([
      {
        properties: { sheetId: 8 },
        tables: [{ tableId: copied }],
        protectedRanges: [{ tableId: copied }],
        filterViews: [{ tableId: copied }, {}],
      },
      { properties: { sheetId: 0 } },
      { properties: { sheetId: 9 }, filterViews: [{ namedRangeId: 'n' }] },
    ])
  })

  it('takes a title, an id and a place that are free [D, I]', async () => {
    const given = { sourceSheetId: 0, newSheetName: 'Sheet1' }
    expect(message(await bench.batch({ duplicateSheet: given }))).toBe(
      'Invalid requests[0].duplicateSheet: A sheet with the name "Sheet1" already exists. Please enter another name.',
    )
    expect((await bench.batch({ duplicateSheet: { newSheetId: 0 } })).status).toBe(400)
    const duplicateSheet = { insertSheetIndex: 1, newSheetName: 'Mine' }
    expect(await bench.reply({ duplicateSheet })).toMatchObject({
      duplicateSheet: { properties: { title: 'Mine', index: 1 } },
    })
  })
})

describe('a sheet that is deleted', () => {
  it('takes its names along, and what charts elsewhere show of it', async () => {
    const source = { sourceRange: { sources: [{ sheetId: 9 }] } }
    const series = [{ series: source }]
    const spec = { basicChart: { domains: [{ domain: source }], series } }
    const position = { overlayPosition: { anchorCell: { sheetId: 0 } } }
    await bench.batch(
      { addSheet: { properties: { sheetId: 9, title: 'Gone' } } },
      { addNamedRange: { namedRange: { name: 'There', range: { sheetId: 9 } } } },
      { addChart: { chart: { spec, position } } },
      { deleteSheet: { sheetId: 9 } },
    )
    expect(await bench.get('namedRanges,sheets.charts.spec.basicChart')).toEqual({
      sheets: [{ charts: [{ spec: { basicChart: { domains: [], series: [] } } }] }],
    })
  })
})
