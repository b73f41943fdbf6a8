import { describe, expect, it } from 'vitest'
import type { Clip, Entry, SendState } from '#extension/outbox/entry.ts'
import { clipWords, pageWords } from '#extension/send/clip-words.ts'
import { outboxSummary, stateWords } from '#extension/send/outbox-words.ts'
import { requestFor } from '#extension/outbox/request.ts'
import { readingList } from '#test/extension/lib/fixtures.ts'
import { rowWords } from '#extension/send/sent-toast.tsx'

const clip: Clip = {
  rows: [[{ kind: 'text', value: 'Salt' }]],
  headerRows: 0,
  title: 'On salt',
  url: 'https://example.org/salt',
  date: '2026-11-22',
  time: '09:30:00',
  page: {},
}
const entry = (state: SendState): Entry => ({
  id: crypto.randomUUID(),
  createdAt: '2026-11-22T12:00:00.000Z',
  person: 'p1',
  clip,
  request: null,
  destinationName: null,
  state,
  inDoubt: false,
  isEdited: false,
  incognito: false,
})
const away = { code: 'server_unreachable', message: 'It does not answer.' } as const
const waiting = (lastFailure: typeof away | null): SendState => ({
  kind: 'waiting',
  attempts: 1,
  notBefore: 0,
  lastFailure,
})
const sent: SendState = {
  kind: 'sent',
  at: 0,
  result: {
    id: crypto.randomUUID(),
    spreadsheetId: 's',
    sheetId: 0,
    sheetTitle: 'Sheet1',
    range: 'A2:D2',
    url: 'https://docs.google.com/',
    sentAt: '2026-11-22T12:00:00Z',
  },
}

describe('the outbox in one line', () => {
  it('is nothing when nothing is under way', () => {
    expect(outboxSummary([])).toBeNull()
  })

  it('counts what waits and says why', () => {
    expect(outboxSummary([entry(waiting(away)), entry(waiting(away))])).toBe(
      '2 waiting · No connection to the server',
    )
  })

  it('leaves the reason out where there are several', () => {
    expect(outboxSummary([entry(waiting(away)), entry(waiting(null))])).toBe('2 waiting')
  })

  it('puts what failed first', () => {
    const failed: SendState = {
      kind: 'failed',
      failure: { code: 'range_protected', message: 'No.' },
    }
    expect(outboxSummary([entry(waiting(null)), entry(failed)])).toBe('1 not sent · 1 waiting')
  })

  it('says that it sends, and how much where that is more than a row', () => {
    const sending = entry({ kind: 'sending', attempts: 0 })
    expect(outboxSummary([sending])).toBe('Sending…')
    const rows = Array.from({ length: 1000 }, () => clip.rows[0] ?? [])
    const table = {
      ...sending,
      request: requestFor(sending.id, { ...clip, rows }, readingList, true),
    }
    expect(outboxSummary([table])).toBe('Sending 1,000 rows…')
  })

  it('tells of what is to be looked at, and of what was sent where nothing else is left', () => {
    const reviewed = entry({ kind: 'needs_review' })
    expect(outboxSummary([reviewed, entry(sent)])).toBe('1 to look at')
    expect(outboxSummary([entry(sent), entry(sent)])).toBe('2 sent in the last hour')
  })
})

describe('how one of them stands', () => {
  it('is why it is not in its sheet yet, and what comes next', () => {
    const later = entry({ kind: 'waiting', attempts: 2, notBefore: 61_000, lastFailure: away })
    expect(stateWords(later, 1_000)).toBe('No connection to the server. Next try in 60 s.')
    expect(stateWords(entry(sent), 3 * 60_000)).toBe('Sent 3 min ago.')
    expect(stateWords({ ...entry({ kind: 'needs_review' }), isEdited: true }, 0)).toContain(
      'as you changed it',
    )
  })
})

describe('a selection in words', () => {
  it('is one line, cut at its length', () => {
    const rows: Clip['rows'] = [
      [
        { kind: 'text', value: 'two\n lines ' },
        { kind: 'number', value: 7 },
      ],
      [{ kind: 'empty' }, { kind: 'boolean', value: true }],
    ]
    expect(clipWords({ rows })).toBe('two lines 7 TRUE')
    expect(clipWords({ rows }, 8)).toBe('two lin…')
  })

  it('comes from the page’s title, else from its host', () => {
    expect(pageWords(clip)).toBe('On salt')
    expect(pageWords({ ...clip, title: ' ' })).toBe('example.org')
  })
})

describe('the place of a sent row', () => {
  it('is said by its numbers', () => {
    expect(rowWords('A7:D7')).toBe('row 7')
    expect(rowWords('B12')).toBe('row 12')
    expect(rowWords('A7:D9')).toBe('rows 7 to 9')
  })
})
