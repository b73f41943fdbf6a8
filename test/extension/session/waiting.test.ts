import { beforeEach, expect, it } from 'vitest'
import { addEntry, allEntries, change, entries } from '#extension/outbox/outbox.ts'
import type { SendState } from '#extension/outbox/entry.ts'
import { countWaiting, discardWaiting, unsentOf } from '#extension/session/waiting.ts'
import {
  ada,
  bob,
  clicked,
  freshBrowser,
  readingList,
  signIn,
} from '#test/extension/lib/fixtures.ts'

beforeEach(async () => {
  await freshBrowser()
  await signIn(ada)
})

it('counts sends by what they wait for', async () => {
  const failed: SendState = { kind: 'failed', failure: { code: 'sheet_forbidden', message: '' } }
  await addEntry(clicked('waits'))
  const under = await addEntry(clicked('is on its way'))
  await change(under.id, (entry) => ({ ...entry, state: { kind: 'sending', attempts: 1 } }))
  const refused = await addEntry(clicked('was refused'))
  await change(refused.id, (entry) => ({ ...entry, state: failed }))
  await addEntry(clicked('has no sheet yet', { destination: null }))
  await addEntry(clicked('is to be looked at', { destination: { ...readingList, review: true } }))
  const waiting = countWaiting(await entries())
  expect(waiting).toEqual({ onTheirWay: 2, needDestination: 1, needReview: 1, failed: 1 })
  expect(unsentOf(waiting)).toBe(5)
})

it('discards all that has not arrived of who signs out, and nobody else’s', async () => {
  await addEntry(clicked('waits'))
  await addEntry(clicked('has no sheet yet', { destination: null }))
  await addEntry(clicked('is to be looked at', { destination: { ...readingList, review: true } }))
  await addEntry(clicked('private', { incognito: true }))
  await addEntry(clicked('bob’s', { person: bob.id }))
  await discardWaiting()
  expect(await allEntries()).toMatchObject([{ person: bob.id }])
})
