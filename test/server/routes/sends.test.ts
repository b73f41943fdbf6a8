import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Cell } from '#shared/cells.ts'
import { destination } from '#shared/contract/destination.ts'
import { sendResult, type SendRequest } from '#shared/contract/send.ts'
import { ADA } from '#test/google/oauth/people.ts'
import { directly, refusal, startSheetside } from '#test/server/harness.ts'

const HEADER = ['Text', 'Title', 'Link', 'Date']
const FIRST = ['first', 'A page', 'https://example.com/1', 'yesterday']

const text = (value: string): Cell => ({ kind: 'text', value })
const ROW: Cell[] = [
  text('=HYPERLINK("https://evil.example")'),
  text('A title'),
  { kind: 'text', value: 'https://example.com/2', link: 'https://example.com/2' },
  { kind: 'date', value: '2026-09-27' },
]

/** A person with a destination: a tab with these rows. */
async function setUp(rows: unknown[][] = [HEADER, FIRST]) {
  const sheetside = await startSheetside()
  const session = await sheetside.register()
  const { token } = session
  const { id: account } = await sheetside.connect(session, { person: ADA.email })
  const direct = directly(sheetside)
  const made = await direct.makeSheet(rows)
  const { spreadsheetId, sheetId } = made
  const body = { account, spreadsheetId, sheetId }
  const answer = await sheetside.call('POST', '/api/destinations', { token, body })
  const chosen = destination.parse(await answer.json())
  const { tableStart } = chosen
  sheetside.google.clearRequests()

  const requestOf = (cells: Cell[][], id: string = randomUUID()): SendRequest => ({
    id,
    destination: { account, spreadsheetId, sheetId, tableStart },
    rows: cells,
  })
  const post = (request: SendRequest) =>
    sheetside.call('POST', '/api/sends', { token, body: request })
  const send = async (request: SendRequest) => {
    const response = await post(request)
    expect(response.status).toBe(200)
    return sendResult.parse(await response.json())
  }
  const shown = (range = 'Sheet1', render?: 'UNFORMATTED_VALUE' | 'FORMULA') =>
    sheetside.google.cells(spreadsheetId, range, render)
  return { ...sheetside, ...made, direct, session, token, requestOf, post, send, shown }
}

const writes = ({ google }: Pick<Awaited<ReturnType<typeof setUp>>, 'google'>) =>
  google.requests().filter(({ operation }) => operation === 'spreadsheets.batchUpdate').length

