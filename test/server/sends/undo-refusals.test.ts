import { describe, expect, it } from 'vitest'
import { eq } from 'drizzle-orm'
import { sends } from '#server/db/schema.ts'
import { undoOutcome } from '#shared/contract/send.ts'
import { wireError } from '#shared/errors.ts'
import { ADA } from '#test/google/oauth/people.ts'
import { refusal } from '#test/server/harness.ts'
import { HEADER, row, setUpSending, type Setting } from './set-up.ts'

const BEN = 'ben@gmail.com'

/** Sends these rows, each by itself, and answers the first one's id. */
async function sent(setting: Setting, ...names: string[]): Promise<string> {
  const requests = names.map((name) => setting.requestOf([row(name)]))
  for (const request of requests) await setting.send(request)
  return requests[0]?.id ?? ''
}

const ask = ({ call, token }: Setting, id: string) =>
  call('POST', `/api/sends/${id}/undo`, { token, body: {} })

describe('undoing a send in a sheet that is not as it was', () => {
  it('works after its tab was renamed', async () => {
    const setting = await setUpSending([HEADER])
    const id = await sent(setting, 'a', 'b')
    const properties = { sheetId: setting.sheetId, title: 'Something else' }
    await setting.edit({ updateSheetProperties: { properties, fields: 'title' } })
    expect(await setting.undo(id)).toEqual({ kind: 'undone', removed: 1 })
    expect(setting.shown('Something else!A2:A')).toEqual([['b']])
  })

  it('says that nothing of it is there any more after its tab was deleted', async () => {
    const setting = await setUpSending([HEADER])
    const { edit, sheetId, undo, call, token } = setting
    const id = await sent(setting, 'a')
    await edit({ addSheet: { properties: { title: 'Other' } } }, { deleteSheet: { sheetId } })
    expect(await undo(id)).toEqual({ kind: 'gone' })
    const place = call('GET', `/api/sends/${id}/place`, { token })
    expect(await refusal(place)).toEqual({ status: 404, code: 'not_found' })
  })

  it('says what to do after a column or the header was deleted, and removes nothing', async () => {
    const setting = await setUpSending([HEADER])
    const { edit, columnsAt, names } = setting
    const id = await sent(setting, 'a')
    await edit({ deleteDimension: { range: columnsAt(1, 2) } })
    const answer = await ask(setting, id)
    expect(answer.status).toBe(409)
    expect(wireError.parse(await answer.json())).toMatchObject({
      code: 'destination_changed',
      message: expect.stringContaining('Look for it in the sheet, and remove it there.'),
    })
    expect(names()).toEqual(['a'])
  })

  it('finds rows that a filter hides, and those between them', async () => {
    const setting = await setUpSending([HEADER])
    const { edit, sheetId, names, undo, send, requestOf } = setting
    const id = await sent(setting, 'a', 'b', 'c')
    const range = { sheetId, startRowIndex: 0, startColumnIndex: 0, endColumnIndex: 4 }
    const hidden = { columnIndex: 0, filterCriteria: { hiddenValues: ['a', 'c'] } }
    await edit({ setBasicFilter: { filter: { range, filterSpecs: [hidden] } } })
    expect(await undo(id)).toEqual({ kind: 'undone', removed: 1 })
    expect(names()).toEqual(['b', 'c'])
    await send(requestOf([row('d')]))
    expect(names()).toEqual(['b', 'c', 'd'])
  })

  it('asks about a row of which a part was cleared', async () => {
    const setting = await setUpSending([HEADER])
    const { google, spreadsheetId, undo, names } = setting
    const id = await sent(setting, 'a', 'b')
    google.writeCells(spreadsheetId, 'Sheet1!B2', [['']])
    const asked = await undo(id)
    expect(asked).toMatchObject({ kind: 'unsure', why: 'edited', suspects: [{ row: 1 }] })
    expect(names()).toEqual(['a', 'b'])
  })

  it('takes the row alone where what stands beside the table is protected', async () => {
    const setting = await setUpSending([HEADER])
    const { google, spreadsheetId, connect, session, requestOf, send, edit, sheetId } = setting
    google.share(spreadsheetId, BEN, 'writer')
    const { id: account } = await connect(session, { person: BEN })
    const request = requestOf([row('a')])
    await send({ ...request, destination: { ...request.destination, account } })
    const editors = { users: [ADA.email] }
    const range = { sheetId, startColumnIndex: 8, endColumnIndex: 9 }
    await edit({ addProtectedRange: { protectedRange: { range, editors } } })
    google.writeCells(spreadsheetId, 'Sheet1!A3', [['below']])
    expect(await setting.undo(request.id)).toEqual({ kind: 'undone', removed: 1 })
    expect(setting.names()).toEqual(['below'])
  })
})

