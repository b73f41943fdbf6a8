import { expect, it } from 'vitest'
import { isUsable } from '#extension/google/usable.ts'
import type { GrantState } from '#shared/contract/google.ts'

it('a connection that is well can be used for everything', () => {
  expect(isUsable({ state: 'ok', missing: [] }, 'sheets')).toBe(true)
  expect(isUsable({ state: 'ok', missing: [] }, 'drive')).toBe(true)
})

it('one without a permission can be used for what the other is for', () => {
  expect(isUsable({ state: 'missing_scopes', missing: ['drive'] }, 'sheets')).toBe(true)
  expect(isUsable({ state: 'missing_scopes', missing: ['drive'] }, 'drive')).toBe(false)
})

it.each<GrantState>(['reconnect_needed', 'reauth_policy', 'admin_blocked'])(
  'one that is %s can be used for nothing',
  (state) => {
    expect(isUsable({ state, missing: [] }, 'sheets')).toBe(false)
    expect(isUsable({ state, missing: [] }, 'drive')).toBe(false)
  },
)
