import { describe, expect, it } from 'vitest'
import { compare, lineOf, suspectWords } from '#extension/history/difference.ts'
import type { Cell } from '#shared/cells.ts'
import type { Suspect, SuspectCell } from '#shared/contract/send.ts'

const cell = (
  header: string,
  now: string,
  sentCell: number | null,
  changed = false,
): SuspectCell => ({
  header,
  text: now,
  sentCell,
  changed,
})
const suspect = (row: number, ...cells: SuspectCell[]): Suspect => ({
  row,
  sentRow: 0,
  cells,
  url: 'https://docs.google.com/spreadsheets/d/x',
  fingerprint: String(row),
})
const text = (value: string): Cell => ({ kind: 'text', value })

describe('a row beside what was sent', () => {
  const changed = suspect(
    6,
    cell('Title', 'Salt', 0),
    cell('Note', 'my own', 2, true),
    cell('Link', '', 1),
    cell('', 'yes', null, true),
  )

  it('shows what was sent where that is still known', () => {
    expect(compare(changed, [[text('Salt'), { kind: 'empty' }, text('theirs')]])).toEqual([
      { name: 'Title', now: 'Salt' },
      { name: 'Note', now: 'my own', was: 'theirs' },
      { name: 'Column 4', now: 'yes', was: '' },
    ])
  })

  it('says that it is not what was sent where nobody knows what that was', () => {
    expect(compare(changed, null)).toContainEqual({ name: 'Note', now: 'my own', was: null })
  })

  it('tells of a cell that was emptied', () => {
    const emptied = suspect(6, cell('Title', '', 0, true), cell('Note', '', 1))
    expect(compare(emptied, [[text('Salt')]])).toEqual([{ name: 'Title', now: '', was: 'Salt' }])
  })

  it('is compared with the row of the send that it is like', () => {
    const second = { ...suspect(6, cell('Title', 'Sea', 0, true)), sentRow: 1 }
    expect(compare(second, [[text('one')], [text('two')]])).toMatchObject([{ was: 'two' }])
  })

  it('is called by its number and by what changed in it', () => {
    expect(suspectWords(changed)).toBe('Row 7 · Note and Column 4 changed')
    expect(suspectWords(suspect(0, cell('Title', 'x', 0)))).toBe('Row 1')
    expect(suspectWords(suspect(0, cell('Title', 'x', 0, true)))).toBe('Row 1 · Title changed')
    const all = ['a', 'b', 'c'].map((name, index) => cell(name, 'x', index, true))
    expect(suspectWords(suspect(8, ...all))).toBe('Row 9 · 3 cells changed')
  })

  it('is one line of what it shows where nothing changed', () => {
    expect(lineOf(suspect(1, cell('a', 'one\ntwo', 0), cell('b', '', 1), cell('c', '3', 2)))).toBe(
      'one two · 3',
    )
  })
})
