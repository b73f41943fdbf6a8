import { describe, expect, it } from 'vitest'
import { byDay, dateWords, dayWords } from '#extension/account/moment.ts'

/** A moment of the person's own clock. */
const at = (day: number, hour: number, minute = 0, month = 4, year = 2026) =>
  new Date(year, month, day, hour, minute).getTime()

describe('a day in words', () => {
  const now = at(5, 9)
  const words = (time: number) => dayWords(time, now, 'en-GB')

  it('is today, from midnight to midnight of the person’s own clock', () => {
    expect(words(at(5, 0))).toBe('Today')
    expect(words(at(5, 23, 59))).toBe('Today')
  })

  it('is yesterday, however few hours ago that is', () => {
    expect(words(at(4, 23, 59))).toBe('Yesterday')
    expect(words(at(4, 0))).toBe('Yesterday')
  })

  it('is named by its date before that, with the year where it is another', () => {
    expect(words(at(3, 23, 59))).toBe('Sunday 3 May')
    expect(words(at(31, 12, 0, 11, 2025))).toBe('Wednesday, 31 December 2025')
  })

  it('is today by a clock that is ahead, too', () => {
    expect(words(at(6, 1))).toBe('Today')
  })
})

describe('a list under its days', () => {
  it('keeps the order and begins a new day at midnight', () => {
    const times = [at(5, 8), at(5, 0), at(4, 23, 59), at(1, 12)]
    const days = byDay(times, (time) => time)
    expect(days.map(({ items }) => items)).toEqual([
      [at(5, 8), at(5, 0)],
      [at(4, 23, 59)],
      [at(1, 12)],
    ])
    expect(days.map(({ day }) => day)).toEqual([at(5, 0), at(4, 0), at(1, 0)])
  })

  it('has no days where there is nothing', () => {
    expect(byDay([], Number)).toEqual([])
  })
})

it('A date has its year', () => {
  expect(dateWords(at(4, 10), 'en-GB')).toBe('4 May 2026')
})
