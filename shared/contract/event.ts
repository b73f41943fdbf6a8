import * as z from 'zod/mini'

/** What happened to an account and its connections, for its person to read. */
export const securityEventKind = z.enum([
  'account_created',
  'signed_in',
  'sign_in_failed',
  'sign_ins_slowed',
  'signed_out',
  'device_signed_out',
  'password_changed',
  'password_reset',
  'email_change_asked',
  'email_changed',
  'email_verified',
  'google_connected',
  'google_reconnected',
  'google_ended',
  'google_disconnected',
  'data_exported',
])
export type SecurityEventKind = z.infer<typeof securityEventKind>

export const securityEvent = z.object({
  id: z.string(),
  kind: securityEventKind,
  at: z.iso.datetime(),
  /** The device that did it, as it calls itself; null where none is known. */
  device: z.nullable(z.string()),
  /** The network address it came from. */
  address: z.nullable(z.string()),
  /** Which Google account, which email: never a secret. */
  detail: z.nullable(z.string()),
})
export type SecurityEvent = z.infer<typeof securityEvent>

/** `GET /api/me/events?before`: the newest first. */
export const eventsQuery = z.object({ before: z.optional(z.string().check(z.regex(/^\d{1,15}$/))) })
export type EventsQuery = z.infer<typeof eventsQuery>

export const eventsPage = z.object({
  events: z.array(securityEvent),
  /** What to ask for next with `before`; null at the end. */
  next: z.nullable(z.string()),
})
export type EventsPage = z.infer<typeof eventsPage>
