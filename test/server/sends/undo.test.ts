import { describe, expect, it } from 'vitest'
import { refusal } from '#test/server/harness.ts'
import { HEADER, row, sendEach, setUpSending, text } from './set-up.ts'

describe('undoing a send', () => {
  it('takes its row out, and leaves the others as they were', async () => {
    const setting = await setUpSending()
    const [, b = ''] = await sendEach(setting, 'a', 'b', 'c')
    expect(await setting.undo(b)).toEqual({ kind: 'undone', removed: 1 })
    expect(setting.names()).toEqual(['a', 'c'])
  })

  it('leaves no anchor behind', async () => {
    const setting = await setUpSending()
    const [a = ''] = await sendEach(setting, 'a')
    await setting.undo(a)
    const left = setting.google.metadata(setting.spreadsheetId)
    expect(left.filter(({ metadataKey }) => metadataKey === 'sheetside.row')).toEqual([])
  })

  it('is done once, however often it is asked for', async () => {
    const setting = await setUpSending()
    const [a = ''] = await sendEach(setting, 'a', 'b')
    await setting.undo(a)
    expect(await setting.undo(a)).toEqual({ kind: 'undone', removed: 0 })
    expect(setting.names()).toEqual(['b'])
  })

  it('moves back up what it had moved down, and nothing that stands beside', async () => {
    const setting = await setUpSending()
    const { google, spreadsheetId, shown, undo } = setting
    const [a = ''] = await sendEach(setting, 'a', 'b')
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
        const [, b = ''] = await sendEach(setting, 'a', 'b', 'c', 'd')
        await setting.sortBy(0, 'DESCENDING')
        expect(await setting.undo(b)).toEqual({ kind: 'undone', removed: 1 })
        expect(setting.names()).toEqual(['d', 'c', 'a'])
      })

      it('finds the row after rows were inserted above, and it was moved', async () => {
        const setting = await setUpSending()
        setting.google.setMetadataFollowsSort(follows)
        const { edit, rowsAt, names, undo } = setting
        const [a = ''] = await sendEach(setting, 'a', 'b', 'c')
        await edit({ insertDimension: { range: rowsAt(0, 2), inheritFromBefore: false } })
        await edit({ moveDimension: { source: rowsAt(3, 4), destinationIndex: 6 } })
        expect(await undo(a)).toEqual({ kind: 'undone', removed: 1 })
        expect(names().filter((name) => name !== '')).toEqual(['Text', 'b', 'c'])
      })

      it('asks where the row was sorted away and edited', async () => {
        const setting = await setUpSending()
        setting.google.setMetadataFollowsSort(follows)
        const { google, spreadsheetId, undo, names, sortBy } = setting
        const [, b = ''] = await sendEach(setting, 'a', 'b', 'c')
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
    const [a = ''] = await sendEach(setting, 'a', 'b')
    await edit({ moveDimension: { source: columnsAt(0, 1), destinationIndex: 4 } })
    google.writeCells(spreadsheetId, 'Sheet1!A1', [['Name of the page']])
    expect(await undo(a)).toEqual({ kind: 'undone', removed: 1 })
    expect(shown('A2:D')).toHaveLength(1)
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

  it('says so where the row was deleted by hand, and touches nothing', async () => {
    const setting = await setUpSending()
    const { edit, rowsAt, undo, names } = setting
    const [a = ''] = await sendEach(setting, 'a', 'b', 'c')
    await edit({ deleteDimension: { range: rowsAt(1, 2) } })
    expect(await undo(a)).toEqual({ kind: 'gone' })
    expect(names()).toEqual(['b', 'c'])
  })

  it('of a table takes all its rows, also where they were sorted among others', async () => {
    const setting = await setUpSending()
    const { send, requestOf, undo, names, sortBy } = setting
    await sendEach(setting, 'b', 'd')
    const { id } = await send(requestOf([row('a'), row('c'), row('e')]))
    await sortBy(0, 'ASCENDING')
    expect(await undo(id)).toEqual({ kind: 'undone', removed: 3 })
    expect(names()).toEqual(['b', 'd'])
  })

  it('of a table whose rows stand apart by now costs no read a row', async () => {
    const { google, send, requestOf, undo, names, sortBy } = await setUpSending()
    const numbers = Array.from({ length: 40 }, (_, index) => 10 + index)
    await send(requestOf(numbers.map((number) => row(`${number} another’s`))))
    const { id } = await send(requestOf(numbers.map((number) => row(`${number} its own`))))
    await sortBy(0, 'ASCENDING')
    google.clearRequests()
    expect(await undo(id)).toEqual({ kind: 'undone', removed: 40 })
    expect(google.requests().length).toBeLessThan(15)
    expect(names()).toEqual(numbers.map((number) => `${number} another’s`))
  })

  it('goes on where its answer was lost between clearing and removing', async () => {
    const setting = await setUpSending()
    const { google, call, token, undo, names } = setting
    const [a = ''] = await sendEach(setting, 'a', 'b')
    google.addFault({ on: 'spreadsheets.batchUpdate', kind: 'drop', when: 'after', times: 1 })
    const lost = call('POST', `/api/sends/${a}/undo`, { token, body: {} })
    expect(await refusal(lost)).toEqual({ status: 502, code: 'google_unavailable' })
    expect(await undo(a)).toEqual({ kind: 'undone', removed: 1 })
    expect(names()).toEqual(['b'])
  })

  it('of what nobody sent, or somebody else did, is refused', async () => {
    const setting = await setUpSending()
    const [a = ''] = await sendEach(setting, 'a')
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
