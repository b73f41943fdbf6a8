import { describe, expect, it } from 'vitest'
import type { Suspect } from '#shared/contract/send.ts'
import { refusal } from '#test/server/harness.ts'
import { HEADER, row, sendEach, setUpSending, shownRow, text, type Setting } from './set-up.ts'

/** What makes a sheet forget which row is which send's. */
function withoutAnchors({ google, spreadsheetId }: Setting): object[] {
  return google
    .metadata(spreadsheetId)
    .filter(({ metadataKey: key }) => key === 'sheetside.row')
    .map(({ metadataId }) => ({
      deleteDeveloperMetadata: { dataFilter: { developerMetadataLookup: { metadataId } } },
    }))
}

/** What is sent of one page, and nothing but the words is another. */
const clip = (words: string) => [text(words), ...row('page').slice(1)]

const choosing = (suspects: Suspect[]) =>
  suspects.map(({ row, fingerprint }) => ({ row, fingerprint }))

describe('an undo that is not sure', () => {
  it('asks where somebody has written something beside it, and leaves all as it is', async () => {
    const setting = await setUpSending([[...HEADER, 'Opinion']])
    const { google, spreadsheetId, undo, shown } = setting
    const [a = ''] = await sendEach(setting, 'a')
    google.writeCells(spreadsheetId, 'Sheet1!E2', [['worth reading']])
    expect(await undo(a)).toMatchObject({ kind: 'unsure', why: 'edited', suspects: [{ row: 1 }] })
    expect(shown('A2:C2')).toEqual([shownRow('a')])
  })

  it('never takes for an edited row what another send wrote, however alike it is', async () => {
    const setting = await setUpSending()
    const { send, requestOf, undo, google, spreadsheetId } = setting
    const { id } = await send(requestOf([clip('one')]))
    await send(requestOf([clip('two')]))
    google.writeCells(spreadsheetId, 'Sheet1!A2:B2', [['mine', 'My own title']])
    expect(await undo(id)).toMatchObject({ kind: 'unsure', why: 'edited', suspects: [{ row: 1 }] })
  })

  for (const [than, first, second] of [
    ['wider', clip('one'), [...clip('two'), text('a remark')]],
    ['narrower', [...clip('one'), text('a remark')], clip('two')],
  ] as const) {
    it(`nor what another send wrote in rows that are ${than}`, async () => {
      const setting = await setUpSending()
      const { send, requestOf, undo, edit, rowsAt, names } = setting
      const { id } = await send(requestOf([[...first]]))
      await send(requestOf([[...second]]))
      await edit({ deleteDimension: { range: rowsAt(1, 2) } })
      expect(await undo(id)).toEqual({ kind: 'gone' })
      expect(names()).toEqual(['two'])
    })
  }

  it('removes what the person chose', async () => {
    const setting = await setUpSending()
    const { google, spreadsheetId, undo, names } = setting
    const [a = ''] = await sendEach(setting, 'a', 'b')
    google.writeCells(spreadsheetId, 'Sheet1!A2', [['edited']])
    const asked = await undo(a)
    if (asked.kind !== 'unsure') throw new Error('It was sure.')
    const chosen = choosing(asked.suspects)
    expect(await undo(a, { chosen })).toEqual({ kind: 'undone', removed: 1 })
    expect(names()).toEqual(['b'])
  })

  it('tells of such a row what stands in it under which name, and what is not as it was sent', async () => {
    const setting = await setUpSending([[...HEADER, 'Opinion']])
    const { send, requestOf, google, spreadsheetId, undo } = setting
    const { id } = await send(requestOf([row('a'), row('b')]))
    google.writeCells(spreadsheetId, 'Sheet1!B3:E3', [
      ['another', 'https://example.com/b', '2026-09-27', 'good'],
    ])
    const outcome = await undo(id)
    if (outcome.kind !== 'unsure') throw new Error('It was sure.')
    const { certain, missing, more, suspects } = outcome
    expect({ certain, missing, more }).toEqual({ certain: 1, missing: 1, more: 0 })
    expect(suspects).toMatchObject([{ row: 2, sentRow: 1 }])
    expect(
      suspects[0]?.cells.map(({ header, text, sentCell, changed }) => [
        header,
        text,
        sentCell,
        changed,
      ]),
    ).toEqual([
      ['Text', 'b', 0, false],
      ['Title', 'another', 1, true],
      ['Link', 'https://example.com/b', 2, false],
      // A text that looks like the date is not the date.
      ['Date', '2026-09-27', 3, true],
      ['Opinion', 'good', null, true],
    ])
  })

  it('compares such a row with the one that is missing, however like it is to another', async () => {
    const { send, requestOf, google, spreadsheetId, undo } = await setUpSending()
    const { id } = await send(requestOf([clip('one'), clip('two')]))
    google.writeCells(spreadsheetId, 'Sheet1!A3', [['mine']])
    expect(await undo(id)).toMatchObject({ suspects: [{ row: 2, sentRow: 1 }] })
  })

  it('of a table in which every row was written beside tells of them all with one read', async () => {
    const setting = await setUpSending([[...HEADER, 'Status']])
    const { send, requestOf, google, spreadsheetId, undo, names } = setting
    const many = Array.from({ length: 1_000 }, (_, index) => row(`r${index}`))
    const { id } = await send(requestOf(many))
    google.writeCells(
      spreadsheetId,
      'Sheet1!E2:E1001',
      many.map(() => ['seen']),
    )
    google.clearRequests()
    const outcome = await undo(id)
    if (outcome.kind !== 'unsure') throw new Error('It was sure.')
    expect(outcome.suspects).toHaveLength(1_000)
    expect(google.requests().length).toBeLessThan(10)
    expect(await undo(id, { chosen: choosing(outcome.suspects) })).toEqual({
      kind: 'undone',
      removed: 1_000,
    })
    expect(names()).toEqual([])
  })

  it('removes a row once that was chosen twice, or became certain after it was', async () => {
    const setting = await setUpSending()
    const { undo, names, google, spreadsheetId, edit, rowsAt } = setting
    const [first = ''] = await sendEach(setting, 'twin', 'twin', 'other')
    await edit(...withoutAnchors(setting))
    const asked = await undo(first)
    if (asked.kind !== 'unsure') throw new Error('It was sure.')
    await edit({ deleteDimension: { range: rowsAt(2, 3) } })
    const chosen = choosing(asked.suspects.slice(0, 1))
    expect(await undo(first, { chosen: [...chosen, ...chosen] })).toEqual({
      kind: 'undone',
      removed: 1,
    })
    expect(names()).toEqual(['other'])
    expect(google.cells(spreadsheetId, 'Sheet1!A1')).toEqual([['Text']])
  })

  it('never takes more rows than were sent', async () => {
    const setting = await setUpSending()
    const { undo, names, call, token, edit } = setting
    const [first = ''] = await sendEach(setting, 'twin', 'twin')
    await edit(...withoutAnchors(setting))
    const asked = await undo(first)
    if (asked.kind !== 'unsure') throw new Error('It was sure.')
    const body = { chosen: choosing(asked.suspects) }
    const both = call('POST', `/api/sends/${first}/undo`, { token, body })
    expect(await refusal(both)).toEqual({ status: 400, code: 'invalid_input' })
    expect(names()).toEqual(['twin', 'twin'])
  })

  it('does not remove what was edited again while the person was asked', async () => {
    const setting = await setUpSending()
    const { google, spreadsheetId, undo, names, call, token } = setting
    const [a = ''] = await sendEach(setting, 'a', 'b')
    google.writeCells(spreadsheetId, 'Sheet1!A2', [['edited']])
    const asked = await undo(a)
    if (asked.kind !== 'unsure') throw new Error('It was sure.')
    google.writeCells(spreadsheetId, 'Sheet1!A2', [['edited again']])
    const chosen = choosing(asked.suspects)
    const again = call('POST', `/api/sends/${a}/undo`, { token, body: { chosen } })
    expect(await refusal(again)).toEqual({ status: 409, code: 'conflict' })
    expect(names()).toEqual(['edited again', 'b'])
  })

  it('asks which of equal rows it is where nothing tells', async () => {
    const setting = await setUpSending()
    const { send, requestOf, undo, names, edit } = setting
    const first = await send(requestOf([row('twin')]))
    await send(requestOf([row('twin')]))
    await edit(...withoutAnchors(setting))
    const outcome = await undo(first.id)
    expect(outcome).toMatchObject({
      kind: 'unsure',
      why: 'several',
      suspects: [{ row: 1 }, { row: 2 }],
    })
    expect(names()).toEqual(['twin', 'twin'])
  })

  it('of a table of which one row was edited takes the others when told to leave that one', async () => {
    const setting = await setUpSending()
    const { send, requestOf, undo, names, google, spreadsheetId } = setting
    const { id } = await send(requestOf([row('a'), row('b'), row('c')]))
    google.writeCells(spreadsheetId, 'Sheet1!A3', [['mine now']])
    expect(await undo(id)).toMatchObject({ kind: 'unsure', certain: 2, suspects: [{ row: 2 }] })
    expect(await undo(id, { chosen: [] })).toEqual({ kind: 'undone', removed: 2 })
    expect(names()).toEqual(['mine now'])
  })
})
