import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createApi, type Api } from '#extension/lib/api.ts'
import { windowAt } from '#extension/sheet/grid/windows.ts'
import { bringIn } from '#extension/sheet/landed.ts'
import { spreadsheetOptions, windowOptions } from '#extension/sheet/queries.ts'
import { startSheetServer, type TabOnServer } from './sheet-server.ts'

const place = { account: 'g1', spreadsheetId: 'book', sheetId: 7, title: 'Sheet1' }
let tab: TabOnServer
let server: Awaited<ReturnType<typeof startSheetServer>>
let api: Api
let client: QueryClient

beforeEach(async () => {
  tab = { title: 'Sheet1', rowCount: 1000, columnCount: 5 }
  server = await startSheetServer(tab)
  api = createApi({ server: server.url, token: 't'.repeat(32) })
  client = new QueryClient()
})
afterEach(async () => {
  client.clear()
  await server.stop()
})

/** The window of a row as it lay when the tab's title and size were last read. */
const windowOf = (row: number, rowCount = 1000) =>
  windowOptions(api, place, windowAt(row, 0, { rowCount, columnCount: 5, frozenRowCount: 0 }))

/** Keeps a query on screen. */
function watch(row: number, rowCount = 1000) {
  const observer = new QueryObserver(client, windowOf(row, rowCount))
  return observer.subscribe(() => {})
}

/** The grid's rows as the panel knows them. */
const rowCount = () =>
  client.getQueryData(spreadsheetOptions(api, 'g1', 'book').queryKey)?.sheets[0]?.properties
    .gridProperties?.rowCount

describe('a window of a tab', () => {
  it('is read once, however many ask for it at a time', async () => {
    const [first, second] = await Promise.all([
      client.fetchQuery(windowOf(250)),
      client.fetchQuery(windowOf(399)),
    ])
    expect(first).toBe(second)
    expect(first?.[0]).toEqual(['row 201'])
    expect(server.asked).toEqual(["'Sheet1'!A201:E400"])
  })

  it('is read under the new title of a tab that was renamed', async () => {
    tab.title = 'Readings'
    expect((await client.fetchQuery(windowOf(0)))[0]).toEqual(['row 1'])
    expect(server.asked).toEqual(["'Sheet1'!A1:E200", 'spreadsheet', "'Readings'!A1:E200"])
  })

  it('is read as far as the tab still goes', async () => {
    tab.rowCount = 250
    expect(await client.fetchQuery(windowOf(210))).toHaveLength(50)
    tab.rowCount = 100
    expect(await client.fetchQuery(windowOf(410))).toEqual([])
  })

  it('is given up when it is left before its answer came', async () => {
    const leave = watch(0)
    leave()
    await client.cancelQueries()
    expect(client.getQueryState(windowOf(0).queryKey)?.fetchStatus).toBe('idle')
    expect(client.getQueryData(windowOf(0).queryKey)).toBeUndefined()
  })
})

describe('a row that was sent', () => {
  const result = {
    id: '00000000-0000-4000-8000-000000000001',
    spreadsheetId: 'book',
    sheetId: 7,
    sheetTitle: 'Sheet1',
    range: 'A1001:E1001',
    url: 'https://docs.google.com/x',
    sentAt: '2026-11-22T12:00:00.000Z',
  }
  it('makes the grid grow at once and reads again only where it landed or below', async () => {
    await client.fetchQuery(spreadsheetOptions(api, 'g1', 'book'))
    await client.fetchQuery(windowOf(0))
    await client.fetchQuery(windowOf(999))
    const leave = [watch(0), watch(999)]
    server.asked.length = 0

    tab.rowCount = 1001
    const landed = bringIn(client, 'g1', { ...result, range: 'A999:E1001' })
    expect(rowCount()).toBe(1001)
    expect(await landed).toMatchObject({ startRow: 998, endRow: 1001 })
    expect(server.asked.filter((range) => range !== 'spreadsheet')).toEqual(["'Sheet1'!A801:E1000"])
    for (const end of leave) end()
  })

  it('changes nothing of a spreadsheet that was never opened', async () => {
    await bringIn(client, 'g1', result)
    expect(rowCount()).toBeUndefined()
    expect(server.asked).toEqual([])
  })
})
