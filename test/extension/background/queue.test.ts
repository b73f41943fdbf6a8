import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { badgeFor, DONE_SHOWN_MS } from '#extension/background/badge.ts'
import { headsOf, nextWake } from '#extension/background/queue.ts'
import type { Entry, SendState } from '#extension/outbox/entry.ts'
import { SENT_KEPT_MS } from '#extension/outbox/outbox.ts'
import { requestFor } from '#extension/outbox/request.ts'
import { ada, bob, clip, quotes, readingList } from '#test/extension/lib/fixtures.ts'

const NOW = Date.UTC(2026, 2, 1)

function entryIn(state: SendState, { person = ada.id, destination = readingList } = {}): Entry {
  const id = randomUUID()
  return {
    id,
    createdAt: '2026-03-01T00:00:00Z',
    person,
    clip: clip('x'),
    request: requestFor(id, clip('x'), destination, true),
    destinationName: 'Reading list › Sheet1',
    state,
    inDoubt: false,
    isEdited: false,
    incognito: false,
  }
}

const waiting = (notBefore: number): SendState => ({
  kind: 'waiting',
  attempts: 1,
  notBefore,
  lastFailure: null,
})
const sending: SendState = { kind: 'sending', attempts: 1 }
const unaddressed: SendState = { kind: 'needs_destination' }
const unseen: SendState = { kind: 'needs_review' }
const failed: SendState = { kind: 'failed', failure: { code: 'not_found', message: 'Gone.' } }
const sent = (at: number): SendState => ({
  kind: 'sent',
  at,
  result: {
    id: randomUUID(),
    spreadsheetId: 's',
    sheetId: 0,
    sheetTitle: 'Sheet1',
    range: 'A2',
    url: 'https://example.com/',
    sentAt: '2026-03-01T00:00:00Z',
  },
})

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
    ['never, with what only the person can settle', [failed, unaddressed], Infinity],
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
    expect(
      badgeFor(
        states.map((state) => entryIn(state)),
        NOW,
      ).text,
    ).toBe(text)
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
