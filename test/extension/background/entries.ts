import { randomUUID } from 'node:crypto'
import type { Entry, SendState } from '#extension/outbox/entry.ts'
import { requestFor } from '#extension/outbox/request.ts'
import { ada, clip, readingList } from '#test/extension/lib/fixtures.ts'

/** In milliseconds since 1970. */
export const NOW = Date.UTC(2026, 2, 1)

/** An entry of Ada’s for the reading list that stands so, unless told otherwise. */
export function entryIn(
  state: SendState,
  { person = ada.id, destination = readingList } = {},
): Entry {
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

export const waiting = (notBefore: number): SendState => ({
  kind: 'waiting',
  attempts: 1,
  notBefore,
  lastFailure: null,
})
export const sending: SendState = { kind: 'sending', attempts: 1 }
export const unaddressed: SendState = { kind: 'needs_destination' }
export const unseen: SendState = { kind: 'needs_review' }
export const failed: SendState = {
  kind: 'failed',
  failure: { code: 'not_found', message: 'Gone.' },
}
export const sent = (at: number): SendState => ({
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
