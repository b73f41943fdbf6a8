import { describe, expect, it } from 'vitest'
import { HEADER, row, setUpSending, type Setting } from './set-up.ts'

/** Fills the 30,000 characters of metadata that the spreadsheet itself, or its sheet, has but for so many. */
async function leaveRoom(
  { edit, google, spreadsheetId, sheetId }: Setting,
  where: 'spreadsheet' | 'sheet',
  characters: number,
) {
  const used = google
    .metadata(spreadsheetId)
    .filter(({ location }) => (location?.spreadsheet === true) === (where === 'spreadsheet'))
    .reduce((sum, { metadataKey = '', metadataValue = '' }) => {
      return sum + metadataKey.length + metadataValue.length
    }, 0)
  await edit({
    createDeveloperMetadata: {
      developerMetadata: {
        metadataKey: 'filler',
        metadataValue: 'x'.repeat(30_000 - 'filler'.length - used - characters),
        visibility: 'DOCUMENT',
        location: where === 'spreadsheet' ? { spreadsheet: true } : { sheetId },
      },
    },
  })
}

const marked = ({ google, spreadsheetId }: Setting) =>
  google
    .metadata(spreadsheetId)
    .filter(({ metadataKey }) => metadataKey === 'sheetside.row')
    .map(({ metadataValue }) => metadataValue)

describe('where a spreadsheet has no more room for metadata', () => {
  it('the oldest anchors go, and the history says that an undo goes by comparison', async () => {
    const setting = await setUpSending([HEADER])
    const { send, requestOf, history, clock, names, undo } = setting
    const [a, b, c] = ['a', 'b', 'c'].map((name) => requestOf([row(name)]))
    if (!a || !b || !c) throw new Error('three were asked for')
    await send(a)
    clock.ahead = 1000
    await send(b)
    await leaveRoom(setting, 'sheet', 20)
    clock.ahead = 2000
    await send(c)
    expect(names()).toEqual(['a', 'b', 'c'])
    expect(marked(setting)).toEqual([c.id])
    const { items } = await history()
    expect(items.map(({ id, unmarked }) => [id, unmarked])).toEqual([
      [c.id, undefined],
      [b.id, true],
      [a.id, true],
    ])
    expect(await undo(a.id)).toEqual({ kind: 'undone', removed: 1 })
    expect(names()).toEqual(['b', 'c'])
  })

  it('and none of it is ours, rows go without an anchor, and are found again all the same', async () => {
    const setting = await setUpSending([HEADER])
    const { send, requestOf, history, names, undo, sortBy } = setting
    await leaveRoom(setting, 'sheet', 20)
    const { id } = await send(requestOf([row('b')]))
    await send(requestOf([row('a')]))
    expect(marked(setting)).toEqual([])
    expect((await history()).items.map(({ unmarked }) => unmarked)).toEqual([true, true])
    await sortBy(0, 'ASCENDING')
    expect(await undo(id)).toEqual({ kind: 'undone', removed: 1 })
    expect(names()).toEqual(['a'])
  })

  it('at all, not for a key either, a send is refused, and nothing of it is written', async () => {
    const setting = await setUpSending([HEADER])
    const { post, requestOf, names } = setting
    await leaveRoom(setting, 'spreadsheet', 10)
    const answer = await post(requestOf([row('a')]))
    expect(answer.status).toBe(400)
    expect(names()).toEqual([])
  })
})
