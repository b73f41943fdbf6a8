import { describe, expect, it } from 'vitest'
import type { Flow } from '#extension/lib/storage.ts'
import { outcomeOf } from '#extension/session/flow-outcome.tsx'

const mending = { purpose: 'connect', account: 'account-1' } as const
const adding = { purpose: 'connect' } as const
const failed: Flow = { state: 'failed', ...mending, code: 'sign_in_cancelled', message: 'Closed.' }
const connected: Flow = {
  state: 'connected',
  purpose: 'connect',
  asked: 'account-1',
  account: { id: 'account-1', email: 'ada@gmail.com' },
  picked: [],
}

describe('how a flow ended', () => {
  it('is told beside the connection that it was to mend, and beside no other', () => {
    expect(outcomeOf(failed, mending)).toMatchObject({ title: 'Nothing was changed' })
    expect(outcomeOf(failed, { ...mending, account: 'account-2' })).toBeNull()
    expect(outcomeOf(failed, adding)).toBeNull()
    expect(outcomeOf(failed, { purpose: 'sign_in' })).toBeNull()
  })

  it('has its own words for a further account', () => {
    const { account: _, ...flow } = failed
    expect(outcomeOf(flow, adding)).toMatchObject({ title: 'No account was connected' })
    expect(outcomeOf(flow, mending)).toBeNull()
  })

  it('is nothing to tell where the account that was meant is connected', () => {
    expect(outcomeOf(connected, mending)).toBeNull()
    expect(outcomeOf(connected, adding)).toBeNull()
  })

  it('is told where another account was chosen in Google’s window', () => {
    const mistaken: Flow = { ...connected, account: { id: 'account-2', email: 'ben@gmail.com' } }
    expect(outcomeOf(mistaken, mending)).toMatchObject({
      tone: 'warning',
      title: 'That was ben@gmail.com',
    })
    expect(outcomeOf(mistaken, { ...mending, account: 'account-2' })).toBeNull()
    expect(outcomeOf(mistaken, adding)).toBeNull()
  })
})
