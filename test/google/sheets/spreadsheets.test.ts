import { describe, expect, it } from 'vitest'
import { callGoogle, newSpreadsheet, type Answer } from '#test/google/call-google.ts'
import { SPREADSHEETS } from '#test/google/oauth/scopes.ts'
import { grid, message, rows, setUpBench } from '#test/google/sheets/requests/bench.ts'

const bench = setUpBench()

async function create(body: object): Promise<Answer> {
  return callGoogle(bench.google, '/v4/spreadsheets', { body })
}

async function read(id: string, query: string): Promise<unknown> {
  return (await callGoogle(bench.google, `/v4/spreadsheets/${id}?${query}`)).body
}

describe('spreadsheets.create', () => {
  it('with nothing makes one sheet with id 0 [D]', async () => {
    const { body } = await create({})
    expect(body).toMatchObject({
      properties: { title: 'Untitled spreadsheet', locale: 'en_US', timeZone: 'Etc/GMT' },
      sheets: [{ properties: { sheetId: 0, title: 'Sheet1', index: 0 } }],
    })
  })

  it('makes all that the body has in it [D]', async () => {
    const values = [{ userEnteredValue: { stringValue: 'Price' }, note: 'net' }]
    const gradientRule = { minpoint: { type: 'MIN' }, maxpoint: { type: 'MAX' } }
    const { body } = await create({
      properties: { title: 'All', locale: 'de_DE', timeZone: 'Europe/Berlin' },
      sheets: [
        {
          properties: { sheetId: 4, title: 'One', gridProperties: { frozenRowCount: 1 } },
          data: [
            {
              startRow: 1,
              startColumn: 1,
              rowData: [{ values }],
              rowMetadata: [{ pixelSize: 50 }],
              columnMetadata: [{ hiddenByUser: true }],
            },
          ],
          merges: [{ sheetId: 4, startRowIndex: 5, endRowIndex: 7, endColumnIndex: 2 }],
          conditionalFormats: [{ ranges: [{ sheetId: 4 }], gradientRule }],
          protectedRanges: [{ range: { sheetId: 4 }, warningOnly: true }],
          basicFilter: { range: { sheetId: 4 } },
          rowGroups: [{ range: { ...rows(1, 4), sheetId: 4 } }],
          charts: [
            {
              spec: { pieChart: {} },
              position: { overlayPosition: { anchorCell: { sheetId: 4, rowIndex: 3 } } },
            },
          ],
          developerMetadata: [{ metadataKey: 'sheet', visibility: 'DOCUMENT' }],
        },
        { properties: { title: 'Two' } },
      ],
      namedRanges: [{ name: 'Prices', range: { sheetId: 4, endColumnIndex: 1 } }],
      developerMetadata: [{ metadataKey: 'all', visibility: 'DOCUMENT' }],
    })
    const { spreadsheetId } = body as { spreadsheetId: string }
    expect(await read(spreadsheetId, 'includeGridData=true&ranges=One!B2')).toMatchObject({
      properties: { title: 'All', locale: 'de_DE', timeZone: 'Europe/Berlin' },
      sheets: [
        {
          properties: { sheetId: 4, gridProperties: { frozenRowCount: 1 } },
          data: [
            {
              rowData: [{ values: [{ note: 'net', formattedValue: 'Price' }] }],
              rowMetadata: [{ pixelSize: 50 }],
              columnMetadata: [{ hiddenByUser: true }],
            },
          ],
          conditionalFormats: [{ gradientRule: { minpoint: { type: 'MIN' } } }],
          protectedRanges: [{ warningOnly: true }],
          basicFilter: { range: { sheetId: 4, endRowIndex: 1000 } },
          rowGroups: [{ range: { startIndex: 1, endIndex: 4 } }],
          charts: [{ position: { overlayPosition: { anchorCell: { rowIndex: 3 } } } }],
          developerMetadata: [{ metadataKey: 'sheet', location: { sheetId: 4 } }],
        },
      ],
      namedRanges: [{ name: 'Prices' }],
      developerMetadata: [{ metadataKey: 'all' }],
    })
    expect(await read(spreadsheetId, 'fields=sheets.merges')).toEqual({
      sheets: [
        {
          merges: [
            {
              sheetId: 4,
              startRowIndex: 5,
              endRowIndex: 7,
              startColumnIndex: 0,
              endColumnIndex: 2,
            },
          ],
        },
        {},
      ],
    })
  })

  it('refuses what a batch would refuse, and makes nothing', async () => {
    const answer = await create({ namedRanges: [{ name: 'A1', range: { sheetId: 0 } }] })
    expect(answer.status).toBe(400)
    expect((await create({ properties: { locale: 'xx-nowhere' } })).status).toBe(400)
  })
})

