import { describe, expect, it } from 'vitest'
import { ago, updatedWords } from '#extension/sheet/freshness.ts'

const now = Date.parse('2026-11-22T12:00:00Z')
const since = (time: string) => ago(Date.parse(time), now, 'en')

describe('how long ago', () => {
  it.each([
    ['2026-11-22T11:59:31Z', 'just now'],
    ['2026-11-22T11:55:00Z', '5 minutes ago'],
    ['2026-11-22T10:01:00Z', '1 hour ago'],
    ['2026-11-21T11:00:00Z', 'yesterday'],
    ['2026-11-19T12:00:00Z', '3 days ago'],
    ['2026-11-01T12:00:00Z', '3 weeks ago'],
    ['2026-06-01T12:00:00Z', '5 months ago'],
    ['2024-11-01T12:00:00Z', '2 years ago'],
  ])('%s is', (time, words) => {
    expect(since(time)).toBe(words)
  })

  it('takes a clock that is ahead for now', () => {
    expect(since('2026-11-22T12:03:00Z')).toBe('just now')
  })

  it('speaks the language of the browser', () => {
    expect(ago(now - 3 * 86_400_000, now, 'de')).toBe('vor 3 Tagen')
  })
})

describe('how fresh a sheet is', () => {
  it('is said in words', () => {
    expect(updatedWords(now - 1000, now, 'en')).toBe('Updated just now')
    expect(updatedWords(now - 120_000, now, 'en')).toBe('Updated 2 minutes ago')
  })
})
