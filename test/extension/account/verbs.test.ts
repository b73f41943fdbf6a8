import { beforeEach, describe, expect, it } from 'vitest'
import { forgetPerson } from '#extension/account/verbs.ts'
import { lastMe, lastTheme, session } from '#extension/lib/storage.ts'
import { addEntry, allEntries } from '#extension/outbox/outbox.ts'
import { ada, bob, clicked, freshBrowser, signIn } from '#test/extension/lib/fixtures.ts'

beforeEach(freshBrowser)

describe('a person whose account is gone', () => {
  it('leaves no session behind, and nothing of what was known of them', async () => {
    await signIn(ada)
    await lastTheme.write('dark')
    await forgetPerson(ada.id)
    expect(await session.read()).toBeNull()
    expect(await lastMe.read()).toBeNull()
    expect(await lastTheme.read()).toBe('dark')
  })

  it('leaves nothing in the outbox, sent or not, on disk or in memory', async () => {
    await signIn(ada)
    await addEntry(clicked('to be sent'))
    await addEntry(clicked('without a sheet', { destination: null }))
    await addEntry(clicked('from a private window', { incognito: true }))
    await forgetPerson(ada.id)
    expect(await allEntries()).toEqual([])
  })

  it('leaves what belongs to others, or to nobody yet', async () => {
    await signIn(ada)
    await addEntry(clicked('Ada’s'))
    const kept = [
      await addEntry(clicked('Bob’s', { person: bob.id })),
      await addEntry(clicked('nobody’s', { person: null, destination: null })),
    ]
    await forgetPerson(ada.id)
    expect(await allEntries()).toEqual(kept)
  })
})
