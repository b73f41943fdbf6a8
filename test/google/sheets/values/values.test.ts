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

describe('dates in answers', () => {
  it('are text only when unformatted values ask for it; FORMULA gives serials [R]', async () => {
    await put('A1', [['2020-01-01', 0.12]], 'USER_ENTERED')
    const query = 'valueRenderOption=UNFORMATTED_VALUE&dateTimeRenderOption=FORMATTED_STRING'
    expect((await get('A1:B1', query)).body).toMatchObject({ values: [['2020-01-01', 0.12]] })
    const formula = 'valueRenderOption=FORMULA&dateTimeRenderOption=FORMATTED_STRING'
    expect((await get('A1:B1', formula)).body).toMatchObject({ values: [[43831, 0.12]] })
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

  it('counts only rows and columns in which it wrote something [R]', async () => {
    const rows: unknown[][] = Array.from({ length: 6 }, () => [null, null, null, null])
    rows[0] = ['first', null, null, null]
    rows[5] = [null, null, null, 'last']
    expect((await put('A1:D6', rows)).body).toEqual({
      spreadsheetId: id,
      updatedRange: 'Sheet1!A1:D6',
      updatedRows: 2,
      updatedColumns: 2,
      updatedCells: 2,
    })
  })

  it('writes columns when they are what it is given [R]', async () => {
    const path = `/v4/spreadsheets/${id}/values/B1?valueInputOption=RAW`
    const body = { majorDimension: 'COLUMNS', values: [['a', 'b'], ['c']] }
    expect((await callGoogle(google, path, { method: 'PUT', body })).body).toMatchObject({
      updatedRange: 'Sheet1!B1:C2',
      updatedRows: 2,
      updatedColumns: 2,
      updatedCells: 3,
    })
    expect((await get('B1:C2')).body).toMatchObject({ values: [['a', 'c'], ['b']] })
  })

  it('"" empties a cell, null leaves it alone [I]', async () => {
    await put('A1', [['one', 'two', 'three']])
    await put('A1', [['', null, 'drei']])
    expect((await get('A1:C1')).body).toMatchObject({ values: [['', 'two', 'drei']] })
  })

  it('answers the values as they are now when asked, rendered as asked [D]', async () => {
    const path = `/v4/spreadsheets/${id}/values/A1?valueInputOption=USER_ENTERED&includeValuesInResponse=true`
    const write = async (query: string): Promise<unknown> =>
      (await callGoogle(google, path + query, { method: 'PUT', body: { values: [['1/2/2026']] } }))
        .body
    expect(await write('')).toMatchObject({
      updatedData: { range: 'Sheet1!A1', majorDimension: 'ROWS', values: [['1/2/2026']] },
    })
    const unformatted = '&responseValueRenderOption=UNFORMATTED_VALUE'
    expect(await write(unformatted)).toMatchObject({ updatedData: { values: [[46024]] } })
    const text = `${unformatted}&responseDateTimeRenderOption=FORMATTED_STRING`
    expect(await write(text)).toMatchObject({ updatedData: { values: [['1/2/2026']] } })
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
