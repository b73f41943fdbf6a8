import type { GoogleAccount, Service } from '#shared/contract/google.ts'

/** Whether a connection can be used for a service: one scope may be missing and the other one there. */
export function isUsable(
  { state, missing }: Pick<GoogleAccount, 'state' | 'missing'>,
  service: Service,
): boolean {
  switch (state) {
    case 'ok':
      return true
    case 'missing_scopes':
      return !missing.includes(service)
    case 'reconnect_needed':
    case 'reauth_policy':
    case 'admin_blocked':
      return false
  }
}
