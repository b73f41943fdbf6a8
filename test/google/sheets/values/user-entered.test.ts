import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { callGoogle, newSpreadsheet } from '#test/google/call-google.ts'
import { startGoogle, type LocalGoogle } from '#test/google/server.ts'

const clock = { now: () => Date.parse('2026-12-31T23:30:00Z') }
let google: LocalGoogle
let id = ''

beforeAll(async () => {
  google = await startGoogle({ clock })
})
afterAll(() => google.close())
beforeEach(async () => {
  id = await newSpreadsheet(google)
})

async function read(query = ''): Promise<unknown> {
  const { body } = await callGoogle(google, `/v4/spreadsheets/${id}/values/B2?${query}`)
  return (body as { values?: unknown[][] }).values?.[0]?.[0]
}

/** Writes into B2; what is in it then, what it shows, and the pattern of its format. */
async function type(value: unknown, input = 'USER_ENTERED'): Promise<unknown[]> {
  const path = `/v4/spreadsheets/${id}/values/B2?valueInputOption=${input}`
  const { status } = await callGoogle(google, path, { method: 'PUT', body: { values: [[value]] } })
  expect(status).toBe(200)
  const fields = 'sheets.data.rowData.values.userEnteredFormat.numberFormat.pattern'
  const { body } = await callGoogle(google, `/v4/spreadsheets/${id}?ranges=B2&fields=${fields}`)
  const pattern = /"pattern": "((?:[^"\\]|\\.)*)"/.exec(JSON.stringify(body, null, 1))?.[1]
  return [
    await read('valueRenderOption=UNFORMATTED_VALUE'),
    await read(),
    ...(pattern === undefined ? [] : [JSON.parse(`"${pattern}"`)]),
  ]
}

async function setLocale(locale: string, timeZone = 'Etc/GMT'): Promise<void> {
  const properties = { locale, timeZone }
  const requests = [{ updateSpreadsheetProperties: { properties, fields: 'locale,timeZone' } }]
  const { status } = await callGoogle(google, `/v4/spreadsheets/${id}:batchUpdate`, {
    body: { requests },
  })
  expect(status).toBe(200)
}

async function setFormat(numberFormat: object): Promise<void> {
  const range = { startRowIndex: 1, endRowIndex: 2, startColumnIndex: 1, endColumnIndex: 2 }
  const cell = { userEnteredFormat: { numberFormat } }
  await callGoogle(google, `/v4/spreadsheets/${id}:batchUpdate`, {
    body: {
      requests: [{ repeatCell: { range, cell, fields: 'userEnteredFormat.numberFormat' } }],
    },
  })
}

type Case = [text: string, value: unknown, shown: string, pattern?: string]

describe('user-entered-dates: what others saw [L]', () => {
  const cases: Case[] = [
    ['2026-09-27', 46292, '2026-09-27', 'yyyy-mm-dd'],
    ['2026-09-27 10:30:15', 46292.43767361111, '2026-09-27 10:30:15', 'yyyy-mm-dd h:mm:ss'],
    ['9/27/2026', 46292, '9/27/2026', 'm/d/yyyy'],
    ['50%', 0.5, '50%', '0%'],
    ['$1,234.50', 1234.5, '$1,234.50', '"$"#,##0.00'],
    ['3.00', 3, '3'],
  ]
  it.each(cases)('%s', async (text, ...expected) => {
    expect(await type(text)).toEqual(expected)
  })

  it('RAW 2026-09-27 stays text', async () => {
    expect(await type('2026-09-27', 'RAW')).toEqual(['2026-09-27', '2026-09-27'])
  })
})

describe('numbers, as typed in en_US', () => {
  const cases: Case[] = [
    ['2,000,000.01', 2000000.01, '2,000,000.01', '#,##0.00'], // [R]
    ['0042', 42, '42'], // [R]
    ['007', 7, '7'],
    [' 12 ', 12, '12'],
    ['-7.25', -7.25, '-7.25'],
    ['+5', 5, '5'],
    ['(5)', -5, '-5'],
    ['.5', 0.5, '0.5'],
    ['1,234', 1234, '1,234', '#,##0'],
    ['12.5%', 0.125, '12.50%', '0.00%'],
    ['-$5', -5, '-$5', '"$"#,##0'],
    ['€5.50', 5.5, '€5.50', '[$€]#,##0.00'],
    ['1e3', 1000, '1.00E+03', '0.00E+00'],
    // Seen when a recording of Google's was replayed: kept as text.
    ['1,23', '1,23', '1,23'],
    ['007 James', '007 James', '007 James'],
    ['555-1234', '555-1234', '555-1234'],
    ['-foo', '-foo', '-foo'],
  ]
  it.each(cases)('%s', async (text, ...expected) => {
    expect(await type(text)).toEqual(expected)
  })
})

