import { describe, expect, it } from 'vitest'
import { bindingWords, concernWith, standingWords } from '#extension/google/concern.ts'
import type { GoogleAccount, GrantState, Service } from '#shared/contract/google.ts'
import { ada, connectionOf } from '#test/extension/lib/fixtures.ts'

const NOW = Date.parse('2026-03-04T12:00:00Z')
const HOUR = 3_600_000
const at = (time: number) => new Date(time).toISOString()

function account(given: Partial<GoogleAccount> = {}): GoogleAccount {
  return { ...connectionOf(ada), ...given }
}

function concern(given: Partial<GoogleAccount>) {
  const found = concernWith(account(given), NOW)
  if (!found) throw new Error('All is well.')
  return found
}

describe('a connection', () => {
  it('asks for nothing where all is well', () => {
    expect(concernWith(account(), NOW)).toBeNull()
    expect(standingWords(account(), NOW)).toBe('Connected')
    expect(standingWords(account({ access: 'file' }), NOW)).toBe(
      'Connected, for the files you pick',
    )
  })

  it.each<[string, Service[], string | undefined, RegExp]>([
    ['listing', ['drive'], 'drive', /list your spreadsheets/],
    ['cells', ['sheets'], 'sheets', /open your spreadsheets/],
    ['both', ['sheets', 'drive'], undefined, /for your spreadsheets/],
  ])('without the permission for %s asks for that alone', (_, missing, need, title) => {
    const { wanted, ...words } = concern({ state: 'missing_scopes', missing })
    expect(wanted).toEqual({ purpose: 'connect', account: 'account-1', ...(need && { need }) })
    expect(words.title).toMatch(title)
    expect(words.button).toBe('Give permission')
  })

  it('to picked files alone is asked for whole where it was not given', () => {
    const { wanted, title } = concern({
      state: 'missing_scopes',
      access: 'file',
      missing: ['sheets', 'drive'],
    })
    expect(wanted).toEqual({ purpose: 'connect', account: 'account-1' })
    expect(title).toBe('Permission for your files is missing')
  })

  it('that ended is made again for the same account', () => {
    const { title, button, wanted } = concern({ state: 'reconnect_needed' })
    expect(title).toBe('Google ended the connection')
    expect(button).toBe('Reconnect')
    expect(wanted).toEqual({ purpose: 'connect', account: 'account-1' })
  })

  it('that ended when Google said it would, says that', () => {
    const over = concern({ state: 'reconnect_needed', expiresAt: at(NOW - HOUR) })
    expect(over.title).toBe('The connection’s seven days are over')
    const revoked = concern({ state: 'reconnect_needed', expiresAt: at(NOW + HOUR) })
    expect(revoked.title).toBe('Google ended the connection')
  })

  it('that an administrator forbids leads to another account', () => {
    expect(concern({ state: 'admin_blocked' }).wanted).toEqual({ purpose: 'connect' })
  })

  it.each<GrantState>(['reconnect_needed', 'reauth_policy', 'admin_blocked'])(
    'that is %s says that nothing waiting is lost',
    (state) => {
      expect(concern({ state }).text).toContain('What waits to be sent is kept.')
    },
  )
})

describe('a connection from before the server had a key to bind it to', () => {
  it('says so quietly, and asks for nothing', () => {
    const unbound = account({ binding: 'unbound' })
    expect(bindingWords(unbound)).toContain('reconnect to bind')
    expect(concernWith(unbound, NOW)).toBeNull()
    for (const binding of ['off', 'bound'] as const) {
      expect(bindingWords(account({ binding }))).toBeNull()
    }
  })
})

describe('a connection with an end', () => {
  it('always says on which date, and why', () => {
    const words = standingWords(account({ expiresAt: at(NOW + 100 * HOUR) }), NOW)
    expect(words).toMatch(/^Connected until .*\b8\b.* — your server’s Google app is in testing$/)
  })

  it('asks to be renewed in its last two days, and not before', () => {
    expect(concernWith(account({ expiresAt: at(NOW + 49 * HOUR) }), NOW)).toBeNull()
    const soon = concern({ expiresAt: at(NOW + 47 * HOUR) })
    expect(soon).toMatchObject({
      kind: 'ends_soon',
      button: 'Renew now',
      wanted: { purpose: 'connect', account: 'account-1' },
    })
    expect(soon.title).toMatch(/^Connected until \w{3} \d{1,2}:\d\d(\s[AP]M)?$/)
  })

  it('names no day that has passed where Google has not ended it yet', () => {
    const over = concern({ expiresAt: at(NOW - HOUR) })
    expect(over).toMatchObject({ kind: 'ends_soon', title: 'This connection ends any moment' })
    expect(over.short).not.toContain('until')
  })
})
