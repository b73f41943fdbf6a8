import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { callGoogle } from '#test/google/call-google.ts'
import { startGoogle, type LocalGoogle } from '#test/google/server.ts'
import { startTool, stopTool } from '#test/google/start-tool.ts'
import type { Usage } from '#test/google/usage.ts'
import { SEED_IDS, seedFiles } from './seeds.ts'

let google: LocalGoogle

beforeAll(async () => {
  google = await startGoogle()
})
afterAll(() => google.close())

async function describeSheet(id: string, query: string): Promise<sheets_v4.Schema$Sheet> {
  const { body } = await callGoogle(google, `/v4/spreadsheets/${id}?${query}`)
  return (body as sheets_v4.Schema$Spreadsheet).sheets?.[0] ?? {}
}

async function cellOf(id: string, range: string): Promise<sheets_v4.Schema$CellData> {
  const { data } = await describeSheet(id, `includeGridData=true&ranges=${range}`)
  return data?.[0]?.rowData?.[0]?.values?.[0] ?? {}
}

describe('the samples', () => {
  it('have ids that never change, and dates before now', () => {
    const files = seedFiles(1_800_000_000_000)
    expect(new Set(files.map(({ id }) => id)).size).toBe(Object.keys(SEED_IDS).length)
    for (const { createdTime, modifiedTime } of files) {
      expect(createdTime).toBeLessThan(modifiedTime)
      expect(modifiedTime).toBeLessThan(1_800_000_000_000)
    }
    expect(SEED_IDS.reading).toBe('1oksViOHQdt3EtDAotanc25E9Hl-0sKbZN6FmxyrAEiQ')
  })

  it('belong to one start each: what is written in one is not in the next', async () => {
    const other = await startGoogle()
    other.writeCells(SEED_IDS.budget, 'January!B2', [[1]])
    expect(other.cells(SEED_IDS.budget, 'January!B10')).toEqual([['€1,138.65']])
    expect(google.cells(SEED_IDS.budget, 'January!B10')).toEqual([['€2,377.65']])
    await other.close()
  })

  it('have totals that are calculated, also over tabs', () => {
    expect(google.cells(SEED_IDS.budget, "'All months'!A7:E7")).toEqual([
      ['Total', '€9,510.60', '€9,502.57', '€8.03', '0.1%'],
    ])
    expect(google.cells(SEED_IDS.trip, 'Packing!B10')).toEqual([['4 of 7 are packed']])
    expect(google.cells(SEED_IDS.trip, 'Costs!C8')).toEqual([['789.97 €']])
  })

  it('have notes, links, check boxes and choices', async () => {
    expect((await cellOf(SEED_IDS.budget, 'January!B2')).note).toContain('heating')
    expect((await cellOf(SEED_IDS.contacts, 'B2')).hyperlink).toBe('mailto:mary@example.org')
    expect((await cellOf(SEED_IDS.trip, 'Plan!F8')).textFormatRuns).toHaveLength(4)
    const validation = { strict: true, condition: { type: 'BOOLEAN' } }
    expect((await cellOf(SEED_IDS.reading, 'E2')).dataValidation).toMatchObject(validation)
    expect((await cellOf(SEED_IDS.suppliers, 'C2')).dataValidation).toMatchObject({
      showCustomUi: true,
      condition: { type: 'ONE_OF_LIST' },
    })
  })

  it('have conditional formats that show', async () => {
    const over = await cellOf(SEED_IDS.budget, 'January!C4')
    expect(over.effectiveFormat?.textFormat?.foregroundColor).toMatchObject({
      red: expect.closeTo(0.77, 2),
    })
    const high = await cellOf(SEED_IDS.suppliers, 'F5')
    expect(high.effectiveFormat?.backgroundColor).toMatchObject({ red: expect.closeTo(0.35, 2) })
    expect((await describeSheet(SEED_IDS.suppliers, '')).conditionalFormats).toHaveLength(2)
  })

  it('have what stands beside cells: filters, bands, protections, joined and hidden ones', async () => {
    const suppliers = await describeSheet(SEED_IDS.suppliers, '')
    expect(suppliers.basicFilter?.range).toMatchObject({ endRowIndex: 41, endColumnIndex: 7 })
    expect(suppliers.bandedRanges).toHaveLength(1)
    const trip = await describeSheet(SEED_IDS.trip, 'includeGridData=true&ranges=Plan!A1:G10')
    expect(trip.merges).toHaveLength(4)
    expect(trip.data?.[0]?.rowMetadata?.[6]).toMatchObject({ hiddenByUser: true })
    expect(trip.data?.[0]?.columnMetadata?.[6]).toMatchObject({ hiddenByUser: true })
    expect((await describeSheet(SEED_IDS.budget, '')).protectedRanges).toMatchObject([
      { description: 'Totals', warningOnly: true },
    ])
  })

  it('are also of another locale, and written from the right', async () => {
    expect(google.cells(SEED_IDS.haushalt, 'A2:D2')).toEqual([
      ['02.01.2026', 'Miete', 'Wohnen', '1.240,00 €'],
    ])
    expect(google.cells(SEED_IDS.haushalt, 'Übersicht!A7:C7')).toEqual([
      ['Zusammen', '2.913,00 €', '100,0%'],
    ])
    expect((await describeSheet(SEED_IDS.library, '')).properties?.rightToLeft).toBe(true)
  })
})

describe('the ten million cells', () => {
  it('are as many as a spreadsheet can hold: not one row more', async () => {
    const { gridProperties } = (await describeSheet(SEED_IDS.cells, '')).properties ?? {}
    expect(gridProperties).toMatchObject({ rowCount: 100_000, columnCount: 100 })
    const path = `/v4/spreadsheets/${SEED_IDS.cells}/values/A1:append?valueInputOption=RAW`
    const { status, body } = await callGoogle(google, path, { body: { values: [['more']] } })
    expect(status).toBe(400)
    expect(JSON.stringify(body)).toContain('above the limit of 10000000 cells')
  })

  it('are there wherever one looks, and can be written over', () => {
    expect(google.cells(SEED_IDS.cells, 'CR100000:CV100000')).toEqual([
      ['440', '92%', '2021-01-18', 'Harbour 231', 'TRUE'],
    ])
    google.writeCells(SEED_IDS.cells, 'CR100000', [['mine']])
    expect(google.cells(SEED_IDS.cells, 'CQ100000:CR100000')[0]?.[1]).toBe('mine')
  })

  it('cost the whole process no more than 300 MB', { timeout: 60_000 }, async () => {
    const tool = await startTool()
    onTestFinished(() => stopTool(tool))
    const values = `/v4/spreadsheets/${SEED_IDS.cells}/values`
    for (const range of ['A1:CV1000', 'A50001:CV51000', 'A99001:CV100000']) {
      expect((await callGoogle(tool, `${values}/${range}`)).status).toBe(200)
    }
    const write = { method: 'PUT', body: { values: [['mine']] } }
    const path = `${values}/B7?valueInputOption=USER_ENTERED`
    expect((await callGoogle(tool, path, write)).status).toBe(200)
    const { residentBytes } = (await callGoogle(tool, '/_local/usage')).body as Usage
    expect(residentBytes).toBeLessThan(300 * 1024 * 1024)
  })
})
