import { explain } from '#extension/ui/explain.ts'

/** The fields that a change of the account may have. */
export type AccountField = 'currentPassword' | 'password' | 'email'

/**
 * Where the server's refusal of a change belongs: at a field, in words for that field; at the sign-in,
 * which has to be repeated; or at the form as a whole.
 */
export type Refusal =
  { at: 'field'; field: AccountField; text: string } | { at: 'sign_in' } | { at: 'form' }

export function refusalOf(error: unknown): Refusal {
  const { code, why } = explain(error)
  if (code === 'wrong_credentials') {
    return atField('currentPassword', 'This is not your current password.')
  }
  if (code === 'weak_password') return atField('password', why)
  if (code === 'email_taken') return atField('email', 'Another account has this email already.')
  if (code === 'registration_closed') return atField('email', why)
  return { at: code === 'sign_in_again' ? 'sign_in' : 'form' }
}

function atField(field: AccountField, text: string): Refusal {
  return { at: 'field', field, text }
}
