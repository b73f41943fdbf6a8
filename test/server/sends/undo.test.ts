import { describe, expect, it } from 'vitest'
import type { Suspect } from '#shared/contract/send.ts'
import { refusal } from '#test/server/harness.ts'
import { HEADER, row, setUpSending, shownRow, text, type Setting } from './set-up.ts'

/** Sends these rows, each by itself; answers their ids. */
async function sendAll({ send, requestOf }: Setting, ...names: string[]): Promise<string[]> {
  const ids: string[] = []
  for (const name of names) ids.push((await send(requestOf([row(name)]))).id)
  return ids
}

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

describe('undoing a send', () => {
  it('takes its row out, and leaves the others as they were', async () => {
    const setting = await setUpSending()
    const [, b = ''] = await sendAll(setting, 'a', 'b', 'c')
    expect(await setting.undo(b)).toEqual({ kind: 'undone', removed: 1 })
    expect(setting.names()).toEqual(['a', 'c'])
  })

  it('leaves no anchor behind', async () => {
    const setting = await setUpSending()
    const [a = ''] = await sendAll(setting, 'a')
    await setting.undo(a)
    const left = setting.google.metadata(setting.spreadsheetId)
    expect(left.filter(({ metadataKey }) => metadataKey === 'sheetside.row')).toEqual([])
  })

  it('is done once, however often it is asked for', async () => {
    const setting = await setUpSending()
    const [a = ''] = await sendAll(setting, 'a', 'b')
    await setting.undo(a)
    expect(await setting.undo(a)).toEqual({ kind: 'undone', removed: 0 })
    expect(setting.names()).toEqual(['b'])
  })

  it('moves back up what it had moved down, and nothing that stands beside', async () => {
    const setting = await setUpSending()
    const { google, spreadsheetId, shown, undo } = setting
    const [a = ''] = await sendAll(setting, 'a', 'b')
    google.writeCells(spreadsheetId, 'Sheet1!H2', [['beside']])
    google.writeCells(spreadsheetId, 'Sheet1!A9', [['another table']])
    await undo(a)
    expect(shown('H2')).toEqual([['beside']])
    expect(shown('A8:A9')).toEqual([['another table']])
  })

  for (const follows of [true, false]) {
    describe(`where metadata ${follows ? 'goes along with a sort' : 'stays where it was'}`, () => {
      it('finds the row after the sheet was sorted', async () => {
        const setting = await setUpSending()
        setting.google.setMetadataFollowsSort(follows)
        const [, b = ''] = await sendAll(setting, 'a', 'b', 'c', 'd')
        await setting.sortBy(0, 'DESCENDING')
        expect(await setting.undo(b)).toEqual({ kind: 'undone', removed: 1 })
        expect(setting.names()).toEqual(['d', 'c', 'a'])
      })

      it('finds the row after rows were inserted above, and it was moved', async () => {
        const setting = await setUpSending()
        setting.google.setMetadataFollowsSort(follows)
        const { edit, rowsAt, names, undo } = setting
        const [a = ''] = await sendAll(setting, 'a', 'b', 'c')
        await edit({ insertDimension: { range: rowsAt(0, 2), inheritFromBefore: false } })
        await edit({ moveDimension: { source: rowsAt(3, 4), destinationIndex: 6 } })
        expect(await undo(a)).toEqual({ kind: 'undone', removed: 1 })
        expect(names().filter((name) => name !== '')).toEqual(['Text', 'b', 'c'])
      })

      it('asks where the row was sorted away and edited', async () => {
        const setting = await setUpSending()
        setting.google.setMetadataFollowsSort(follows)
        const { google, spreadsheetId, undo, names, sortBy } = setting
        const [, b = ''] = await sendAll(setting, 'a', 'b', 'c')
        google.writeCells(spreadsheetId, 'Sheet1!B3', [['A better title']])
        await sortBy(0, 'DESCENDING')
        google.writeCells(spreadsheetId, 'Sheet1!A1', [HEADER])
        const outcome = await undo(b)
        expect(outcome).toMatchObject({ kind: 'unsure', why: 'edited', certain: 0 })
        expect(names()).toEqual(['c', 'b', 'a'])
        if (outcome.kind !== 'unsure') throw new Error('It was sure.')
        const [suspect] = outcome.suspects
        expect(suspect).toMatchObject({
          row: 2,
          cells: expect.arrayContaining([expect.objectContaining({ text: 'A better title' })]),
        })
      })
    })
  }

  it('finds a row whose columns were moved and renamed', async () => {
    const setting = await setUpSending()
    const { edit, columnsAt, undo, google, spreadsheetId, shown } = setting
    const [a = ''] = await sendAll(setting, 'a', 'b')
    await edit({ moveDimension: { source: columnsAt(0, 1), destinationIndex: 4 } })
    google.writeCells(spreadsheetId, 'Sheet1!A1', [['Name of the page']])
    expect(await undo(a)).toEqual({ kind: 'undone', removed: 1 })
    expect(shown('A2:D')).toHaveLength(1)
  })

  it('asks where somebody has written something beside it, and leaves all as it is', async () => {
    const setting = await setUpSending([[...HEADER, 'Opinion']])
    const { google, spreadsheetId, undo, shown } = setting
    const [a = ''] = await sendAll(setting, 'a')
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
    const [a = ''] = await sendAll(setting, 'a', 'b')
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
    const [first = ''] = await sendAll(setting, 'twin', 'twin', 'other')
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
    const [first = ''] = await sendAll(setting, 'twin', 'twin')
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
    const [a = ''] = await sendAll(setting, 'a', 'b')
    google.writeCells(spreadsheetId, 'Sheet1!A2', [['edited']])
    const asked = await undo(a)
    if (asked.kind !== 'unsure') throw new Error('It was sure.')
    google.writeCells(spreadsheetId, 'Sheet1!A2', [['edited again']])
    const chosen = choosing(asked.suspects)
    const again = call('POST', `/api/sends/${a}/undo`, { token, body: { chosen } })
    expect(await refusal(again)).toEqual({ status: 409, code: 'conflict' })
    expect(names()).toEqual(['edited again', 'b'])
  })

  it('of one of two equal rows takes the one that it knows by its anchor', async () => {
    const setting = await setUpSending()
    const { send, requestOf, undo, names } = setting
    const first = await send(requestOf([row('twin')]))
    await send(requestOf([row('between')]))
    await send(requestOf([row('twin')]))
    expect(await undo(first.id)).toEqual({ kind: 'undone', removed: 1 })
    expect(names()).toEqual(['between', 'twin'])
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

  it('says so where the row was deleted by hand, and touches nothing', async () => {
    const setting = await setUpSending()
    const { edit, rowsAt, undo, names } = setting
    const [a = ''] = await sendAll(setting, 'a', 'b', 'c')
    await edit({ deleteDimension: { range: rowsAt(1, 2) } })
    expect(await undo(a)).toEqual({ kind: 'gone' })
    expect(names()).toEqual(['b', 'c'])
  })

  it('of a table takes all its rows, also where they were sorted among others', async () => {
    const setting = await setUpSending()
    const { send, requestOf, undo, names, sortBy } = setting
    await sendAll(setting, 'b', 'd')
    const { id } = await send(requestOf([row('a'), row('c'), row('e')]))
    await sortBy(0, 'ASCENDING')
    expect(await undo(id)).toEqual({ kind: 'undone', removed: 3 })
    expect(names()).toEqual(['b', 'd'])
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

  it('goes on where its answer was lost between clearing and removing', async () => {
    const setting = await setUpSending()
    const { google, call, token, undo, names } = setting
    const [a = ''] = await sendAll(setting, 'a', 'b')
    google.addFault({ on: 'spreadsheets.batchUpdate', kind: 'drop', when: 'after', times: 1 })
    const lost = call('POST', `/api/sends/${a}/undo`, { token, body: {} })
    expect(await refusal(lost)).toEqual({ status: 502, code: 'google_unavailable' })
    expect(await undo(a)).toEqual({ kind: 'undone', removed: 1 })
    expect(names()).toEqual(['b'])
  })

  it('of what nobody sent, or somebody else did, is refused', async () => {
    const setting = await setUpSending()
    const [a = ''] = await sendAll(setting, 'a')
    const { token } = await setting.register('other@example.com')
    const other = setting.call('POST', `/api/sends/${a}/undo`, { token, body: {} })
    expect(await refusal(other)).toEqual({ status: 404, code: 'not_found' })
    expect(setting.names()).toEqual(['a'])
  })

  it('compares what a cell holds, not how it looks', async () => {
    const setting = await setUpSending()
    const { send, requestOf, undo, names, edit, sheetId } = setting
    const { id } = await send(
      requestOf([[text('=1+1'), { kind: 'number', value: 0.5 }, { kind: 'boolean', value: true }]]),
    )
    await edit({
      repeatCell: {
        range: {
          sheetId,
          startRowIndex: 1,
          endRowIndex: 2,
          startColumnIndex: 1,
          endColumnIndex: 2,
        },
        cell: { userEnteredFormat: { numberFormat: { type: 'PERCENT', pattern: '0%' } } },
        fields: 'userEnteredFormat.numberFormat',
      },
    })
    expect(await undo(id)).toEqual({ kind: 'undone', removed: 1 })
    expect(names()).toEqual([])
  })
})
