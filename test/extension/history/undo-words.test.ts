import { describe, expect, it } from 'vitest'
import {
  countRows,
  outcomeWords,
  questionWords,
  showFailure,
  takenBackWords,
  undoFailure,
} from '#extension/history/undo-words.ts'
import { SheetsideError } from '#shared/errors.ts'
import { question } from './question.ts'

const failed = (code: SheetsideError['code']) => undoFailure(new SheetsideError(code, 'Reason.'))

describe('the question before an undo', () => {
  it('is about the one row that was changed', () => {
    expect(questionWords(question('edited', {}))).toEqual({
      title: 'Remove it although it was changed?',
      why: 'The row was changed after it was sent.',
      certain: null,
      more: null,
    })
  })

  it('says of a large table what goes in any case, and what is not listed', () => {
    const words = questionWords(
      question('edited', { certain: 700, missing: 300, count: 250, more: 50 }),
    )
    expect(words.why).toBe('300 rows were changed after they were sent.')
    expect(words.certain).toBe('700 rows stand just as sent, and go too.')
    expect(words.more).toBe('50 rows more are not listed and stay. Look for them in Google Sheets.')
  })

  it('is which of those that look the same', () => {
    expect(questionWords(question('several', { count: 3 }))).toMatchObject({
      title: 'Which row should go?',
      why: '3 rows may be the one that was sent, and nothing tells which.',
    })
    expect(questionWords(question('several', { count: 1 }))).toMatchObject({
      title: 'Is it this row?',
      why: 'It looks like what was sent, but may be another that looks the same.',
    })
    expect(questionWords(question('several', { missing: 2, count: 3 }))).toMatchObject({
      title: 'Which rows should go?',
      why: '3 rows may be the 2 that were sent, and nothing tells which.',
    })
  })
})

describe('what an undo came to', () => {
  it('is told with how much was removed', () => {
    expect(outcomeWords({ kind: 'undone', removed: 1, at: 0 })).toBe(
      'Taken back: 1 row removed from the sheet.',
    )
    expect(outcomeWords({ kind: 'undone', removed: 0, at: 0 })).toBe('It was taken back before.')
    expect(outcomeWords({ kind: 'gone' })).toContain('Nothing was removed')
    expect(outcomeWords({ kind: 'under_way' })).toBeNull()
  })

  it('names the time of today, and the day of any other', () => {
    const now = new Date(2026, 10, 22, 18).getTime()
    const at = new Date(2026, 10, 22, 14, 5).getTime()
    expect(takenBackWords(at, now, 'en-GB')).toBe('Taken back at 14:05')
    expect(takenBackWords(at, now + 48 * 3_600_000, 'en-GB')).toBe('Taken back on 22 Nov 2026')
  })

  it('counts rows as people do', () => {
    expect([countRows(1), countRows(1200, 'en')]).toEqual(['1 row', '1,200 rows'])
  })
})

describe('an undo that failed', () => {
  it('says that nothing was removed where that is certain', () => {
    for (const code of [
      'not_found',
      'destination_changed',
      'range_protected',
      'conflict',
    ] as const) {
      expect(failed(code)).toMatchObject({ title: 'Not taken back' })
      expect(failed(code).fix).toContain('Nothing was removed')
    }
  })

  it('claims nothing where the answer was lost, and says that it can be asked for again', () => {
    for (const code of ['server_unreachable', 'google_timeout', 'google_unavailable'] as const) {
      expect(failed(code).title).toBe('Perhaps not taken back')
      expect(failed(code).fix).toContain('goes on where it stopped')
    }
  })

  it('leads to Google where the connection is what is wrong', () => {
    expect(failed('google_reconnect_needed')).toMatchObject({
      title: 'Not taken back',
      remedy: 'connect_google',
    })
  })
})

describe('a row that cannot be shown', () => {
  it('was deleted or changed', () => {
    expect(showFailure(new SheetsideError('not_found', 'Gone.'))).toMatchObject({
      title: 'The row is not there any more',
      remedy: 'none',
    })
  })

  it('is else told of as any failure', () => {
    expect(showFailure(new SheetsideError('google_unavailable', 'Down.')).title).toBe(
      'Google does not answer',
    )
  })
})
