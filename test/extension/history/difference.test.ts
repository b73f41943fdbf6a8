import { describe, expect, it } from 'vitest'
import { choiceOf, toggled } from '#extension/history/choice.ts'
import { compare, lineOf, suspectWords } from '#extension/history/difference.ts'
import { ownWords, sentOf } from '#extension/history/sent.ts'
import type { Cell } from '#shared/cells.ts'
import type { SentItem, Suspect, SuspectCell } from '#shared/contract/send.ts'

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

const question = (certain: number, missing: number, count: number) => ({
  kind: 'unsure' as const,
  why: 'several' as const,
  certain,
  missing,
  suspects: Array.from({ length: count }, (_, row) => suspect(row)),
  more: 0,
})

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

describe('the choice of rows', () => {
  it('is none where there is only that one', () => {
    expect(choiceOf(question(0, 1, 1))).toEqual({ kind: 'that_one' })
  })

  it('is left open where others go in any case', () => {
    expect(choiceOf(question(9, 1, 1))).toEqual({ kind: 'some_of', most: 1 })
  })

  it('is one of them where one is looked for', () => {
    const choice = choiceOf(question(0, 1, 3))
    expect(choice).toEqual({ kind: 'one_of' })
    expect(toggled(new Set([0]), 2, choice)).toEqual(new Set([2]))
  })

  it('is never of more rows than were sent', () => {
    const choice = choiceOf(question(0, 2, 3))
    const two = toggled(toggled(new Set(), 0, choice), 1, choice)
    expect(toggled(two, 2, choice)).toEqual(new Set([0, 1]))
    expect(toggled(two, 1, choice)).toEqual(new Set([0]))
  })
})

describe('what is known of a send', () => {
  const item: SentItem = {
    id: 'b7d0a9f2-6f0c-4d57-8f0e-0d6f2b9f5a11',
    sentAt: '2026-11-22T12:00:00.000Z',
    account: 'a',
    spreadsheetId: 's'.repeat(12),
    sheetId: 0,
    place: 'Reading list › Sheet1',
    range: 'A7:C7',
    rows: 1,
    preview: 'Salt · https://example.org',
    source: null,
    undoneAt: null,
  }

  it('is what the history says where the outbox has forgotten it', () => {
    expect(sentOf(item.id, [], [item])).toEqual({
      place: item.place,
      preview: item.preview,
      rows: null,
    })
  })

  it('is nothing where neither knows it', () => {
    expect(sentOf('another', [], [item])).toEqual({ place: null, preview: '', rows: null })
  })

  it('is listed without the title and the address that stand below it', () => {
    const source = { title: 'On salt', url: 'https://example.org/salt' }
    const preview = 'On salt · https://example.org/salt · Salt is old · 2026-11-22'
    expect(ownWords({ preview, source })).toBe('Salt is old · 2026-11-22')
    expect(ownWords({ preview, source: null })).toBe(preview)
    expect(ownWords({ preview: 'On salt', source })).toBe('On salt')
  })
})
