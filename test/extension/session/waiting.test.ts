import { beforeEach, expect, it } from 'vitest'
import { addEntry, change, entries } from '#extension/outbox/outbox.ts'
import type { SendState } from '#extension/outbox/entry.ts'
import { countWaiting } from '#extension/session/waiting.ts'
import { ada, clicked, freshBrowser, signIn } from '#test/extension/lib/fixtures.ts'

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
  expect(countWaiting(await entries())).toEqual({ onTheirWay: 2, needDestination: 1, failed: 1 })
})
