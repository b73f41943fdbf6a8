import type { SecurityEvent, SecurityEventKind } from '#shared/contract/event.ts'

/** What happened, in plain words. */
export const eventWords: Record<SecurityEventKind, string> = {
  account_created: 'Account created',
  signed_in: 'Signed in',
  sign_in_failed: 'Somebody tried a wrong password',
  sign_ins_slowed: 'Too many wrong passwords: sign-ins were slowed down',
  signed_out: 'Signed out',
  device_signed_out: 'Another device signed out',
  password_changed: 'Password changed',
  password_reset: 'Password set by a link',
  email_change_asked: 'A new email was asked for',
  email_changed: 'Email changed',
  email_verified: 'Email confirmed',
  google_connected: 'Google account connected',
  google_reconnected: 'Google account connected again',
  google_ended: 'Google ended the connection',
  google_disconnected: 'Google account disconnected',
  data_exported: 'Data downloaded',
}

/** What the person should look at, since somebody else may have done it. */
export function isAlarming(kind: SecurityEventKind): boolean {
  return kind === 'sign_in_failed' || kind === 'sign_ins_slowed'
}

/** `Firefox on Linux · 203.0.113.4`: where it came from, as far as that is known; empty where it is not. */
export function originWords({ device, address }: SecurityEvent): string {
  return [device, address].filter((known) => known !== null).join(' · ')
}