describe('spreadsheets.get by ranges', () => {
  it('has the sheets of the ranges, each range’s data, and what touches them [L]', async () => {
    bench.write('A1:B2', [
      ['a', 'b'],
      ['c', 'd'],
    ])
    await bench.batch(
      { addSheet: { properties: { sheetId: 9, title: 'Other' } } },
      { mergeCells: { range: grid(4, 6, 0, 1) } },
      { addTable: { table: { tableId: 't', range: grid(0, 2, 0, 2) } } },
    )
    const fields =
      'sheets(properties.title,merges,tables.tableId,data.rowData.values.formattedValue)'
    expect(await bench.get(fields, 'ranges=Sheet1!B1:B2&ranges=Sheet1!A2')).toEqual({
      sheets: [
        {
          properties: { title: 'Sheet1' },
          data: [
            {
              rowData: [
                { values: [{ formattedValue: 'b' }] },
                { values: [{ formattedValue: 'd' }] },
              ],
            },
            { rowData: [{ values: [{ formattedValue: 'c' }] }] },
          ],
          tables: [{ tableId: 't' }],
        },
      ],
    })
    expect(await bench.get(fields, 'ranges=A5')).toMatchObject({
      sheets: [{ merges: [{ startRowIndex: 4 }] }],
    })
    expect(await bench.get('sheets.tables', 'ranges=A5')).toEqual({ sheets: [{}] })
  })
})

const cell = (...texts: string[]): object => ({
  rowData: [{ values: texts.map((formattedValue) => ({ formattedValue })) }],
})

async function byFilter(body: object, query = ''): Promise<Answer> {
  const path = `/v4/spreadsheets/${bench.id}:getByDataFilter?${query}`
  return callGoogle(bench.google, path, { body })
}

describe('spreadsheets.getByDataFilter', () => {
  it('selects by A1, by grid range and by metadata, with grid data on request [D]', async () => {
    bench.write('A1:B3', [
      ['a', 'b'],
      ['c', 'd'],
      ['e', 'f'],
    ])
    const developerMetadata = {
      metadataKey: 'row',
      visibility: 'DOCUMENT',
      location: { dimensionRange: rows(2, 3) },
    }
    await bench.batch(
      { addSheet: { properties: { sheetId: 9, title: 'Other' } } },
      { createDeveloperMetadata: { developerMetadata } },
    )
    const dataFilters = [
      { a1Range: 'Sheet1!A1' },
      { gridRange: grid(1, 2, 1, 2) },
      { developerMetadataLookup: { metadataKey: 'row' } },
    ]
    const fields = 'fields=sheets(properties.title,data.rowData.values.formattedValue)'
    const { body } = await byFilter({ dataFilters, includeGridData: true }, fields)
    expect(body).toEqual({
      sheets: [{ properties: { title: 'Sheet1' }, data: [cell('a'), cell('d'), cell('e', 'f')] }],
    })
    const without = await byFilter({ dataFilters })
    expect(without.body).toMatchObject({ sheets: [{ properties: { title: 'Sheet1' } }] })
    expect(without.text).not.toContain('rowData')
  })

  it('can do without the bands of tables [D]', async () => {
    await bench.batch({ addTable: { table: { tableId: 't', range: grid(0, 3, 0, 2) } } })
    const dataFilters = [{ a1Range: 'A1:B9' }]
    const both = await byFilter({ dataFilters }, 'fields=sheets.bandedRanges.bandedRangeReference')
    expect(both.body).toEqual({ sheets: [{ bandedRanges: [{ bandedRangeReference: 't' }] }] })
    const given = { dataFilters, excludeTablesInBandedRanges: true }
    expect((await byFilter(given, 'fields=sheets.bandedRanges')).body).toEqual({ sheets: [{}] })
  })

  it.each([[{}], [{ gridRange: { sheetId: 77 } }], [{ a1Range: 'Nowhere!A1' }]])(
    'refuses the filter %o',
    async (filter) => {
      expect((await byFilter({ dataFilters: [filter] })).status).toBe(400)
    },
  )
})

