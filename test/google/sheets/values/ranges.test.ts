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

async function get(range: string): Promise<Answer> {
  return callGoogle(google, `/v4/spreadsheets/${id}/values/${encodeURIComponent(range)}`)
}

/** The range that values.get answers with, or the message of its error. */
async function echo(range: string): Promise<unknown> {
  const { body } = await get(range)
  const { range: echoed, error } = body as { range?: string; error?: { message: string } }
  return echoed ?? error?.message
}

async function put(range: string, values: unknown[][]): Promise<string> {
  const path = `/v4/spreadsheets/${id}/values/${encodeURIComponent(range)}?valueInputOption=RAW`
  const { body } = await callGoogle(google, path, { method: 'PUT', body: { values } })
  const { updatedRange, error } = body as { updatedRange?: string; error?: { message: string } }
  return updatedRange ?? error?.message ?? ''
}

async function batch(...requests: object[]): Promise<void> {
  const { status } = await callGoogle(google, `/v4/spreadsheets/${id}:batchUpdate`, {
    body: { requests },
  })
  expect(status).toBe(200)
}

async function addSheets(...sheets: object[]): Promise<void> {
  await batch(...sheets.map((properties) => ({ addSheet: { properties } })))
}

describe('a range', () => {
  const echoes: [string, string][] = [
    ['Sheet1', 'Sheet1!A1:Z1000'],
    ["'Sheet1'", 'Sheet1!A1:Z1000'],
    ['A1:C', 'Sheet1!A1:C1000'],
    ['B:B', 'Sheet1!B1:B1000'],
    ['A1:1', 'Sheet1!A1:Z1'],
    ['2:3', 'Sheet1!A2:Z3'],
    ['A5:A', 'Sheet1!A5:A1000'],
    ['D4:A1', 'Sheet1!A1:D4'],
    ['Sheet1!$B$2', 'Sheet1!B2'],
    ['Sheet1!$A$1:$B2', 'Sheet1!A1:B2'],
    ['b2:c3', 'Sheet1!B2:C3'],
    ['Sheet1!C2:C2', 'Sheet1!C2'],
    ['Sheet1!A990:ZZ2000', 'Sheet1!A990:Z1000'],
  ]
  it.each(echoes)('%s is echoed as %s [R]', async (range, echoed) => {
    expect(await echo(range)).toBe(echoed)
  })

  it('in R1C1 notation [D]', async () => {
    expect(await echo('R2C3:R4C5')).toBe('Sheet1!C2:E4')
    expect(await echo('Sheet1!R1C1')).toBe('Sheet1!A1')
    // Without a current cell the first stands for it, believed.
    expect(await echo('Sheet1!R[3]C[1]')).toBe('Sheet1!B4')
    expect(await echo('R0C1')).toBe('Unable to parse range: R0C1')
    // These are cells and columns of A1 notation.
    expect(await echo('R2')).toBe('Sheet1!R2')
    expect(await echo('R1:R5')).toBe('Sheet1!R1:R5')
  })

  it('takes zeros before a row’s number [I]', async () => {
    expect(await echo('B02')).toBe('Sheet1!B2')
  })

  it('quotes titles only where they need it [R]', async () => {
    const titles = ['D3', 'two words', '🌵', "it's", 'Straight_1', 'a!b', '2026', 'R1C1', 'Año']
    await addSheets(...titles.map((title) => ({ title })))
    expect(await echo("'D3'!A1")).toBe("'D3'!A1")
    expect(await echo("'two words'!A1")).toBe("'two words'!A1")
    expect(await echo('two words!A1')).toBe("'two words'!A1")
    expect(await echo('🌵!A1')).toBe("'🌵'!A1")
    expect(await echo("'it''s'!A1")).toBe("'it''s'!A1")
    expect(await echo("'Straight_1'!A1")).toBe('Straight_1!A1')
    expect(await echo("'a!b'!A1")).toBe("'a!b'!A1")
    expect(await echo("'2026'!A1")).toBe("'2026'!A1")
    expect(await echo("'R1C1'!A1")).toBe("'R1C1'!A1")
    expect(await echo('Año!A1')).toBe("'Año'!A1")
    // Without quotes it is the cell; with them the sheet [D].
    expect(await echo('D3')).toBe('Sheet1!D3')
    expect(await echo("'D3'")).toBe("'D3'!A1:Z1000")
  })

  it('without a title is of the first sheet that is shown [D]', async () => {
    await addSheets({ title: 'Second' })
    const properties = { sheetId: 0, hidden: true }
    await batch({ updateSheetProperties: { properties, fields: 'hidden' } })
    expect(await echo('A1:B2')).toBe('Second!A1:B2')
  })

  it('may be the name of a range, before that of a sheet [D]', async () => {
    await addSheets({ title: 'Prices' })
    const range = { sheetId: 0, startRowIndex: 1, endRowIndex: 3, startColumnIndex: 0 }
    await batch({ addNamedRange: { namedRange: { name: 'Prices', range } } })
    await batch({ addNamedRange: { namedRange: { name: 'Costs', range } } })
    expect(await echo('Prices')).toBe('Sheet1!A2:Z3')
    expect(await echo("'Prices'")).toBe('Prices!A1:Z1000')
    expect(await echo('costs')).toBe('Sheet1!A2:Z3')
    expect(await echo('Sheet1!Costs')).toBe('Sheet1!A2:Z3')
    expect(await echo('Prices!Costs')).toBe('Unable to parse range: Prices!Costs')
  })

  const unreadable = ['NOPE!A5:F15', 'nope', 'A1:B2:C3', 'Sheet1!', "'Sheet1", 'A0', "'Sheet1'!"]
  it.each(unreadable)('%s cannot be parsed [R]', async (range) => {
    const answer = await get(range)
    expect(answer.status).toBe(400)
    expect(answer.body).toEqual({
      error: {
        code: 400,
        message: `Unable to parse range: ${range}`,
        status: 'INVALID_ARGUMENT',
      },
    })
  })
})