describe('dates and times, as typed in en_US', () => {
  const cases: Case[] = [
    ['Mar 1 2016', 42430, 'Mar 1 2016', 'mmm d yyyy'], // a date [D]
    ['1940 10 5', 14889, '1940 10 5', 'yyyy mm d'], // a date [I]
    ['09/07/2026', 46272, '09/07/2026', 'mm/dd/yyyy'],
    ['9/27/26', 46292, '9/27/26', 'm/d/yy'],
    ['Sep 27, 2026', 46292, 'Sep 27, 2026', 'mmm d, yyyy'],
    ['27-Sep-2026', 46292, '27-Sep-2026', 'd-mmm-yyyy'],
    ['Sunday, September 27, 2026', 46292, 'Sunday, September 27, 2026', 'dddd, mmmm d, yyyy'],
    ['2026-09', 46266, '2026-09', 'yyyy-mm'],
    ['9/27/2026 5:00 PM', 46292.708333333336, '9/27/2026 5:00 PM', 'm/d/yyyy h:mm am/pm'],
    ['10:30', 0.4375, '10:30', 'h:mm'],
    ['10:30 pm', 0.9375, '10:30 PM', 'h:mm am/pm'],
    ['25:30:00', 1.0625, '25:30:00', '[h]:mm:ss'],
    ['27/9/2026', '27/9/2026', '27/9/2026'],
    ['2026-02-30', '2026-02-30', '2026-02-30'],
    ['2026-09-27T10:30:15Z', '2026-09-27T10:30:15Z', '2026-09-27T10:30:15Z'],
    ['may', 'may', 'may'],
  ]
  it.each(cases)('%s', async (text, ...expected) => {
    expect(await type(text)).toEqual(expected)
  })

  it('a date without a year is of the current one where the spreadsheet is', async () => {
    expect(await type('9/27')).toEqual([46292, '9/27', 'm/d'])
    await setLocale('en_US', 'Asia/Tokyo')
    // It is 2027 in Tokyo already.
    expect(await type('9/27')).toEqual([46657, '9/27', 'm/d'])
  })
})

describe('other things typed', () => {
  it('booleans in any case', async () => {
    expect(await type('true')).toEqual([true, 'TRUE'])
    expect(await type('False')).toEqual([false, 'FALSE'])
  })

  it('an apostrophe in front makes text of anything, and does not show [D]', async () => {
    expect(await type("'2026-09-27")).toEqual(['2026-09-27', '2026-09-27'])
    expect(await type("'=1+1")).toEqual(['=1+1', '=1+1'])
  })

  it('= starts a formula, and so does + before what is no number [I]', async () => {
    await type('=1+1')
    expect(await read('valueRenderOption=FORMULA')).toBe('=1+1')
    await type('+49 20 7946')
    expect(await read('valueRenderOption=FORMULA')).toBe('=+49 20 7946')
    expect(await read()).toBe('#ERROR!')
  })

  it('RAW keeps text as text; numbers and booleans are what they are [D]', async () => {
    expect(await type('=1+1', 'RAW')).toEqual(['=1+1', '=1+1'])
    expect(await type('5', 'RAW')).toEqual(['5', '5'])
    expect(await type(5, 'RAW')).toEqual([5, '5'])
    expect(await type(true, 'RAW')).toEqual([true, 'TRUE'])
  })
})

describe('the format a cell has already', () => {
  it('plain text keeps all that is typed as text [I]', async () => {
    await setFormat({ type: 'TEXT' })
    expect(await type('0050')).toEqual(['0050', '0050'])
    expect(await type('=1+1')).toEqual(['=1+1', '=1+1'])
  })

  it('gives way to what is typed, also when that is of its kind [I]', async () => {
    await setFormat({ type: 'DATE', pattern: 'd mmm' })
    expect(await type('2026-09-27')).toEqual([46292, '2026-09-27', 'yyyy-mm-dd'])
    expect(await type('50%')).toEqual([0.5, '50%', '0%'])
  })

  it('stays when what is typed brings none along', async () => {
    await setFormat({ type: 'PERCENT', pattern: '0.0%' })
    expect(await type('0.25')).toEqual([0.25, '25.0%', '0.0%'])
    expect(await type('text')).toEqual(['text', 'text', '0.0%'])
  })
})

describe('in other locales', () => {
  const cases: [locale: string, ...Case][] = [
    ['en_GB', '27/9/2026', 46292, '27/9/2026', 'd/m/yyyy'],
    ['en_GB', '£5.50', 5.5, '£5.50', '"£"#,##0.00'],
    ['de_DE', '1.234,50', 1234.5, '1.234,50', '#,##0.00'],
    ['de_DE', '1234,5', 1234.5, '1234,5'],
    ['de_DE', '27.09.2026', 46292, '27.09.2026', 'dd.mm.yyyy'],
    ['de_DE', '1.234,50 €', 1234.5, '1.234,50 €', '#,##0.00\\ "€"'],
    ['de_DE', '27. September 2026', 46292, '27. September 2026', 'd. mmmm yyyy'],
    ['de_DE', 'wahr', true, 'WAHR'],
    ['de_DE', 'true', true, 'WAHR'],
    ['fr_FR', '1 234,50', 1234.5, '1\u202f234,50', '#,##0.00'],
    ['fr_FR', 'VRAI', true, 'VRAI'],
    ['it_IT', '27/09/2026', 46292, '27/09/2026', 'dd/mm/yyyy'],
    ['es_ES', 'FALSO', false, 'FALSO'],
    ['pt_BR', 'R$ 1.234,50', 1234.5, 'R$ 1.234,50', '"R$"\\ #,##0.00'],
    ['ja_JP', '2026/09/27', 46292, '2026/09/27', 'yyyy/mm/dd'],
    ['ja_JP', '¥1,000', 1000, '¥1,000', '"¥"#,##0'],
  ]
  it.each(cases)('%s: %s', async (locale, text, ...expected) => {
    await setLocale(locale)
    expect(await type(text)).toEqual(expected)
  })
})
