import { describe, expect, it } from 'vitest'
import { unfitEmail } from '#extension/session/unfit.tsx'

const registration = { kind: 'domains' as const, domains: ['example.org', 'example.com'] }

describe('an email, before the server is asked', () => {
  it.each(['ada@example.org', ' Ada@Example.ORG '])('%s is fit', (email) => {
    expect(unfitEmail(email, registration)).toBeNull()
  })

  it('of another domain names those that the server takes', () => {
    expect(unfitEmail('ada@example.net', registration)?.text).toBe(
      'Use your email at example.org or example.com.',
    )
    expect(unfitEmail('ada@sub.example.org', registration)).not.toBeNull()
  })

  it('of any domain is fit where the server takes all', () => {
    expect(unfitEmail('ada@example.net', { kind: 'open' })).toBeNull()
    expect(unfitEmail('ada@example.net')).toBeNull()
  })

  it('that is none is told what one looks like', () => {
    expect(unfitEmail('ada at example')?.text).toContain('you@example.com')
  })
})
