import { describe, expect, it } from 'vitest'
import { googleAccounts, securityEvents } from '#server/db/schema.ts'
import { giveUpKey } from '#server/vault/give-up-key.ts'
import { newKey, parseKeyRing } from '#server/vault/key-ring.ts'
import { createVault } from '#server/vault/vault.ts'
import { startSheetside } from '#test/server/harness.ts'

describe('giving up a key', () => {
  it('leaves alone who connects again in the same moment', async () => {
    const { deps, register, connect } = await startSheetside()
    await connect(await register())
    const [before] = await deps.db.select().from(googleAccounts)
    // The server's key is another one by now; the clock is read once the lost ones are known.
    const vault = createVault(parseKeyRing(newKey('k2')))
    const now = () => {
      deps.db.update(googleAccounts).set({ refreshToken: 'given anew' }).run()
      return deps.now()
    }
    expect(await giveUpKey({ ...deps, vault, now }, 'k1')).toBe(0)
    expect(await deps.db.select().from(googleAccounts)).toEqual([
      { ...before, refreshToken: 'given anew' },
    ])
    const events = await deps.db.select().from(securityEvents)
    expect(events.map(({ kind }) => kind)).not.toContain('google_ended')
  })
})