async function copy(sheetId: number, to: string, token?: string): Promise<Answer> {
  const path = `/v4/spreadsheets/${bench.id}/sheets/${String(sheetId)}:copyTo`
  const body = { destinationSpreadsheetId: to }
  return callGoogle(bench.google, path, { body, ...(token === undefined ? {} : { token }) })
}

describe('spreadsheets.sheets.copyTo', () => {
  it('puts a copy behind the sheets of another spreadsheet [D, I]', async () => {
    bench.write('A1', [['kept']])
    await bench.batch({ mergeCells: { range: grid(2, 4, 0, 1) } })
    const to = await newSpreadsheet(bench.google)
    const { body } = await copy(0, to)
    expect(body).toEqual({
      sheetId: expect.any(Number) as unknown,
      title: 'Copy of Sheet1',
      index: 1,
      sheetType: 'GRID',
      gridProperties: { rowCount: 1000, columnCount: 26 },
    })
    expect((body as { sheetId: number }).sheetId).not.toBe(0)
    expect(bench.google.cells(to, "'Copy of Sheet1'!A1")).toEqual([['kept']])
    expect(await read(to, 'fields=sheets.merges')).toMatchObject({
      sheets: [{}, { merges: [{ startRowIndex: 2 }] }],
    })
    expect((await copy(0, to)).body).toMatchObject({ title: 'Copy of Sheet1 2', index: 2 })
  })

  it('needs the right to read the one and to write the other [I]', async () => {
    const to = await newSpreadsheet(bench.google)
    const token = bench.google.tokenFor('ben@gmail.com', [SPREADSHEETS])
    expect((await copy(0, to, token)).status).toBe(403)
    bench.google.share(bench.id, 'ben@gmail.com', 'reader')
    expect((await copy(0, to, token)).status).toBe(403)
    bench.google.share(to, 'ben@gmail.com', 'reader')
    expect((await copy(0, to, token)).status).toBe(403)
    bench.google.share(to, 'ben@gmail.com', 'writer')
    expect((await copy(0, to, token)).status).toBe(200)
    expect((await copy(0, 'nowhere')).status).toBe(404)
    expect(message(await copy(77, to))).toBe('No sheet with id: 77')
    const path = `/v4/spreadsheets/${bench.id}/sheets/first:copyTo`
    expect(message(await callGoogle(bench.google, path, { body: {} }))).toBe(
      `Invalid value at 'sheet_id' (TYPE_INT32), "first"`,
    )
  })
})

const update = (properties: object, fields: string): object => ({
  updateSpreadsheetProperties: { properties, fields },
})

describe('updateSpreadsheetProperties', () => {
  it('sets iteration, time zones of both forms and the theme [D]', async () => {
    const iterativeCalculationSettings = { maxIterations: 5, convergenceThreshold: 0.05 }
    const types = ['TEXT', 'BACKGROUND', 'LINK', 'ACCENT1', 'ACCENT2', 'ACCENT3']
    const themeColors = [...types, 'ACCENT4', 'ACCENT5', 'ACCENT6'].map((colorType) => ({
      colorType,
      color: { rgbColor: { red: 1 } },
    }))
    const spreadsheetTheme = { primaryFontFamily: 'Roboto', themeColors }
    await bench.batch(
      update({ iterativeCalculationSettings }, 'iterativeCalculationSettings'),
      update({ timeZone: 'GMT-07:00', autoRecalc: 'HOUR' }, 'timeZone,autoRecalc'),
      update({ spreadsheetTheme }, 'spreadsheetTheme'),
    )
    expect(await bench.get('properties')).toMatchObject({
      properties: {
        iterativeCalculationSettings,
        timeZone: 'GMT-07:00',
        autoRecalc: 'HOUR',
        spreadsheetTheme,
      },
    })
    const incomplete = { primaryFontFamily: 'Roboto', themeColors: themeColors.slice(1) }
    const answer = await bench.batch(update({ spreadsheetTheme: incomplete }, 'spreadsheetTheme'))
    expect(answer.status).toBe(400)
  })

  it.each([
    [{ title: '' }, 'title'],
    [{ locale: 'nowhere' }, 'locale'],
    [{ timeZone: 'Mars/Base' }, 'timeZone'],
    [{ defaultFormat: {} }, 'defaultFormat'],
  ])('refuses %o [D]', async (properties, fields) => {
    const answer = await bench.batch(update(properties, fields))
    expect(answer.status).toBe(400)
    expect(message(answer)).toMatch(/^Invalid requests\[0\]\.updateSpreadsheetProperties: /)
  })
})
