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

type Appended = { tableRange?: string; updates: { updatedRange: string } & object }

async function append(range: string, values: unknown[][], query = ''): Promise<Appended> {
  const path = `/v4/spreadsheets/${id}/values/${encodeURIComponent(range)}:append`
  const body = { values }
  const answer = await callGoogle(google, `${path}?valueInputOption=RAW&${query}`, { body })
  return answer.body as Appended
}

function fill(range: string, values: unknown[][]): void {
  google.writeCells(id, range, values)
}

describe('where values.append writes', () => {
  const documented: [range: string, start: string][] = [
    ['Sheet1', 'B7'],
    ['B4', 'B7'],
    ['C5:D5', 'B7'],
    ['B2:D4', 'B7'],
    ['A3:G10', 'B7'],
    ['A1', 'A3'],
    ['E4', 'E4'],
    ['A4', 'A4'],
  ]
  it.each(documented)(
    'append-table-detection: %s → %s, of the guide’s two tables [D]',
    async (range, start) => {
      fill('A1', [
        ['x', 'y', 'z'],
        ['x', 'y', 'z'],
        [],
        ['', 'x', 'y'],
        ['', '', 'y', 'z'],
        ['', 'x', 'y', 'z'],
      ])
      const { updates } = await append(range, [['new']])
      expect(updates.updatedRange).toBe(`Sheet1!${start}`)
    },
  )

  it('the trap: a gap in the last row makes the sheet’s last table begin after it [R]', async () => {
    fill('A1', [['x', '', 'z']])
    const whole = await append('Sheet1', [[]])
    expect([whole.tableRange, whole.updates.updatedRange]).toEqual(['Sheet1!C1', 'Sheet1!C2'])
    const first = await append('A1', [['a', '', 'c']])
    expect([first.tableRange, first.updates.updatedRange]).toEqual(['Sheet1!A1', 'Sheet1!A2:C2'])
  })

  it('names the whole table, found from its last row upwards [R]', async () => {
    fill('A1', [
      ['a', 'b'],
      ['c', 'd'],
    ])
    const { tableRange, updates } = await append('Sheet1', [['e', 'f']])
    expect([tableRange, updates.updatedRange]).toEqual(['Sheet1!A1:B2', 'Sheet1!A3:B3'])
  })

  it('without a table it writes at the range and names none [R]', async () => {
    const { tableRange, updates } = await append('B3', [['x']])
    expect(tableRange).toBeUndefined()
    expect(updates.updatedRange).toBe('Sheet1!B3')
  })
})

describe('the empty append', () => {
  it('tells where a table is and writes nothing, not even a new version [I]', async () => {
    fill('A1', [
      ['Title', 'Link'],
      ['a', 'b'],
    ])
    const version = async (): Promise<unknown> =>
      (await callGoogle(google, `/drive/v3/files/${id}?fields=version`)).body
    const before = await version()
    expect(await append('A1', [[]])).toEqual({
      spreadsheetId: id,
      tableRange: 'Sheet1!A1:B2',
      updates: { spreadsheetId: id, updatedRange: 'Sheet1!A3' },
    })
    expect(await version()).toEqual(before)
    expect(google.cells(id, 'Sheet1')).toHaveLength(2)
  })
})

describe('insertDataOption', () => {
  it('OVERWRITE, the default, writes over what is below the table [D]', async () => {
    fill('A1', [['a'], [], ['below']])
    await append('A1', [['new'], ['newer']])
    expect(google.cells(id, 'Sheet1')).toEqual([['a'], ['new'], ['newer']])
  })

  it('INSERT_ROWS makes room for it, over the whole width of the sheet [D]', async () => {
    fill('A1', [['a'], ['', '', 'beside'], ['below']])
    await append('A1', [['new'], ['newer']], 'insertDataOption=INSERT_ROWS')
    expect(google.cells(id, 'Sheet1')).toEqual([
      ['a'],
      ['new'],
      ['newer'],
      ['', '', 'beside'],
      ['below'],
    ])
  })

  it('makes the grid longer and wider when the table has reached its end [I]', async () => {
    fill('A1000', [['last']])
    const { updates } = await append('A1000', [Array.from({ length: 28 }, (_, at) => at)])
    expect(updates.updatedRange).toBe('Sheet1!A1001:AB1001')
    const { body } = await callGoogle(
      google,
      `/v4/spreadsheets/${id}?fields=sheets.properties.gridProperties`,
    )
    expect(body).toEqual({
      sheets: [{ properties: { gridProperties: { rowCount: 1001, columnCount: 28 } } }],
    })
  })
})
