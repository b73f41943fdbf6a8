import { TokenError } from './token-form.ts'
import type { Reauth } from './tokens.ts'

/** What an organisation's policies answer at the token endpoint. Known from public error reports. */

/** The person must sign in again; their grant lives on, and a later refresh may succeed. */
export function reauthRequired(why: Reauth): TokenError {
  return new TokenError(400, 'invalid_grant', `reauth related error (${why})`, {
    fields: { error_uri: 'https://support.google.com/a/answer/9368756', error_subtype: why },
  })
}

/** An administrator blocked the app for the person. The words of the description are believed. */
export function blockedByAdmin(): TokenError {
  const what = 'The administrator of the account does not allow this app.'
  return new TokenError(400, 'admin_policy_enforced', what)
}
