import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { callGoogle, newSpreadsheet, type Answer } from '#test/google/call-google.ts'
import { startGoogle, type LocalGoogle } from '#test/google/server.ts'

const clock = { now: () => Date.parse('2026-09-27T08:00:00Z') }
let google: LocalGoogle
let id = ''

beforeAll(async () => {
  google = await startGoogle({ clock })
})
afterAll(() => google.close())
beforeEach(async () => {
  id = await newSpreadsheet(google)
})

async function get(range: string, query = ''): Promise<Answer> {
  return callGoogle(google, `/v4/spreadsheets/${id}/values/${encodeURIComponent(range)}?${query}`)
}

async function put(range: string, values: unknown, input = 'RAW'): Promise<Answer> {
  const path = `/v4/spreadsheets/${id}/values/${encodeURIComponent(range)}`
  return callGoogle(google, `${path}?valueInputOption=${input}`, {
    method: 'PUT',
    body: { values },
  })
}

async function batch(...requests: object[]): Promise<Answer> {
  return callGoogle(google, `/v4/spreadsheets/${id}:batchUpdate`, { body: { requests } })
}

async function echo(range: string): Promise<unknown> {
  return ((await get(range)).body as { range: string }).range
}

function message(answer: Answer): string {
  return (answer.body as { error: { message: string } }).error.message
}

describe('values.get', () => {
  it('leaves out what is empty at the ends, not in between [R]', async () => {
    await put('A1', [['A1', 'B1', '', 'D1'], ['', 'b2'], [], ['A4']])
    expect((await get('Sheet1!A1:D6')).body).toEqual({
      range: 'Sheet1!A1:D6',
      majorDimension: 'ROWS',
      values: [['A1', 'B1', '', 'D1'], ['', 'b2'], [], ['A4']],
    })
  })

  it('has no values at all for an empty range [R]', async () => {
    expect((await get('D4')).body).toEqual({ range: 'Sheet1!D4', majorDimension: 'ROWS' })
  })

  it('turns columns to rows', async () => {
    await put('A1', [
      ['a', 1],
      ['', 2],
    ])
    expect((await get('A1:B3', 'majorDimension=COLUMNS')).body).toEqual({
      range: 'Sheet1!A1:B3',
      majorDimension: 'COLUMNS',
      values: [['a'], ['1', '2']],
    })
  })

  const echoes: [string, string][] = [
    ['Sheet1', 'Sheet1!A1:Z1000'],
    ["'Sheet1'", 'Sheet1!A1:Z1000'],
    ['A1:C', 'Sheet1!A1:C1000'],
    ['B:B', 'Sheet1!B1:B1000'],
    ['A1:1', 'Sheet1!A1:Z1'],
    ['2:3', 'Sheet1!A2:Z3'],
    ['D4:A1', 'Sheet1!A1:D4'],
    ['Sheet1!$B$2', 'Sheet1!B2'],
    ['R2C3:R4C5', 'Sheet1!C2:E4'],
    ['Sheet1!A990:ZZ2000', 'Sheet1!A990:Z1000'],
  ]
  it.each(echoes)('echoes %s as %s [R]', async (range, echo) => {
    expect((await get(range)).body).toMatchObject({ range: echo })
  })

  it('quotes titles only where they need it [R]', async () => {
    const titles = ['D3', 'two words', '🌵', "it's", 'Straight_1']
    await batch(...titles.map((title) => ({ addSheet: { properties: { title } } })))
    expect(await echo("'D3'!A1")).toBe("'D3'!A1")
    expect(await echo("'two words'!A1")).toBe("'two words'!A1")
    expect(await echo('two words!A1')).toBe("'two words'!A1")
    expect(await echo('🌵!A1')).toBe("'🌵'!A1")
    expect(await echo("'it''s'!A1")).toBe("'it''s'!A1")
    expect(await echo("'Straight_1'!A1")).toBe('Straight_1!A1')
    // Without quotes it is the cell.
    expect(await echo('D3')).toBe('Sheet1!D3')
  })

  it.each(['NOPE!A5:F15', 'nope', 'A1:B2:C3', 'Sheet1!', "'Sheet1", 'A0'])(
    'cannot parse %s [R]',
    async (range) => {
      const answer = await get(range)
      expect(answer.status).toBe(400)
      expect(message(answer)).toBe(`Unable to parse range: ${range}`)
    },
  )

  it('refuses a range that begins outside the grid [L]', async () => {
    const answer = await get('Sheet1!A1001:B')
    expect(message(answer)).toBe(
      'Range (Sheet1!A1001:B) exceeds grid limits. Max rows: 1000, max columns: 26',
    )
  })

  it('several ranges: an error names which one [I]', async () => {
    const path = `/v4/spreadsheets/${id}/values:batchGet`
    const good = await callGoogle(google, `${path}?ranges=A1&ranges=B:B`)
    expect(good.body).toMatchObject({
      spreadsheetId: id,
      valueRanges: [{ range: 'Sheet1!A1' }, { range: 'Sheet1!B1:B1000' }],
    })
    const bad = await callGoogle(google, `${path}?ranges=A1&ranges=Nope!A1`)
    expect(message(bad)).toBe('Invalid range[1]: Unable to parse range: Nope!A1')
  })

  it('refuses an option that does not exist [R, as for other enums]', async () => {
    const answer = await get('A1', 'valueRenderOption=PRETTY')
    expect(message(answer)).toBe(
      `Invalid value at 'value_render_option' (type.googleapis.com/google.apps.sheets.v4.ValueRenderOption), "PRETTY"`,
    )
  })
})

