import { describe, expect, it } from 'vitest'
import { eventWords, isAlarming, originWords } from '#extension/account/event-words.ts'
import { securityEventKind, type SecurityEvent } from '#shared/contract/event.ts'

const event: SecurityEvent = {
  id: '1',
  kind: 'signed_in',
  at: '2026-05-04T10:00:00Z',
  device: 'Firefox on Linux',
  address: '203.0.113.4',
  detail: null,
}

describe('what happened to an account', () => {
  it.each(securityEventKind.options)('%s is told in words of its own', (kind) => {
    const words = eventWords[kind]
    expect(words).not.toContain('_')
    expect(Object.values(eventWords).filter((other) => other === words)).toHaveLength(1)
  })

  it('calls attention to what somebody else may have tried', () => {
    expect(securityEventKind.options.filter(isAlarming)).toEqual([
      'sign_in_failed',
      'sign_ins_slowed',
    ])
  })

  it('says where it came from, as far as that is known', () => {
    expect(originWords(event)).toBe('Firefox on Linux · 203.0.113.4')
    expect(originWords({ ...event, device: null })).toBe('203.0.113.4')
    expect(originWords({ ...event, device: null, address: null })).toBe('')
  })
})
