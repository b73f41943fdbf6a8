import { describe, expect, it } from 'vitest'
import { sends } from '#server/db/schema.ts'
import type { Cell } from '#shared/cells.ts'
import { refusal } from '#test/server/harness.ts'
import { HEADER, row, setUpSending, text, writes } from './set-up.ts'

const NAMES = Array.from({ length: 50 }, (_, index) => `row ${index}`)

describe('a batch of sends', () => {
  it('is one batch at Google, in its order, with an answer for each', async () => {
    const setting = await setUpSending([HEADER])
    const { sendBatch, requestOf, names, google } = setting
    google.clearRequests()
    const requests = NAMES.map((name) => requestOf([row(name)]))
    const outcomes = await sendBatch(requests)
    expect(outcomes.map(({ id }) => id)).toEqual(requests.map(({ id }) => id))
    expect(outcomes.map((each) => 'result' in each && each.result.range)).toEqual(
      NAMES.map((_, index) => `A${index + 2}:D${index + 2}`),
    )
    expect(names()).toEqual(NAMES)
    expect(writes(setting)).toBe(1)
  })

  it('is there once however often it is repeated, and also in parts', async () => {
    const { sendBatch, send, requestOf, names } = await setUpSending([HEADER])
    const requests = ['a', 'b', 'c'].map((name) => requestOf([row(name)]))
    const first = await sendBatch(requests)
    expect(await sendBatch(requests)).toEqual(first)
    const alone = await Promise.all(requests.map(send))
    expect(first.map((each) => 'result' in each && each.result)).toEqual(alone)
    expect(await sendBatch([...requests.slice(2), requestOf([row('d')])])).toHaveLength(2)
    expect(names()).toEqual(['a', 'b', 'c', 'd'])
  })

  it.each(['before', 'after'] as const)(
    'whose answer is lost %s it was written is there once',
    async (when) => {
      const { sendBatch, requestOf, names, google } = await setUpSending([HEADER])
      google.addFault({ on: 'spreadsheets.batchUpdate', kind: 'drop', when, times: 1 })
      const outcomes = await sendBatch(['a', 'b', 'c'].map((name) => requestOf([row(name)])))
      expect(outcomes.every((each) => 'result' in each)).toBe(true)
      expect(names()).toEqual(['a', 'b', 'c'])
    },
  )

  it('settles those that were written before, each for itself, where no answer told', async () => {
    const { sendBatch, send, requestOf, names, deps } = await setUpSending([HEADER])
    const requests = ['a', 'b', 'c'].map((name) => requestOf([row(name)]))
    const [, second] = requests
    if (second) await send(second)
    // As a process leaves it that dies between Google's answer and writing it down.
    await deps.db.update(sends).set({ result: null, record: null, doubtedAt: deps.now() })
    const outcomes = await sendBatch(requests)
    expect(outcomes.map((each) => 'result' in each && each.result.range)).toEqual([
      'A3:D3',
      'A2:D2',
      'A4:D4',
    ])
    expect(names()).toEqual(['b', 'a', 'c'])
  })

  it('with one that Google refuses writes all others', async () => {
    const { sendBatch, requestOf, names } = await setUpSending([HEADER])
    const links = [{ start: 10, end: 12, url: 'https://example.com' }]
    const bad: Cell[] = [{ kind: 'text', value: 'bad', links }]
    const requests = [row('a'), bad, row('b'), row('c')].map((cells) => requestOf([cells]))
    const outcomes = await sendBatch(requests)
    expect(outcomes.map((each) => 'result' in each)).toEqual([true, false, true, true])
    expect(names()).toEqual(['a', 'b', 'c'])
  })

  it('stops behind one that has to wait, so that the order stays', async () => {
    const { sendBatch, requestOf, names, google } = await setUpSending([HEADER])
    google.addFault({ on: 'sheets.write', kind: 'fail', status: 429 })
    const outcomes = await sendBatch(['a', 'b'].map((name) => requestOf([row(name)])))
    expect(outcomes).toMatchObject([
      { failure: { code: 'google_quota' } },
      { failure: { code: 'google_quota' } },
    ])
    expect(names()).toEqual([])
  })

  it('has a conflict of one be that one’s alone', async () => {
    const { sendBatch, send, requestOf, names } = await setUpSending([HEADER])
    const first = requestOf([row('a')])
    await send(first)
    const outcomes = await sendBatch([
      requestOf([[text('other')]], { id: first.id }),
      requestOf([row('b')]),
    ])
    expect(outcomes).toMatchObject([{ failure: { code: 'conflict' } }, { result: {} }])
    expect(names()).toEqual(['a', 'b'])
  })

  it('is refused where it is for several spreadsheets', async () => {
    const { call, token, requestOf, direct } = await setUpSending([HEADER])
    const { spreadsheetId } = await direct.makeSheet([HEADER])
    const one = requestOf([row('a')])
    const other = requestOf([row('b')], { destination: { ...one.destination, spreadsheetId } })
    const answer = call('POST', '/api/sends/batch', { token, body: { sends: [one, other] } })
    expect(await refusal(answer)).toEqual({ status: 400, code: 'invalid_input' })
  })
})