describe('an undo that is refused', () => {
  it('says that the row is protected, and whom to ask', async () => {
    const setting = await setUpSending([HEADER])
    const { google, spreadsheetId, connect, session, requestOf, send, edit, sheetId } = setting
    google.share(spreadsheetId, BEN, 'writer')
    const { id: account } = await connect(session, { person: BEN })
    const request = requestOf([row('a')])
    await send({ ...request, destination: { ...request.destination, account } })
    const editors = { users: [ADA.email] }
    await edit({ addProtectedRange: { protectedRange: { range: { sheetId }, editors } } })
    const answer = await ask(setting, request.id)
    expect(answer.status).toBe(403)
    expect(wireError.parse(await answer.json())).toMatchObject({
      code: 'range_protected',
      message: expect.stringContaining('Ask the sheet’s owner'),
    })
    expect(setting.names()).toEqual(['a'])
  })

  it('says so with one look, also where its rows stand apart and the last alone is protected', async () => {
    const setting = await setUpSending([HEADER])
    const { google, spreadsheetId, connect, session, requestOf, send, edit, rowsAt } = setting
    google.share(spreadsheetId, BEN, 'writer')
    const { id: account } = await connect(session, { person: BEN })
    const numbers = Array.from({ length: 20 }, (_, index) => 10 + index)
    await send(requestOf(numbers.map((number) => row(`${number} another’s`))))
    const request = requestOf(numbers.map((number) => row(`${number} its own`)))
    await send({ ...request, destination: { ...request.destination, account } })
    await setting.sortBy(0, 'ASCENDING')
    const { sheetId, startIndex: startRowIndex, endIndex: endRowIndex } = rowsAt(40, 41)
    const range = { sheetId, startRowIndex, endRowIndex }
    const editors = { users: [ADA.email] }
    await edit({ addProtectedRange: { protectedRange: { range, editors } } })
    google.clearRequests()
    expect(await refusal(ask(setting, request.id))).toEqual({
      status: 403,
      code: 'range_protected',
    })
    expect(google.requests().length).toBeLessThan(15)
    expect(setting.names()).toHaveLength(40)
  })

  it('says that the connection is dead, and works once it is mended', async () => {
    const setting = await setUpSending([HEADER])
    const { google, connect, session, account, undo, names } = setting
    const id = await sent(setting, 'a')
    google.revokeGrant(ADA.email)
    expect(await refusal(ask(setting, id))).toEqual({
      status: 403,
      code: 'google_reconnect_needed',
    })
    await connect(session, { person: ADA.email }, { account })
    expect(await undo(id)).toEqual({ kind: 'undone', removed: 1 })
    expect(names()).toEqual([])
  })

  it('says that the sheet is no longer shared', async () => {
    const setting = await setUpSending([HEADER])
    const { google, spreadsheetId, connect, session, requestOf, send } = setting
    google.share(spreadsheetId, BEN, 'writer')
    const { id: account } = await connect(session, { person: BEN })
    const request = requestOf([row('a')])
    await send({ ...request, destination: { ...request.destination, account } })
    google.share(spreadsheetId, BEN, 'none')
    expect(await refusal(ask(setting, request.id))).toEqual({
      status: 403,
      code: 'sheet_forbidden',
    })
  })
})

describe('an equal row of another send', () => {
  it('stays where the send’s own was deleted by hand', async () => {
    const setting = await setUpSending([HEADER])
    const { edit, rowsAt, undo, names } = setting
    const id = await sent(setting, 'twin', 'twin')
    await edit({ deleteDimension: { range: rowsAt(1, 2) } })
    expect(await undo(id)).toMatchObject({ kind: 'unsure', why: 'several', suspects: [{ row: 1 }] })
    expect(names()).toEqual(['twin'])
  })

  it('stays where undo is clicked twice', async () => {
    const setting = await setUpSending([HEADER])
    const id = await sent(setting, 'twin', 'twin')
    const answers = await Promise.all([ask(setting, id), ask(setting, id)])
    const outcomes = await Promise.all(
      answers.map(async (answer) => undoOutcome.parse(await answer.json())),
    )
    expect(outcomes).toEqual([
      { kind: 'undone', removed: 1 },
      { kind: 'undone', removed: 0 },
    ])
    expect(setting.names()).toEqual(['twin'])
  })

  it('stays where nobody noted that the send’s own is gone', async () => {
    const setting = await setUpSending([HEADER])
    const { undo, names, deps } = setting
    const id = await sent(setting, 'twin', 'b')
    await undo(id)
    // As a process leaves it that dies after it has removed the row.
    await deps.db.update(sends).set({ undoneAt: null }).where(eq(sends.id, id))
    await sent(setting, 'twin')
    expect(await undo(id)).toMatchObject({ kind: 'unsure', why: 'several', suspects: [{ row: 2 }] })
    expect(names()).toEqual(['b', 'twin'])
  })
})
