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

  it('has no default for how values are read [I]', async () => {
    const path = `/v4/spreadsheets/${id}/values/A1`
    const answer = await callGoogle(google, path, { method: 'PUT', body: { values: [[1]] } })
    expect(message(answer)).toBe("'valueInputOption' is required but not specified")
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
