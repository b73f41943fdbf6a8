import { describe, expect, it } from 'vitest'
import { HEADER, setUpSending, text } from './set-up.ts'

const cells = (...values: string[]) => values.map(text)
const SIX = ['a', 'b', 'c', 'd', 'e', 'f']
const NEXT = ['g', 'h', 'i', 'j', 'k', 'l']

describe('a table that is wider than its destination', () => {
  it('goes on right of it, each time in the same columns', async () => {
    const { send, requestOf, shown } = await setUpSending([HEADER, ['1', '2', '3', '4']])
    expect((await send(requestOf([cells(...SIX)]))).range).toBe('A3:F3')
    expect((await send(requestOf([cells(...NEXT)]))).range).toBe('A4:F4')
    expect((await send(requestOf([cells('m', 'n')]))).range).toBe('A5:B5')
    expect(shown()).toEqual([HEADER, ['1', '2', '3', '4'], SIX, NEXT, ['m', 'n']])
  })

  it('goes on right of its rightmost column also where others were moved', async () => {
    const { edit, columnsAt, send, requestOf, shown } = await setUpSending([HEADER])
    await edit({ moveDimension: { source: columnsAt(3, 4), destinationIndex: 0 } })
    await send(requestOf([cells(...SIX)]))
    expect(shown()).toEqual([
      ['Date', 'Text', 'Title', 'Link'],
      ['d', 'a', 'b', 'c', 'e', 'f'],
    ])
  })

  it('leaves a column alone that somebody put beside it', async () => {
    const { google, spreadsheetId, send, requestOf, shown } = await setUpSending([HEADER])
    google.writeCells(spreadsheetId, 'Sheet1!E1', [['Mine']])
    await send(requestOf([cells(...SIX)]))
    await send(requestOf([cells(...NEXT)]))
    expect(shown('A2:G3')).toEqual([
      ['a', 'b', 'c', 'd', '', 'e', 'f'],
      ['g', 'h', 'i', 'j', '', 'k', 'l'],
    ])
  })

  it('moves another table aside as a whole, and no row of it apart', async () => {
    const { google, spreadsheetId, send, requestOf, shown } = await setUpSending([HEADER])
    const other = Array.from({ length: 5 }, (_, index) => [`x${index}`, `y${index}`])
    google.writeCells(spreadsheetId, 'Sheet1!F1', other)
    expect((await send(requestOf([cells(...SIX)]))).range).toBe('A2:F2')
    await send(requestOf([cells(...NEXT)]))
    expect(shown('A1:F3')).toEqual([HEADER, SIX, NEXT])
    expect(shown('H1:I5')).toEqual(other)
    expect(shown('G1:G5')).toEqual([])
  })

  it('goes from the start of the table on where no column is named at all', async () => {
    const { post, requestOf, shown } = await setUpSending([HEADER])
    const request = requestOf([cells(...SIX)])
    const unnamed = { ...request, destination: { ...request.destination, columnMarks: [] } }
    expect((await post(unnamed)).status).toBe(200)
    expect(shown('A2:F2')).toEqual([SIX])
  })

  it('fits in a sheet that is no wider than the table', async () => {
    const { edit, columnsAt, send, requestOf, shown } = await setUpSending([HEADER])
    await edit({ deleteDimension: { range: columnsAt(4, 26) } })
    await send(requestOf([cells(...SIX)]))
    expect(shown('A2:F2')).toEqual([SIX])
  })

  it('goes in order from the left into a sheet that was empty, and so the next time', async () => {
    const { send, requestOf, shown } = await setUpSending([])
    await send(requestOf([cells(...SIX)]))
    await send(requestOf([cells(...NEXT)]))
    expect(shown()).toEqual([SIX, NEXT])
  })

  it('is taken out again, all of it, and what is beside it stays', async () => {
    const { google, spreadsheetId, send, requestOf, undo, shown } = await setUpSending([HEADER])
    google.writeCells(spreadsheetId, 'Sheet1!F1', [['x0'], ['x1'], ['x2']])
    const first = requestOf([cells(...SIX), cells(...NEXT)])
    await send(first)
    await send(requestOf([cells('m', 'n', 'o', 'p', 'q', 'r')]))
    expect(await undo(first.id)).toEqual({ kind: 'undone', removed: 2 })
    expect(shown('A1:F3')).toEqual([HEADER, ['m', 'n', 'o', 'p', 'q', 'r']])
    expect(shown('H1:H3')).toEqual([['x0'], ['x1'], ['x2']])
  })

  it('is asked about where its columns beyond were deleted, and nothing beside it goes', async () => {
    const setting = await setUpSending([HEADER])
    const { google, spreadsheetId, edit, columnsAt, send, requestOf, undo, shown } = setting
    google.writeCells(spreadsheetId, 'Sheet1!F1', [['x0'], ['x1'], ['x2']])
    const request = requestOf([cells(...SIX)])
    await send(request)
    await edit({ deleteDimension: { range: columnsAt(4, 6) } })
    const asked = await undo(request.id)
    expect(asked).toMatchObject({ kind: 'unsure', why: 'edited', suspects: [{ row: 1 }] })
    const chosen = asked.kind === 'unsure' ? asked.suspects : []
    expect(await undo(request.id, { chosen })).toEqual({ kind: 'undone', removed: 1 })
    expect(shown('A1:D3')).toEqual([HEADER])
    expect(shown('F1:F3')).toEqual([['x0'], ['x1'], ['x2']])
  })
})
