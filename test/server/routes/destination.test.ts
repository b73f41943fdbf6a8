import { describe, expect, it } from 'vitest'
import { destination } from '#shared/contract/destination.ts'
import { me } from '#shared/contract/me.ts'
import { ADA, BEN } from '#test/google/oauth/people.ts'
import { directly, refusal, startSheetside } from '#test/server/harness.ts'

async function setUp() {
  const sheetside = await startSheetside()
  const session = await sheetside.register()
  const { id: account } = await sheetside.connect(session, { person: ADA.email })
  const { token } = session
  const put = (spreadsheetId: string, sheetId: number, from = account) =>
    sheetside.call('POST', '/api/destinations', {
      token,
      body: { account: from, spreadsheetId, sheetId },
    })
  const choose = async (rows: unknown[][]) => {
    const { spreadsheetId, sheetId } = await directly(sheetside).makeSheet(rows)
    return destination.parse(await (await put(spreadsheetId, sheetId)).json())
  }
  return { ...sheetside, session, token, account, put, choose }
}

describe('choosing where selections go', () => {
  it('matches what is captured with the names in the header', async () => {
    const { choose, account } = await setUp()
    const chosen = await choose([
      ['Date', 'Link', 'Note', 'Price'],
      ['2026-01-01', 'https://example.com', 'first', 5],
    ])
    expect(chosen).toMatchObject({
      account,
      spreadsheetTitle: 'Reading list',
      sheetTitle: 'Sheet1',
      tableStart: 'A1',
      columns: [
        { header: 'Date', template: '{{date}}' },
        { header: 'Link', template: '{{url}}' },
        { header: 'Note', template: '{{selection}}' },
        { header: 'Price', template: '' },
      ],
    })
  })

  it('finds a table that begins further in, and ends it at the first gap', async () => {
    const { choose } = await setUp()
    const chosen = await choose([[], ['', ' ', ''], ['', '', 'Text', 'Page', '', 'Totals']])
    expect(chosen.tableStart).toBe('C3')
    expect(chosen.columns.map(({ header }) => header)).toEqual(['Text', 'Page'])
  })

  it('takes an empty tab as it is, with everything in order', async () => {
    const { choose } = await setUp()
    const { tableStart, columns } = await choose([])
    expect(tableStart).toBe('A1')
    expect(columns.map(({ template }) => template)).toEqual([
      '{{selection}}',
      '{{title}}',
      '{{url}}',
      '{{date}}',
    ])
  })

  it('is remembered, and replaced by the next choice', async () => {
    const { choose, call, token } = await setUp()
    await choose([['Text']])
    const second = await choose([['Note']])
    const known = me.parse(await (await call('GET', '/api/me', { token })).json())
    expect(known.destinations[0]).toEqual(second)
  })

  it('is refused for a tab that is not there, and a spreadsheet that is not theirs', async () => {
    const { put, session, connect, ...sheetside } = await setUp()
    const { spreadsheetId, sheetId } = await directly(sheetside).makeSheet([])
    expect(await refusal(put(spreadsheetId, 4711))).toEqual({ status: 404, code: 'not_found' })
    const ben = await connect(session, { person: BEN.email })
    expect(await refusal(put(spreadsheetId, sheetId, ben.id))).toEqual({
      status: 403,
      code: 'sheet_forbidden',
    })
    expect(await refusal(put(spreadsheetId, sheetId, 'not-mine'))).toEqual({
      status: 403,
      code: 'google_not_connected',
    })
  })
})