describe('what typing makes of text, USER_ENTERED [L]', () => {
  const cases: [text: string, value: unknown, shown: string][] = [
    ['2026-09-27', 46292, '2026-09-27'],
    ['2026-09-27 10:30:15', 46292.43767361111, '2026-09-27 10:30:15'],
    ['9/27/2026', 46292, '9/27/2026'],
    ['Sep 27, 2026', 46292, 'Sep 27, 2026'],
    ['50%', 0.5, '50%'],
    ['$1,234.50', 1234.5, '$1,234.50'],
    ['2,000,000.01', 2000000.01, '2,000,000.01'],
    ['3.00', 3, '3'],
    ['-7.25', -7.25, '-7.25'],
    ['1e3', 1000, '1.00E+03'],
    ['10:30 PM', 0.9375, '10:30 PM'],
    ['true', true, 'TRUE'],
    ["'2026-09-27", '2026-09-27', '2026-09-27'],
    ["'=1+1", '=1+1', '=1+1'],
    ['2026-02-30', '2026-02-30', '2026-02-30'],
    ['1,23', '1,23', '1,23'],
    ['007 James', '007 James', '007 James'],
  ]
  it.each(cases)('%s', async (text, value, shown) => {
    await put('B2', [[text]], 'USER_ENTERED')
    expect((await get('B2', 'valueRenderOption=UNFORMATTED_VALUE')).body).toMatchObject({
      values: [[value]],
    })
    expect((await get('B2')).body).toMatchObject({ values: [[shown]] })
  })

  it('RAW keeps text as text and numbers as numbers [L]', async () => {
    await put('A1', [['2026-09-27', '=1+1', '5', 5, true]])
    expect((await get('A1:E1', 'valueRenderOption=UNFORMATTED_VALUE')).body).toMatchObject({
      values: [['2026-09-27', '=1+1', '5', 5, true]],
    })
  })

  it('dates as text only when unformatted values ask for it; FORMULA gives serials [R]', async () => {
    await put('A1', [['2020-01-01', 0.12]], 'USER_ENTERED')
    const query = 'valueRenderOption=UNFORMATTED_VALUE&dateTimeRenderOption=FORMATTED_STRING'
    expect((await get('A1:B1', query)).body).toMatchObject({ values: [['2020-01-01', 0.12]] })
    const formula = 'valueRenderOption=FORMULA&dateTimeRenderOption=FORMATTED_STRING'
    expect((await get('A1:B1', formula)).body).toMatchObject({ values: [[43831, 0.12]] })
  })

  it('a formula is kept; its text stands for a result that is not calculated yet', async () => {
    await put('A1', [['=SUM(B1:B3)']], 'USER_ENTERED')
    expect((await get('A1', 'valueRenderOption=FORMULA')).body).toMatchObject({
      values: [['=SUM(B1:B3)']],
    })
  })
})