describe('a send', () => {
  it('goes below the table, and answers where', async () => {
    const { send, requestOf, shown, spreadsheetId, spreadsheetUrl, sheetId } = await setUp()
    const request = requestOf([ROW])
    const result = await send(request)
    expect(result).toMatchObject({
      id: request.id,
      spreadsheetId,
      sheetId,
      sheetTitle: 'Sheet1',
      range: 'A3:D3',
      url: `${spreadsheetUrl}#gid=${sheetId}&range=A3:D3`,
    })
    expect(shown().slice(0, 2)).toEqual([HEADER, FIRST])
    expect(shown('A3:C3')).toEqual([
      ['=HYPERLINK("https://evil.example")', 'A title', 'https://example.com/2'],
    ])
  })

  it('shows a day as the column shows its others', async () => {
    const { send, requestOf, shown, direct, call, token, spreadsheetId, sheetId } = await setUp()
    const request = requestOf([ROW])
    await direct.batchUpdate(spreadsheetId, {
      updateCells: {
        range: {
          sheetId,
          startRowIndex: 1,
          endRowIndex: 2,
          startColumnIndex: 3,
          endColumnIndex: 4,
        },
        rows: [
          {
            values: [
              {
                userEnteredValue: { numberValue: 46_000 },
                userEnteredFormat: { numberFormat: { type: 'DATE', pattern: 'd mmm yyyy' } },
              },
            ],
          },
        ],
        fields: 'userEnteredValue,userEnteredFormat.numberFormat',
      },
    })
    const body = { account: request.destination.account, spreadsheetId, sheetId }
    await call('POST', '/api/destinations', { token, body })
    await send(request)
    expect(shown('D2:D3')).toEqual([['9 Dec 2025'], ['27 Sep 2026']])
  })

  it('keeps text text, and a day a day', async () => {
    const { send, requestOf, shown } = await setUp()
    await send(
      requestOf([[...ROW, { kind: 'number', value: 1.5 }, { kind: 'boolean', value: true }]]),
    )
    const formulas = shown('A3', 'FORMULA')
    expect(formulas).toEqual([['=HYPERLINK("https://evil.example")']])
    const typed = shown('D3:F3', 'UNFORMATTED_VALUE')
    expect(typed).toEqual([[46_292, 1.5, true]])
    const [[day] = []] = shown('D3')
    expect(String(day)).toMatch(/2026/)
  })

  it('goes right below a header that stands alone, and does not look like one', async () => {
    const { send, requestOf, direct, spreadsheetId, sheetId } = await setUp([HEADER])
    await direct.batchUpdate(spreadsheetId, {
      repeatCell: {
        range: { sheetId, endRowIndex: 1 },
        cell: { userEnteredFormat: { textFormat: { bold: true } } },
        fields: 'userEnteredFormat.textFormat.bold',
      },
    })
    expect((await send(requestOf([ROW]))).range).toBe('A2:D2')
    const path = `/v4/spreadsheets/${spreadsheetId}?ranges=Sheet1!A2&fields=sheets.data.rowData.values.userEnteredFormat`
    expect(JSON.stringify(await direct.api('GET', path))).not.toContain('bold')
  })

  it('fills an empty tab from its first cell on', async () => {
    const { send, requestOf, shown } = await setUp([])
    expect((await send(requestOf([[text('one')]]))).range).toBe('A1')
    expect((await send(requestOf([[text('two')]]))).range).toBe('A2')
    expect(shown()).toEqual([['one'], ['two']])
  })

  it('writes several rows at once', async () => {
    const { send, requestOf, shown } = await setUp()
    const { range } = await send(requestOf([[text('a'), text('b')], [text('c')]]))
    expect(range).toBe('A3:B4')
    expect(shown().slice(2)).toEqual([['a', 'b'], ['c']])
  })

  it('overwrites nothing: what is below moves down, what is beside stays', async () => {
    const { send, requestOf, shown } = await setUp([
      ['Text', 'Title', '', 'Beside'],
      ['first', 'x', '', 1],
      ['', '', '', 2],
      ['Total', 7, '', 3],
    ])
    expect((await send(requestOf([[text('new'), text('y')]]))).range).toBe('A3:B3')
    expect(shown()).toEqual([
      ['Text', 'Title', '', 'Beside'],
      ['first', 'x', '', '1'],
      ['new', 'y', '', '2'],
      ['', '', '', '3'],
      ['Total', '7'],
    ])
  })

  it('finds the end of a table that has a gap in its last row', async () => {
    const { send, requestOf } = await setUp([HEADER, ['x', '', 'z']])
    expect((await send(requestOf([ROW]))).range).toBe('A3:D3')
  })

  it('makes a full grid larger', async () => {
    const { send, requestOf, direct, spreadsheetId, sheetId, shown } = await setUp()
    await direct.batchUpdate(spreadsheetId, {
      updateSheetProperties: {
        properties: { sheetId, gridProperties: { rowCount: 2, columnCount: 4 } },
        fields: 'gridProperties(rowCount,columnCount)',
      },
    })
    expect(
      (await send(requestOf([[text('a'), text('b'), text('c'), text('d'), text('e')]]))).range,
    ).toBe('A3:E3')
    expect(shown()[2]).toEqual(['a', 'b', 'c', 'd', 'e'])
  })

  it('follows a tab that was renamed', async () => {
    const { send, requestOf, direct, spreadsheetId, sheetId } = await setUp()
    await direct.batchUpdate(spreadsheetId, {
      updateSheetProperties: {
        properties: { sheetId, title: "Ada's tab" },
        fields: 'title',
      },
    })
    expect(await send(requestOf([ROW]))).toMatchObject({ sheetTitle: "Ada's tab", range: 'A3:D3' })
  })

  it('is answered from the ledger when it is repeated, and writes no second row', async () => {
    const sheetside = await setUp()
    const { send, requestOf, shown } = sheetside
    const request = requestOf([ROW])
    const first = await send(request)
    expect(await send(request)).toEqual(first)
    expect(writes(sheetside)).toBe(1)
    expect(shown()).toHaveLength(3)
  })

  it('is a conflict when its id was used for something else', async () => {
    const { send, post, requestOf, shown } = await setUp()
    const request = requestOf([ROW])
    await send(request)
    expect(await refusal(post(requestOf([[text('other')]], request.id)))).toEqual({
      status: 409,
      code: 'conflict',
    })
    expect(shown()).toHaveLength(3)
  })

  it('writes once when it comes twice at the same moment', async () => {
    const sheetside = await setUp()
    const { send, requestOf, shown } = sheetside
    const request = requestOf([ROW])
    const [one, two] = await Promise.all([send(request), send(request)])
    expect(one).toEqual(two)
    expect(writes(sheetside)).toBe(1)
    expect(shown()).toHaveLength(3)
  })

  it('takes its turn beside others', async () => {
    const { send, requestOf, shown } = await setUp([HEADER])
    const results = await Promise.all(
      ['a', 'b', 'c', 'd'].map((value) => send(requestOf([[text(value)]]))),
    )
    expect(results.map(({ range }) => range)).toEqual(['A2', 'A3', 'A4', 'A5'])
    expect(shown()).toEqual([HEADER, ['a'], ['b'], ['c'], ['d']])
  })
})

describe('a send that is refused', () => {
  it('says that the spreadsheet may not be written, and asks Google only once', async () => {
    const sheetside = await setUp()
    const { google, post, requestOf } = sheetside
    google.addFault({ on: 'spreadsheets.batchUpdate', kind: 'fail', status: 403 })
    expect(await refusal(post(requestOf([ROW])))).toEqual({ status: 403, code: 'sheet_forbidden' })
    expect(writes(sheetside)).toBe(1)
  })

  it('says that its tab is gone', async () => {
    const { post, requestOf } = await setUp()
    const request = requestOf([ROW])
    const body = { ...request, destination: { ...request.destination, sheetId: 4711 } }
    expect(await refusal(post(body))).toEqual({ status: 404, code: 'not_found' })
  })

  it('asks to connect again when the grant was revoked, and goes through after that', async () => {
    const { google, connect, session, post, send, requestOf } = await setUp()
    const request = requestOf([ROW])
    google.revokeGrant(ADA.email)
    expect(await refusal(post(request))).toMatchObject({ code: 'google_reconnect_needed' })
    const mending = { account: request.destination.account }
    const account = await connect(session, { person: ADA.email }, mending)
    expect(account.id).toBe(request.destination.account)
    expect((await send(request)).range).toBe('A3:D3')
  })

  it('goes through when Google let the access token expire', async () => {
    const { google, send, requestOf, token, call } = await setUp()
    await call('GET', '/api/files', { token })
    google.expireAccessTokens()
    expect((await send(requestOf([ROW]))).range).toBe('A3:D3')
    expect(google.tokenRefreshes()).toBe(1)
  })
})
