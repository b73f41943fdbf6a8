import { describe, expect, it } from 'vitest'
import { grid, message, setUpBench } from '#test/google/sheets/requests/bench.ts'

const bench = setUpBench()

const merge = { mergeCells: { range: grid(0, 1, 0, 2), mergeType: 'MERGE_ALL' } }

describe('what Google’s JSON reader takes', () => {
  it('names as in the .proto file, deep inside too [R]', async () => {
    const properties = { sheet_id: 0, grid_properties: { frozen_row_count: 2 } }
    const update = { properties, fields: 'grid_properties( frozen_row_count, frozen_column_count)' }
    const answer = await bench.send({ requests: { update_sheet_properties: update } })
    expect(answer.status).toBe(200)
    expect(await bench.get('sheets.properties.gridProperties.frozenRowCount')).toEqual({
      sheets: [{ properties: { gridProperties: { frozenRowCount: 2 } } }],
    })
  })

  it.each([
    ['one request instead of a list', merge, 1],
    ['lists inside the list', [[merge], [{ unmergeCells: { range: grid(0, 1, 0, 2) } }]], 2],
  ])('%s [R]', async (_name, requests, replies) => {
    const { body } = await bench.send({ requests })
    expect(body).toEqual({
      spreadsheetId: bench.id,
      replies: Array.from({ length: replies }, () => ({})),
    })
  })

  it('null in a list, which is stepped over [I]', async () => {
    const { body } = await bench.send({ requests: [null, merge, null] })
    expect(body).toEqual({ spreadsheetId: bench.id, replies: [{}] })
    const nothing = await bench.send({ requests: [null] })
    expect(message(nothing)).toBe('Must specify at least one request.')
  })

  it('numbers as strings, booleans as strings, null for nothing [D]', async () => {
    const range = { sheetId: '0', dimension: 'ROWS', startIndex: '1', endIndex: 3.0 }
    const { body } = await bench.batch({
      insertDimension: { range, inheritFromBefore: 'true' },
      addSheet: null,
    })
    expect(body).toMatchObject({ replies: [{}] })
    expect(await bench.get('sheets.properties.gridProperties.rowCount')).toEqual({
      sheets: [{ properties: { gridProperties: { rowCount: 1002 } } }],
    })
  })
})

describe('what it refuses', () => {
  const range = { sheetId: 0, dimension: 'ROWS', startIndex: 0, endIndex: 1 }
  const cases: [string, object, string][] = [
    [
      'an unknown name [D]',
      { addSheet: { propertys: {} } },
      `Invalid JSON payload received. Unknown name "propertys" at 'requests[0].add_sheet': Cannot find field.`,
    ],
    [
      'an unknown value of an enum [I]',
      { deleteDimension: { range: { ...range, dimension: 'ROW' } } },
      `Invalid value at 'requests[0].delete_dimension.range.dimension' (type.googleapis.com/google.apps.sheets.v4.Dimension), "ROW"`,
    ],
    [
      'an unknown value of an enum that belongs to a message [I]',
      { addChart: { chart: { spec: { pieChart: { legendPosition: 'NONE' } } } } },
      `Invalid value at 'requests[0].add_chart.chart.spec.pie_chart.legend_position' (type.googleapis.com/google.apps.sheets.v4.PieChartSpec.PieChartLegendPosition), "NONE"`,
    ],
    [
      'a fraction where a whole number stands [I]',
      { deleteDimension: { range: { ...range, startIndex: 1.5 } } },
      `Invalid value at 'requests[0].delete_dimension.range.start_index' (TYPE_INT32), 1.5`,
    ],
    [
      'a number past 32 bits [I]',
      { deleteSheet: { sheetId: 2 ** 31 } },
      `Invalid value at 'requests[0].delete_sheet.sheet_id' (TYPE_INT32), 2147483648`,
    ],
    [
      'a number as text [D]',
      { addSheet: { properties: { title: 5 } } },
      `Invalid value at 'requests[0].add_sheet.properties.title' (TYPE_STRING), 5`,
    ],
    [
      'text for a message [I]',
      { mergeCells: { range: 'A1:B2' } },
      `Invalid value at 'requests[0].merge_cells.range' (type.googleapis.com/google.apps.sheets.v4.GridRange), "A1:B2"`,
    ],
    [
      'a list for one message [I]',
      { mergeCells: { range: [grid(0, 1, 0, 1)] } },
      `Invalid JSON payload received. Unknown name "range" at 'requests[0].merge_cells': Proto field is not repeating, cannot start list.`,
    ],
    [
      'a message for a number [I]',
      { deleteSheet: { sheetId: { id: 1 } } },
      `Invalid value at 'requests[0].delete_sheet' (sheet_id), Starting an object on a scalar field`,
    ],
    [
      'two kinds in one request [I]',
      { addSheet: {}, deleteSheet: { sheetId: 0 } },
      `Invalid value at 'requests[0]' (oneof), oneof field 'kind' is already set. Cannot set 'deleteSheet'`,
    ],
    [
      'two values in one cell [D]',
      {
        repeatCell: {
          range: grid(0, 1, 0, 1),
          cell: { userEnteredValue: { stringValue: '1', numberValue: 1 } },
          fields: '*',
        },
      },
      `Invalid value at 'requests[0].repeat_cell.cell.user_entered_value' (oneof), oneof field 'value' is already set. Cannot set 'numberValue'`,
    ],
  ]
  it.each(cases)('%s', async (_name, request, text) => {
    const answer = await bench.batch(request)
    expect(answer.status).toBe(400)
    expect(message(answer)).toBe(text)
    expect(answer.body).toHaveProperty('error.details')
  })

  it('text for a request, in the name that Google has for that [I]', async () => {
    expect(message(await bench.send({ requests: ['repeatCell'] }))).toBe(
      `Invalid value at 'requests[0]' (type.googleapis.com/google.apps.sheets.v4.BatchUpdateSpreadsheetRequest.Request), "repeatCell"`,
    )
  })

  it('all that is wrong at once, one line each [R]', async () => {
    const answer = await bench.batch({ addSheet: { a: 1 } }, { addSheet: { b: 1 } })
    expect(message(answer).split('\n')).toHaveLength(2)
    expect(answer.body).toMatchObject({
      error: {
        details: [
          {
            fieldViolations: [
              { field: 'requests[0].add_sheet' },
              { field: 'requests[1].add_sheet' },
            ],
          },
        ],
      },
    })
  })
})
