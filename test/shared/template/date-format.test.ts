import { describe, expect, it } from 'vitest'
import { formatMoment, formatTokens, isoDay, unknownToken } from '#shared/template/date-format.ts'

const moment = { date: '2026-03-05', time: '14:07:09' }

describe('a format', () => {
  it.each(formatTokens)('$token gives $gives', ({ token, gives }) => {
    expect(formatMoment(token, moment)).toBe(gives)
  })

  it.each([
    ['YYYY-MM-DD', '2026-03-05'],
    ['DD.MM.YY, HH:mm', '05.03.26, 14:07'],
    ['[the] D [of] MMMM [[]', 'the 5 of March ['],
    ['YYYYMMDD', '20260305'],
    ['', ''],
  ])('%s gives %s', (pattern, gives) => {
    expect(formatMoment(pattern, moment)).toBe(gives)
  })

  it.each([
    ['00:30:00', '12:30 AM'],
    ['12:00:00', '12:00 PM'],
    ['23:59:00', '11:59 PM'],
  ])('has twelve hours twice: %s', (time, gives) => {
    expect(formatMoment('h:mm A', { date: '', time })).toBe(gives)
  })

  it.each([
    ['D MMMM', 'ru', '5 марта'],
    ['MMMM YYYY', 'ru', 'март 2026'],
    ['D. MMMM', 'de-AT', '5. März'],
    ['dddd', 'ja', '木曜日'],
    ['MMMM', 'not a language', 'March'],
  ])('names %s as %s does', (pattern, lang, gives) => {
    expect(formatMoment(pattern, moment, lang)).toBe(gives)
  })

  it('leaves out what is not known', () => {
    expect(formatMoment('D MMM HH:mm A', { date: '', time: '' })).toBe('  : ')
  })

  it.each([
    ['YYYY-MM-DD', null],
    ['[whatever] D', null],
    ['DDD', 'DDD'],
    ['YYYY-MM-dd', 'dd'],
    ['D of M', 'o'],
  ])('%s has as its first unknown part %s', (pattern, unknown) => {
    expect(unknownToken(pattern)).toBe(unknown)
  })
})

describe('the day of a text in ISO 8601', () => {
  it.each([
    ['2026-03-05', '2026-03-05'],
    ['2026-03-05T23:00:00Z', '2026-03-05'],
    ['2026-03-05 23:00', '2026-03-05'],
    ['2024-02-29', '2024-02-29'],
    ['2026-02-29', null],
    ['2026-03-051', null],
    ['5 March', null],
  ])('of %s is %s', (text, day) => {
    expect(isoDay(text)).toBe(day)
  })
})
