import { beforeEach, expect, it } from 'vitest'
import { countFor } from '#extension/google/waiting-for.ts'
import { addEntry, allEntries, change } from '#extension/outbox/outbox.ts'
import { ada, clicked, freshBrowser, quotes, signIn } from '#test/extension/lib/fixtures.ts'

beforeEach(async () => {
  await freshBrowser()
  await signIn(ada)
})

it('counts what is still to go out through an account, and nothing else', async () => {
  await addEntry(clicked('waits'))
  const { id } = await addEntry(clicked('was refused'))
  await change(id, (entry) => ({
    ...entry,
    state: { kind: 'failed', failure: { code: 'sheet_full', message: 'Full.' } },
  }))
  await addEntry(
    clicked('of another account', { destination: { ...quotes, account: 'account-2' } }),
  )
  await addEntry(clicked('without a destination', { destination: null }))
  expect(countFor(await allEntries(), 'account-1')).toBe(2)
  expect(countFor(await allEntries(), 'account-2')).toBe(1)
})
