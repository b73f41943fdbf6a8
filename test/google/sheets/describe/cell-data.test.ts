import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { callGoogle, newSpreadsheet } from '#test/google/call-google.ts'
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

async function batch(...requests: object[]): Promise<void> {
  const path = `/v4/spreadsheets/${id}:batchUpdate`
  expect((await callGoogle(google, path, { body: { requests } })).status).toBe(200)
}

/** Writes one cell. */
async function set(cell: object): Promise<void> {
  const rows = [{ values: [cell] }]
  await batch({ updateCells: { start: { rowIndex: 0, columnIndex: 0 }, rows, fields: '*' } })
}

type CellData = Record<string, unknown> & { effectiveFormat?: Record<string, unknown> }

/** What is said of A1, or of the fields of it. */
async function cell(fields?: string): Promise<CellData | undefined> {
  const query = fields === undefined ? 'includeGridData=true' : `fields=${mask(fields)}`
  const { body } = await callGoogle(google, `/v4/spreadsheets/${id}?ranges=A1&${query}`)
  const { sheets } = body as { sheets: { data: { rowData?: { values?: CellData[] }[] }[] }[] }
  return sheets[0]?.data[0]?.rowData?.[0]?.values?.[0]
}

function mask(fields: string): string {
  return `sheets.data.rowData.values(${fields})`
}

/** How A1 is aligned with a value in it. */
async function aligned(userEnteredValue: object): Promise<unknown> {
  await set({ userEnteredValue })
  return (await cell('effectiveFormat.horizontalAlignment'))?.effectiveFormat
}

const WHITE = { red: 1, green: 1, blue: 1 }
const TEXT_FORMAT = {
  foregroundColor: {},
  fontFamily: 'Arial',
  fontSize: 10,
  bold: false,
  italic: false,
  strikethrough: false,
  underline: false,
  foregroundColorStyle: { rgbColor: {} },
}
const LINK = { red: 0.06666667, green: 0.33333334, blue: 0.8 }

describe('a cell in an answer', () => {
  it('with a number has all of this, as public answers show it [I]', async () => {
    await set({ userEnteredValue: { numberValue: 2500 } })
    expect(await cell()).toEqual({
      userEnteredValue: { numberValue: 2500 },
      effectiveValue: { numberValue: 2500 },
      formattedValue: '2500',
      effectiveFormat: {
        backgroundColor: WHITE,
        padding: { top: 2, right: 3, bottom: 2, left: 3 },
        horizontalAlignment: 'RIGHT',
        verticalAlignment: 'BOTTOM',
        wrapStrategy: 'OVERFLOW_CELL',
        textFormat: TEXT_FORMAT,
        hyperlinkDisplayType: 'PLAIN_TEXT',
        backgroundColorStyle: { rgbColor: WHITE },
      },
    })
  })

  it('is aligned by what it shows [I for text and numbers]', async () => {
    expect(await aligned({ stringValue: 'x' })).toEqual({ horizontalAlignment: 'LEFT' })
    expect(await aligned({ boolValue: true })).toEqual({ horizontalAlignment: 'CENTER' })
  })

  it('shows its own format over the standard one, and what was entered alone [R]', async () => {
    const textFormat = { bold: true }
    const numberFormat = { type: 'DATE', pattern: 'yyyy' }
    const userEnteredFormat = { textFormat, numberFormat, horizontalAlignment: 'CENTER' }
    await set({ userEnteredValue: { numberValue: 46292 }, userEnteredFormat })
    const fields =
      'userEnteredFormat,formattedValue,effectiveFormat(textFormat,numberFormat,horizontalAlignment)'
    expect(await cell(fields)).toEqual({
      userEnteredFormat,
      formattedValue: '2026',
      effectiveFormat: {
        numberFormat,
        horizontalAlignment: 'CENTER',
        textFormat: { ...TEXT_FORMAT, bold: true },
      },
    })
  })

  it('without a value is neither aligned nor linked [L]', async () => {
    await set({ userEnteredFormat: { textFormat: { italic: true } } })
    const { effectiveFormat = {}, ...rest } = (await cell()) ?? {}
    expect(rest).toEqual({ userEnteredFormat: { textFormat: { italic: true } } })
    expect(effectiveFormat).not.toHaveProperty('horizontalAlignment')
    expect(effectiveFormat).not.toHaveProperty('hyperlinkDisplayType')
  })

  it('is cut to the field mask [R]', async () => {
    await set({ userEnteredValue: { stringValue: 'x' }, note: 'read my note' })
    expect(await cell('note')).toEqual({ note: 'read my note' })
    expect(await cell('hyperlink')).toBeUndefined()
  })

  it('is shown in the spreadsheet’s locale [D]', async () => {
    await batch({
      updateSpreadsheetProperties: { properties: { locale: 'de_DE' }, fields: 'locale' },
    })
    await set({ userEnteredValue: { numberValue: 0.5 } })
    expect(await cell('formattedValue')).toEqual({ formattedValue: '0,5' })
  })
})

describe('links', () => {
  const uri = 'https://example.com/alpha'

  it('of the whole cell: the look of a link, and where it leads [L]', async () => {
    await set({
      userEnteredValue: { stringValue: 'alpha' },
      userEnteredFormat: { textFormat: { link: { uri } } },
    })
    expect(await cell('hyperlink,effectiveFormat(textFormat,hyperlinkDisplayType)')).toEqual({
      hyperlink: uri,
      effectiveFormat: {
        textFormat: {
          ...TEXT_FORMAT,
          foregroundColor: LINK,
          underline: true,
          foregroundColorStyle: { rgbColor: LINK },
          link: { uri },
        },
        hyperlinkDisplayType: 'LINKED',
      },
    })
  })

  it('an address is one by itself', async () => {
    await set({ userEnteredValue: { stringValue: uri } })
    expect(await cell('hyperlink,effectiveFormat.hyperlinkDisplayType')).toEqual({
      hyperlink: uri,
      effectiveFormat: { hyperlinkDisplayType: 'LINKED' },
    })
  })

  it('of parts of the text: no link of the cell, and runs that look like links [L]', async () => {
    await set({
      userEnteredValue: { stringValue: 'alpha and more' },
      textFormatRuns: [{ format: { link: { uri } } }, { startIndex: 5, format: {} }],
    })
    expect(await cell('hyperlink,textFormatRuns,effectiveFormat.hyperlinkDisplayType')).toEqual({
      effectiveFormat: { hyperlinkDisplayType: 'PLAIN_TEXT' },
      textFormatRuns: [
        {
          format: {
            foregroundColor: LINK,
            underline: true,
            foregroundColorStyle: { rgbColor: LINK },
            link: { uri },
          },
        },
        { startIndex: 5, format: {} },
      ],
    })
  })

  it('runs that begin later have an empty one before them', async () => {
    await set({
      userEnteredValue: { stringValue: 'plain bold' },
      textFormatRuns: [{ startIndex: 6, format: { bold: true } }],
    })
    expect(await cell('textFormatRuns')).toEqual({
      textFormatRuns: [{}, { startIndex: 6, format: { bold: true } }],
    })
  })
})
