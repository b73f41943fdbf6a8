import { describe, expect, it } from 'vitest'
import { refusalOf } from '#extension/account/refusal.ts'
import { SheetsideError } from '#shared/errors.ts'

const refusal = (code: SheetsideError['code'], message = '') =>
  refusalOf(new SheetsideError(code, message))

describe('a change of the account that was refused', () => {
  it('is told at the field it is about', () => {
    expect(refusal('wrong_credentials')).toMatchObject({ at: 'field', field: 'currentPassword' })
    expect(refusal('email_taken')).toMatchObject({ at: 'field', field: 'email' })
  })

  it('is told in the server’s words where only it knows the rule', () => {
    expect(refusal('weak_password', 'It is your email.')).toEqual({
      at: 'field',
      field: 'password',
      text: 'It is your email.',
    })
    expect(refusal('registration_closed', 'Use an address at example.org.')).toEqual({
      at: 'field',
      field: 'email',
      text: 'Use an address at example.org.',
    })
  })

  it('never says of a signed-in person that there is no account with their email', () => {
    expect(refusal('wrong_credentials')).not.toMatchObject({
      text: expect.stringMatching(/email/i),
    })
  })

  it('leads to a fresh sign-in where that is the proof', () => {
    expect(refusal('sign_in_again')).toEqual({ at: 'sign_in' })
  })

  it.each(['rate_limited', 'server_unreachable', 'internal'] as const)(
    'is told for the form as a whole after %s',
    (code) => {
      expect(refusal(code)).toEqual({ at: 'form' })
    },
  )

  it('is a mistake of our own where it has no code', () => {
    expect(refusalOf(new TypeError('x is undefined'))).toEqual({ at: 'form' })
  })
})
