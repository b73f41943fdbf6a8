import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callGoogle, newSpreadsheet } from '#test/google/call-google.ts'
import { startGoogle, type LocalGoogle } from '#test/google/server.ts'

let time = Date.parse('2026-09-27T23:30:00Z')
let google: LocalGoogle
let id = ''

beforeAll(async () => {
  google = await startGoogle({ clock: { now: () => time } })
  id = await newSpreadsheet(google)
})
afterAll(() => google.close())

async function read(range: string): Promise<unknown[][]> {
  const { body } = await callGoogle(google, `/v4/spreadsheets/${id}/values/${range}`)
  return (body as { values?: unknown[][] }).values ?? []
}

async function type(range: string, values: unknown[][]): Promise<void> {
  const path = `/v4/spreadsheets/${id}/values/${range}?valueInputOption=USER_ENTERED`
  await callGoogle(google, path, { method: 'PUT', body: { values } })
}

describe('the time', () => {
  it('goes on between two readings of the same spreadsheet', async () => {
    await type('A1', [['=NOW()'], ['=TODAY()']])
    expect(await read('A1:A2')).toEqual([['9/27/2026 23:30:00'], ['9/27/2026']])
    time += 2_400_000
    expect(await read('A1:A2')).toEqual([['9/28/2026 0:10:00'], ['9/28/2026']])
  })

  it('is that of the spreadsheet’s time zone [D]', async () => {
    const properties = { timeZone: 'Asia/Tokyo' }
    const requests = [{ updateSpreadsheetProperties: { properties, fields: 'timeZone' } }]
    await callGoogle(google, `/v4/spreadsheets/${id}:batchUpdate`, { body: { requests } })
    expect(await read('A1:A2')).toEqual([['9/28/2026 9:10:00'], ['9/28/2026']])
  })
})

describe('NOW', () => {
  it('is known in a zone that is named by how far it is from UTC', async () => {
    const properties = { timeZone: 'GMT-07:00' }
    const requests = [{ updateSpreadsheetProperties: { properties, fields: 'timeZone' } }]
    await callGoogle(google, `/v4/spreadsheets/${id}:batchUpdate`, { body: { requests } })
    expect(await read('A1')).toEqual([['9/27/2026 17:10:00']])
  })
})

describe('chance', () => {
  it('falls anew only when the spreadsheet changes [D]', async () => {
    await type('C1', [['=RAND()', '=RANDBETWEEN(1,1000000)']])
    const first = await read('C1:D1')
    expect(await read('C1:D1')).toEqual(first)
    await type('F1', [['x']])
    expect(await read('C1:D1')).not.toEqual(first)
  })
})