describe('values.update', () => {
  it('counts what it wrote and says where [R]', async () => {
    expect((await put('Sheet1!A1:B2', [['a1', 'B2']])).body).toEqual({
      spreadsheetId: id,
      updatedRange: 'Sheet1!A1:B1',
      updatedRows: 1,
      updatedColumns: 2,
      updatedCells: 2,
    })
  })

  it('"" empties a cell, null leaves it alone [I]', async () => {
    await put('A1', [['one', 'two', 'three']])
    await put('A1', [['', null, 'drei']])
    expect((await get('A1:C1')).body).toMatchObject({ values: [['', 'two', 'drei']] })
  })

  it('stays within its range [I]', async () => {
    const rows = await put('Sheet1!A2:C3', [[1], [2], [3]])
    expect(message(rows)).toBe(
      'Requested writing within range [Sheet1!A2:C3], but tried writing to row [4]',
    )
    const columns = await put('Sheet1!J3:K3', [[1, 2, 3]])
    expect(message(columns)).toBe(
      'Requested writing within range [Sheet1!J3:K3], but tried writing to column [L]',
    )
    const outside = await put('Sheet1!AA1', [[1]])
    expect(message(outside)).toBe(
      'Range (Sheet1!AA1) exceeds grid limits. Max rows: 1000, max columns: 26',
    )
    expect((await get('Sheet1')).body).not.toHaveProperty('values')
  })

  it('has no default for how values are read [I]', async () => {
    const path = `/v4/spreadsheets/${id}/values/A1`
    const answer = await callGoogle(google, path, { method: 'PUT', body: { values: [[1]] } })
    expect(message(answer)).toBe("'valueInputOption' is required but not specified")
  })

  it('refuses what is no list of values, in Google’s words [R]', async () => {
    const answer = await put('A1', 'X')
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({
      error: {
        code: 400,
        message: `Invalid value at 'data.values' (type.googleapis.com/google.protobuf.ListValue), "X"`,
        status: 'INVALID_ARGUMENT',
        details: [{ fieldViolations: [{ field: 'data.values' }] }],
      },
    })
  })

  it('refuses more than 50,000 characters in a cell [D]', async () => {
    expect((await put('A1', [['x'.repeat(50_000)]])).status).toBe(200)
    expect((await put('A1', [['x'.repeat(50_001)]])).status).toBe(400)
  })

  it('answers the values that were written when asked', async () => {
    const path = `/v4/spreadsheets/${id}/values/A1?valueInputOption=USER_ENTERED&includeValuesInResponse=true`
    const { body } = await callGoogle(google, path, { method: 'PUT', body: { values: [['50%']] } })
    expect(body).toMatchObject({ updatedData: { range: 'Sheet1!A1', values: [['50%']] } })
  })
})

describe('values.clear and values.batchUpdate', () => {
  it('clears values and says which cells [R]', async () => {
    await put('A1', [['50%', 'x']], 'USER_ENTERED')
    const path = `/v4/spreadsheets/${id}/values/A:A:clear`
    expect((await callGoogle(google, path, { method: 'POST' })).body).toEqual({
      spreadsheetId: id,
      clearedRange: 'Sheet1!A1:A1000',
    })
    expect((await get('A1:B1')).body).toMatchObject({ values: [['', 'x']] })
    // The format stays.
    await put('A1', [[0.25]])
    expect((await get('A1')).body).toMatchObject({ values: [['25%']] })
  })

  it('counts distinct rows, columns and sheets of all parts [R]', async () => {
    const data = [
      { range: 'A1:D1', values: [[1, 2, 3, 4]] },
      { range: 'A4:D4', values: [[5, 6, 7, 8]] },
    ]
    const path = `/v4/spreadsheets/${id}/values:batchUpdate`
    const { body } = await callGoogle(google, path, { body: { valueInputOption: 'RAW', data } })
    expect(body).toMatchObject({
      totalUpdatedRows: 2,
      totalUpdatedColumns: 4,
      totalUpdatedCells: 8,
      totalUpdatedSheets: 1,
    })
  })

  it('writes nothing at all when one part is wrong [I]', async () => {
    const data = [
      { range: 'A1', values: [[1]] },
      { range: 'Nope!A1', values: [[2]] },
    ]
    const path = `/v4/spreadsheets/${id}/values:batchUpdate`
    const answer = await callGoogle(google, path, { body: { valueInputOption: 'RAW', data } })
    expect(message(answer)).toBe('Invalid data[1]: Unable to parse range: Nope!A1')
    expect((await get('A1')).body).not.toHaveProperty('values')
  })
})
