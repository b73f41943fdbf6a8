import { describe, expect, it } from 'vitest'
import type { Column, Destination } from '#shared/contract/destination.ts'
import {
  columnKey,
  isTouched,
  patchOf,
  templatesIn,
  UNTOUCHED,
  type Draft,
} from '#extension/destinations/draft.ts'
import { templatesFor, withChanged, withoutDestination } from '#extension/destinations/changes.ts'
import { standingOf } from '#extension/send/standing.ts'

const title: Column = { header: 'Title', template: '{{title}}', mark: 11 }
const link: Column = { header: 'Link', template: '{{url}}', mark: 12 }
const note: Column = { header: 'Note', template: '' }

const reading: Destination = {
  id: 'reading',
  account: 'ada',
  spreadsheetId: 'sheet-of-ada',
  spreadsheetTitle: 'Reading list',
  spreadsheetUrl: 'https://docs.google.com/spreadsheets/d/sheet-of-ada/edit',
  sheetId: 0,
  sheetTitle: 'Sheet1',
  tableStart: 'A1',
  columns: [title, link, note],
  isDefault: true,
  urlPattern: null,
  review: false,
}
const jobs = { ...reading, id: 'jobs', sheetId: 7, isDefault: false }

function typed(templates: [Column, number, string][], rest: Partial<Draft> = {}): Draft {
  return {
    ...UNTOUCHED,
    templates: Object.fromEntries(
      templates.map(([column, index, text]) => [columnKey(column, index), text]),
    ),
    ...rest,
  }
}

describe('what is typed and not saved yet', () => {
  it('is sent as one template a column', () => {
    const draft = typed([[note, 2, '{{selection}}']])
    expect(patchOf(draft, reading)).toEqual({
      templates: ['{{title}}', '{{url}}', '{{selection}}'],
    })
  })

  it('is nothing where it is as it was', () => {
    const draft = typed([[title, 0, '{{title}}']], { review: false, urlPattern: ' ' })
    expect(patchOf(draft, reading)).toBeNull()
    expect(isTouched(draft, reading)).toBe(false)
  })

  it('keeps with its column when that is moved and renamed', () => {
    const draft = typed([[link, 1, '{{url|trim}}']])
    const moved = [{ ...link, header: 'Address' }, note, title]
    expect(templatesIn(draft, moved)).toEqual(['{{url|trim}}', '', '{{title}}'])
  })

  it('has pages in the form in which they are kept', () => {
    const draft = { ...UNTOUCHED, urlPattern: 'https://Example.com/jobs/*' }
    expect(patchOf(draft, reading)).toEqual({ urlPattern: 'example.com/jobs/*' })
    const cleared = { ...UNTOUCHED, urlPattern: '' }
    expect(patchOf(cleared, { ...reading, urlPattern: 'example.com/*' })).toEqual({
      urlPattern: null,
    })
  })

  it('is not lost unasked where it cannot be saved', () => {
    const draft = { ...UNTOUCHED, urlPattern: 'jobs' }
    expect(patchOf(draft, reading)).toBeNull()
    expect(isTouched(draft, reading)).toBe(true)
  })
})

describe('the destinations after a change', () => {
  it('have it in its place, and one default', () => {
    const after = withChanged([reading, jobs], { ...jobs, isDefault: true })
    expect(after.map(({ id, isDefault }) => [id, isDefault])).toEqual([
      ['reading', false],
      ['jobs', true],
    ])
  })

  it('have another default where the default is gone', () => {
    expect(withoutDestination([reading, jobs], 'reading')).toEqual([{ ...jobs, isDefault: true }])
    expect(withoutDestination([reading, jobs], 'jobs')).toEqual([reading])
  })

  it('are filled as before where a column is known again, by its mark first', () => {
    const now = [
      { header: 'Link', template: 'x' },
      { ...title, header: 'Name', template: 'x' },
      { header: 'New', template: 'x' },
    ]
    expect(templatesFor(now, reading.columns)).toEqual(['{{url}}', '{{title}}', ''])
  })
})

describe('the tab that is shown', () => {
  it.each([
    ['takes all selections', 0, [reading, jobs], 'here'],
    ['can take selections', 7, [reading, jobs], 'possible'],
    ['is another one', 9, [reading, jobs], 'elsewhere'],
    ['is one of nobody’s choice', 0, [], 'none_chosen'],
  ] as const)('%s', (_, sheetId, destinations, kind) => {
    expect(standingOf(destinations, { spreadsheetId: 'sheet-of-ada', sheetId }).kind).toBe(kind)
  })

  it('takes all selections if it does through any account', () => {
    const other = { ...reading, id: 'other', account: 'work', isDefault: false }
    expect(standingOf([other, reading], reading)).toMatchObject({ kind: 'here' })
  })
})