describe('a range that begins outside the grid', () => {
  const limits = 'exceeds grid limits. Max rows: 1000, max columns: 26'

  it('is refused, and named as it was meant [I, L]', async () => {
    expect(await echo('Sheet1!A1001:B')).toBe(`Range (Sheet1!A1001:B) ${limits}`)
    expect(await echo('1001:1200')).toBe(`Range (Sheet1!1001:1200) ${limits}`)
    expect(await echo('AA:AB')).toBe(`Range (Sheet1!AA:AB) ${limits}`)
    expect(await echo('AA1')).toBe(`Range (Sheet1!AA1) ${limits}`)
    expect(await put('J1001', [[1]])).toBe(`Range (Sheet1!J1001) ${limits}`)
  })

  it('update-outside-bounds: a cell past the last column [I]', async () => {
    const gridProperties = { rowCount: 999, columnCount: 20 }
    await addSheets({ title: 'DOCUMENT_CONTENT', gridProperties })
    expect(await put('DOCUMENT_CONTENT!U1', [['x']])).toBe(
      'Range (DOCUMENT_CONTENT!U1) exceeds grid limits. Max rows: 999, max columns: 20',
    )
  })
})

describe('an update with more values than its range', () => {
  it('update-outside-bounds: the first row that is too many [I]', async () => {
    await addSheets({ title: 'Sheet2' })
    expect(
      await put(
        'Sheet2!A2:C400',
        Array.from({ length: 400 }, () => ['x']),
      ),
    ).toBe('Requested writing within range [Sheet2!A2:C400], but tried writing to row [401]')
  })

  it('update-outside-bounds: the first column that is too many [I]', async () => {
    await batch({ appendDimension: { sheetId: 0, dimension: 'ROWS', length: 3000 } })
    expect(await put('Sheet1!J3562:K3562', [[1, 2, 3]])).toBe(
      'Requested writing within range [Sheet1!J3562:K3562], but tried writing to column [L]',
    )
    expect((await get('Sheet1')).body).not.toHaveProperty('values')
  })

  it('from a single cell there is room up to the end of the grid [I]', async () => {
    expect(await put('Y1000', [[1, 2]])).toBe('Sheet1!Y1000:Z1000')
    expect(await put('Z1', [[1, 2]])).toBe(
      'Requested writing within range [Sheet1!Z1], but tried writing to column [AA]',
    )
    expect(await put('A999', [[1], [2], [3], [4]])).toBe(
      'Requested writing within range [Sheet1!A999], but tried writing to row [1001]',
    )
  })
})

describe('of several ranges', () => {
  it('batch-errors: the message says which cannot be parsed, or begins outside [I]', async () => {
    const gridProperties = { rowCount: 220, columnCount: 18 }
    await addSheets({ title: 'FORENSIC_LIVE', gridProperties }, { title: 'Funnel' })
    const values = `/v4/spreadsheets/${id}/values`
    const outside = encodeURIComponent('FORENSIC_LIVE!A221:ZZ')
    const read = await callGoogle(google, `${values}:batchGet?ranges=${outside}`)
    expect(read.body).toMatchObject({
      error: {
        message:
          'Invalid range[0]: Range (FORENSIC_LIVE!A221:ZZ) exceeds grid limits. Max rows: 220, max columns: 18',
      },
    })
    const range = "'Funnel'!'Funnel'!A27122:AX27132"
    const body = { valueInputOption: 'RAW', data: [{ range, values: [['x']] }] }
    const written = await callGoogle(google, `${values}:batchUpdate`, { body })
    expect(written.body).toMatchObject({
      error: { message: `Invalid data[0]: Unable to parse range: ${range}` },
    })
  })
})