describe('a table of a thousand rows', () => {
  it('goes whole, in one batch, with its types', async () => {
    const setting = await setUpSending([HEADER])
    const { send, requestOf, shown, google } = setting
    google.clearRequests()
    const rows = Array.from({ length: 1000 }, (_, index): Cell[] => [
      text(`row ${index}`),
      { kind: 'number', value: index / 4, format: { type: 'PERCENT', pattern: '0.00%' } },
      { kind: 'boolean', value: index % 2 === 0 },
      { kind: 'date', value: '2026-09-27' },
    ])
    expect((await send(requestOf(rows))).range).toBe('A2:D1001')
    expect(writes(setting)).toBe(1)
    expect(shown('A1001:D1001', 'UNFORMATTED_VALUE')).toEqual([['row 999', 249.75, false, 46_292]])
    expect(shown('B1001')).toEqual([['24975.00%']])
  })

  it('is taken back whole', async () => {
    const { send, requestOf, undo, names } = await setUpSending([HEADER])
    await send(requestOf([row('before')]))
    const { id } = await send(requestOf(NAMES.map((name) => row(name))))
    await send(requestOf([row('after')]))
    expect(await undo(id)).toEqual({ kind: 'undone', removed: NAMES.length })
    expect(names()).toEqual(['before', 'after'])
  })
})

describe('what a sheet cannot take', () => {
  it('says that a range is protected', async () => {
    const { post, requestOf, direct, sheetId, connect, session, spreadsheetId, google } =
      await setUpSending([HEADER])
    google.share(spreadsheetId, 'ben@gmail.com', 'writer')
    const ben = await connect(session, { person: 'ben@gmail.com' })
    await direct.batchUpdate(spreadsheetId, {
      addProtectedRange: {
        protectedRange: { range: { sheetId }, editors: { users: ['ada@gmail.com'] } },
      },
    })
    const request = requestOf([row('a')])
    const destination = { ...request.destination, account: ben.id }
    expect(await refusal(post({ ...request, destination }))).toEqual({
      status: 403,
      code: 'range_protected',
    })
  })

  it('says that the spreadsheet is full', async () => {
    const { post, requestOf, edit, sheetId, google, spreadsheetId } = await setUpSending([HEADER])
    const size = { rowCount: 384_615, columnCount: 26 }
    await edit({
      updateSheetProperties: {
        properties: { sheetId, gridProperties: size },
        fields: 'gridProperties(rowCount,columnCount)',
      },
    })
    google.writeCells(spreadsheetId, 'Sheet1!A384615', [['the last']])
    const request = requestOf([row('a'), row('b')])
    const at = {
      ...request.destination,
      tableStart: 'A384615',
      headerMark: undefined,
      columnMarks: undefined,
    }
    expect(await refusal(post({ ...request, destination: at }))).toEqual({
      status: 409,
      code: 'sheet_full',
    })
  })
})
