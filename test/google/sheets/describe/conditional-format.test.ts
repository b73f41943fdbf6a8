import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { callGoogle, newSpreadsheet } from '#test/google/call-google.ts'
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

const range = { sheetId: 0, startColumnIndex: 0, endColumnIndex: 1 }

async function addRules(...rules: object[]): Promise<void> {
  const requests = rules.map((rule, index) => ({
    addConditionalFormatRule: { rule: { ranges: [range], ...rule }, index },
  }))
  const path = `/v4/spreadsheets/${id}:batchUpdate`
  expect((await callGoogle(google, path, { body: { requests } })).status).toBe(200)
}

/** A rule that makes bold. */
function bold(type: string, ...values: string[]): object {
  const condition = { type, values: values.map((userEnteredValue) => ({ userEnteredValue })) }
  return { booleanRule: { condition, format: { textFormat: { bold: true } } } }
}

async function type(...values: unknown[]): Promise<void> {
  const path = `/v4/spreadsheets/${id}/values/A1?valueInputOption=USER_ENTERED`
  const body = { majorDimension: 'COLUMNS', values: [values] }
  expect((await callGoogle(google, path, { method: 'PUT', body })).status).toBe(200)
}

type Format = { textFormat?: { bold?: boolean }; backgroundColor?: object }

/** The looks of column A. */
async function looks(): Promise<Format[]> {
  const fields = 'sheets.data.rowData.values.effectiveFormat'
  const path = `/v4/spreadsheets/${id}?ranges=A:A&fields=${fields}`
  const { body } = await callGoogle(google, path)
  const { sheets } = body as {
    sheets: { data: { rowData: { values?: { effectiveFormat?: Format }[] }[] }[] }[]
  }
  return (sheets[0]?.data[0]?.rowData ?? []).map(({ values }) => values?.[0]?.effectiveFormat ?? {})
}

/** Which rows of column A are bold, from zero. */
async function boldRows(): Promise<number[]> {
  return (await looks()).flatMap(({ textFormat }, row) => (textFormat?.bold === true ? [row] : []))
}

describe('a rule with a condition shows in effectiveFormat [D]', () => {
  const numbers: [type: string, values: string[], rows: number[]][] = [
    ['NUMBER_GREATER', ['2'], [2]],
    ['NUMBER_LESS_THAN_EQ', ['2'], [0, 1]],
    ['NUMBER_NOT_EQ', ['2'], [0, 2]],
    ['NUMBER_BETWEEN', ['2', '5'], [1, 2]],
    ['TEXT_CONTAINS', ['LO'], [3]],
    ['TEXT_STARTS_WITH', ['hel'], [3]],
    ['NOT_BLANK', [], [0, 1, 2, 3]],
  ]
  it.each(numbers)('%s %s', async (kind, values, rows) => {
    await addRules(bold(kind, ...values))
    await type(1, 2, 3, 'hello')
    expect(await boldRows()).toEqual(rows)
  })

  it('of blank cells, as far down as the sheet has anything', async () => {
    await addRules(bold('BLANK'))
    google.writeCells(id, 'C2', [['x']])
    expect(await boldRows()).toEqual([0, 1])
  })

  it('of dates, typed or relative', async () => {
    const condition = { type: 'DATE_BEFORE', values: [{ relativeDate: 'TODAY' }] }
    await addRules({ booleanRule: { condition, format: { textFormat: { bold: true } } } })
    await type('9/26/2026', '9/27/2026', 'yesterday')
    expect(await boldRows()).toEqual([0])
    await addRules(bold('DATE_AFTER', '9/26/2026'))
    expect(await boldRows()).toEqual([0, 1])
  })

  it('with a formula that is asked for every cell from where it stands', async () => {
    await addRules(bold('CUSTOM_FORMULA', '=A1>AVERAGE($A$1:$A$3)'))
    await type(1, 2, 6)
    expect(await boldRows()).toEqual([2])
  })

  it('only as long as it holds, and userEnteredFormat knows nothing of it', async () => {
    await addRules(bold('NUMBER_GREATER', '2'))
    await type(3)
    expect(await boldRows()).toEqual([0])
    await type(1)
    expect(await boldRows()).toEqual([])
  })

  it('the first rule that holds decides', async () => {
    const green = { green: 1 }
    const condition = { type: 'NUMBER_GREATER', values: [{ userEnteredValue: '1' }] }
    await addRules(bold('NUMBER_GREATER', '2'), {
      booleanRule: { condition, format: { backgroundColor: green } },
    })
    await type(2, 3)
    const white = { red: 1, green: 1, blue: 1 }
    expect(await looks()).toMatchObject([
      { backgroundColor: green, textFormat: { bold: false } },
      { backgroundColor: white, textFormat: { bold: true } },
    ])
  })
})

describe('a gradient', () => {
  it('mixes the colours of its points', async () => {
    const minpoint = { color: { red: 1 }, type: 'MIN' }
    const maxpoint = { color: { blue: 1 }, type: 'MAX' }
    await addRules({ gradientRule: { minpoint, maxpoint } })
    await type(0, 5, 10, 'text')
    const backgrounds = (await looks()).map(({ backgroundColor }) => backgroundColor)
    expect(backgrounds).toEqual([
      { red: 1 },
      { red: 0.49803922, blue: 0.49803922 },
      { blue: 1 },
      { red: 1, green: 1, blue: 1 },
    ])
  })

  it('has a point between, and points at a percentage or a number', async () => {
    const gradientRule = {
      minpoint: { color: {}, type: 'NUMBER', value: '0' },
      midpoint: { color: { red: 1 }, type: 'PERCENT', value: '50' },
      maxpoint: { color: { red: 1, green: 1 }, type: 'PERCENTILE', value: '100' },
    }
    await addRules({ gradientRule })
    await type(0, 10, -5, 20)
    const backgrounds = (await looks()).map(({ backgroundColor }) => backgroundColor)
    // Half way from -5 to 20 is 7.5.
    expect(backgrounds).toEqual([{}, { red: 1, green: 0.2 }, {}, { red: 1, green: 1 }])
  })
})
