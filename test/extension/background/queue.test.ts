import { describe, expect, it } from 'vitest'
import { DONE_SHOWN_MS } from '#extension/background/badge.ts'
import { headsOf, nextWake } from '#extension/background/queue.ts'
import { SENT_KEPT_MS } from '#extension/outbox/outbox.ts'
import { ada, bob, quotes } from '#test/extension/lib/fixtures.ts'
import { entryIn, failed, NOW, sending, sent, unaddressed, unseen, waiting } from './entries.ts'

describe('what is next', () => {
  it('is the oldest open entry of each sheet of the person', () => {
    const first = entryIn(waiting(NOW + 1))
    const elsewhere = entryIn(sending, { destination: quotes })
    const entries = [
      entryIn(failed),
      entryIn(sent(NOW)),
      entryIn(unaddressed),
      entryIn(waiting(0), { person: bob.id }),
      first,
      entryIn(waiting(0)),
      elsewhere,
    ]
    expect(headsOf(entries, ada.id)).toEqual([first, elsewhere])
  })

  it.each([
    ['never, with nothing to do', [], Infinity],
    ['never, with what only the person can settle', [failed, unaddressed, unseen], Infinity],
    ['when the first attempt is due', [waiting(NOW + 90), waiting(NOW + 50)], NOW + 90],
    ['at once for what was left in the middle', [sending], 0],
    ['when the badge has been seen', [sent(NOW)], NOW + DONE_SHOWN_MS],
    ['when something sent is to be dropped', [sent(NOW - 60_000)], NOW - 60_000 + SENT_KEPT_MS],
  ])('wakes the background: %s', (_, states, expected) => {
    const entries = states.map((state) => entryIn(state))
    expect(nextWake(entries, ada.id, NOW)).toBe(expected)
  })

  it('does not wake the background for another person', () => {
    expect(nextWake([entryIn(waiting(NOW))], bob.id, NOW)).toBe(Infinity)
    expect(nextWake([entryIn(waiting(NOW))], null, NOW)).toBe(Infinity)
  })
})
