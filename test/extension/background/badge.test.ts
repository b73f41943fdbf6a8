import { describe, expect, it } from 'vitest'
import { badgeFor, DONE_SHOWN_MS } from '#extension/background/badge.ts'
import { entryIn, failed, NOW, sending, sent, unaddressed, unseen, waiting } from './entries.ts'

describe('the badge', () => {
  it.each([
    ['nothing', [], ''],
    ['that a row has arrived, for a moment', [sent(NOW - DONE_SHOWN_MS + 1)], '✓'],
    ['nothing more of it after that', [sent(NOW - DONE_SHOWN_MS)], ''],
    ['how many wait', [waiting(0), unaddressed, sent(NOW)], '2'],
    ['nothing of what is just being sent', [sending], ''],
    ['that something was refused, above all', [failed, waiting(0), sent(NOW)], '!'],
    ['no more than there is room for', Array.from({ length: 100 }, () => waiting(0)), '99+'],
  ])('says %s', (_, states, text) => {
    const entries = states.map((state) => entryIn(state))
    expect(badgeFor(entries, NOW).text).toBe(text)
  })

  it.each([
    ['nothing', [], 'Sheetside'],
    ['one that waits', [waiting(0)], 'Sheetside: 1 waits to be sent'],
    [
      'what waits for what, and what was refused',
      [failed, unaddressed, unaddressed, unseen, waiting(0), waiting(0)],
      'Sheetside: 1 was not added, 2 wait for a sheet, 1 waits to be looked at, 2 wait to be sent',
    ],
    ['that a row has arrived', [sent(NOW)], 'Sheetside: added to the sheet'],
  ])('says in words: %s', (_, states, title) => {
    const entries = states.map((state) => entryIn(state))
    expect(badgeFor(entries, NOW).title).toBe(title)
  })
})
