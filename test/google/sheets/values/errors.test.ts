import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { callGoogle, newSpreadsheet, type Answer } from '#test/google/call-google.ts'
import { startGoogle, type LocalGoogle } from '#test/google/server.ts'

let google: LocalGoogle
let id = ''

beforeAll(async () => {
  google = await startGoogle()
})
afterAll(() => google.close())
beforeEach(async () => {
  id = await newSpreadsheet(google)
})

async function put(values: unknown, query = 'valueInputOption=RAW'): Promise<Answer> {
  const path = `/v4/spreadsheets/${id}/values/A1?${query}`
  return callGoogle(google, path, { method: 'PUT', body: { values } })
}

async function post(method: string, body: object): Promise<Answer> {
  return callGoogle(google, `/v4/spreadsheets/${id}/values${method}`, { body })
}

function message({ body }: Answer): string {
  return (body as { error: { message: string } }).error.message
}

describe('what is no list of values', () => {
  it('is refused, and named [R]', async () => {
    const answer = await put('X')
    const description = `Invalid value at 'data.values' (type.googleapis.com/google.protobuf.ListValue), "X"`
    expect(answer.status).toBe(400)
    expect(answer.body).toEqual({
      error: {
        code: 400,
        message: description,
        status: 'INVALID_ARGUMENT',
        details: [
          {
            '@type': 'type.googleapis.com/google.rpc.BadRequest',
            fieldViolations: [{ field: 'data.values', description }],
          },
        ],
      },
    })
  })

  it('every one of them, one a line [I]', async () => {
    const list = 'type.googleapis.com/google.protobuf.ListValue'
    expect(message(await put(['TEST', ['fine'], 7]))).toBe(
      `Invalid value at 'data.values[0]' (${list}), "TEST"\n` +
        `Invalid value at 'data.values[2]' (${list}), 7`,
    )
    const data = [{ range: 'A1', values: ['x'] }]
    const batch = await post(':batchUpdate', { valueInputOption: 'RAW', data })
    expect(message(batch)).toBe(`Invalid value at 'data[0].values[0]' (${list}), "x"`)
  })

  it('a list or an object for one cell [L for lists, I for objects]', async () => {
    expect(
      message(
        await put([
          ['a', 'b'],
          ['c', ['nested']],
        ]),
      ),
    ).toBe(
      'Invalid values[1][1]: list_value \t {\n  values {\n    string_value: "nested"\n  }\n}\n',
    )
    expect(message(await put([[{ name: 'Jane', age: 7 }]]))).toBe(
      'Invalid values[0][0]: struct_value \t {\n' +
        '  fields {\n    key: "name"\n    value {\n      string_value: "Jane"\n    }\n  }\n' +
        '  fields {\n    key: "age"\n    value {\n      number_value: 7.0\n    }\n  }\n}\n',
    )
  })
})

describe('options', () => {
  it('writing has no default for how values are read [I]', async () => {
    const missing = "'valueInputOption' is required but not specified"
    expect(message(await put([[1]], ''))).toBe(missing)
    expect(message(await put([[1]], 'valueInputOption=INPUT_VALUE_OPTION_UNSPECIFIED'))).toBe(
      missing,
    )
    expect(message(await post(':batchUpdate', { data: [] }))).toBe(missing)
    expect(message(await post('/A1:append', { values: [[1]] }))).toBe(missing)
  })

  const unknown: [query: string, field: string, type: string][] = [
    ['valueInputOption=TYPED', 'value_input_option', 'ValueInputOption'],
    [
      'valueInputOption=RAW&responseValueRenderOption=TYPED',
      'response_value_render_option',
      'ValueRenderOption',
    ],
  ]
  it.each(unknown)('%s does not exist [R, as for other enums]', async (query, field, type) => {
    const answer = await put([[1]], `${query}&includeValuesInResponse=true`)
    const description = `Invalid value at '${field}' (type.googleapis.com/google.apps.sheets.v4.${type}), "TYPED"`
    expect(answer.body).toMatchObject({
      error: { code: 400, message: description, details: [{ fieldViolations: [{ field }] }] },
    })
    const { body } = await callGoogle(google, `/v4/spreadsheets/${id}/values/A1`)
    expect(body).not.toHaveProperty('values')
  })

  it('nor do they in a body [R, as for other enums]', async () => {
    const answer = await post(':batchUpdate', { valueInputOption: 'TYPED', data: [] })
    expect(message(answer)).toBe(
      `Invalid value at 'value_input_option' (type.googleapis.com/google.apps.sheets.v4.ValueInputOption), "TYPED"`,
    )
  })

  it('the range of the body has to be that of the address, letter for letter [L]', async () => {
    const path = `/v4/spreadsheets/${id}/values/Sheet1!A1?valueInputOption=RAW`
    const write = async (range: string): Promise<Answer> =>
      callGoogle(google, path, { method: 'PUT', body: { range, values: [[1]] } })
    expect(message(await write("'Sheet1'!A1"))).toBe(
      "Request range[Sheet1!A1] does not match value's range['Sheet1'!A1]",
    )
    expect((await write('Sheet1!A1')).status).toBe(200)
  })
})

describe('limits', () => {
  it('a cell holds 50,000 characters [D]', async () => {
    expect((await put([['x'.repeat(50_000)]])).status).toBe(200)
    const answer = await put([['x'.repeat(50_001)]])
    expect(answer.status).toBe(400)
    expect(message(answer)).toBe(
      'Your input contains more than the maximum of 50000 characters in a single cell.',
    )
  })

  it('a spreadsheet holds ten million cells: an append past them is refused [D]', async () => {
    const gridProperties = { rowCount: 1_000_000, columnCount: 9 }
    const requests = [{ addSheet: { properties: { title: 'Big', gridProperties } } }]
    await callGoogle(google, `/v4/spreadsheets/${id}:batchUpdate`, { body: { requests } })
    google.writeCells(id, 'Big!A1', [['a']])
    // A million rows would have to become two columns wider.
    const wide = encodeURIComponent('Big!A1')
    const answer = await post(`/${wide}:append?valueInputOption=RAW`, {
      values: [Array.from({ length: 11 }, () => 'x')],
    })
    expect(answer.status).toBe(400)
    expect(message(answer)).toBe(
      'This action would increase the number of cells in the workbook above the limit of 10000000 cells.',
    )
    expect(google.cells(id, 'Big')).toEqual([['a']])
  })
})

describe('protected cells [I]', () => {
  it('are refused to whoever may not edit them, and to nobody else', async () => {
    google.share(id, 'ben@gmail.com', 'writer')
    const range = { sheetId: 0, startRowIndex: 0, endRowIndex: 1 }
    const requests = [{ addProtectedRange: { protectedRange: { range, editors: { users: [] } } } }]
    await callGoogle(google, `/v4/spreadsheets/${id}:batchUpdate`, { body: { requests } })
    const scopes = ['https://www.googleapis.com/auth/spreadsheets']
    const token = google.tokenFor('ben@gmail.com', scopes)
    const write = async (cell: string): Promise<Answer> => {
      const path = `/v4/spreadsheets/${id}/values/${cell}?valueInputOption=RAW`
      return callGoogle(google, path, { method: 'PUT', body: { values: [['x']] }, token })
    }
    expect(message(await write('B1'))).toBe(
      'You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection if you need to edit.',
    )
    expect((await write('B2')).status).toBe(200)
    expect((await put([['x']])).status).toBe(200)
    const clear = `/v4/spreadsheets/${id}/values/A:A:clear`
    expect((await callGoogle(google, clear, { method: 'POST', token })).status).toBe(400)
  })
})
