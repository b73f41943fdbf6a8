import * as z from 'zod/mini'
import { device, invitation } from './account.ts'
import { googleAccess } from './server.ts'
import { newSession } from './session.ts'

/**
 * What a connection to a Google account can do, and what mends it where it can't:
 * `missing_scopes` the person left a tick box open: ask for it again; `reconnect_needed` revoked or
 * expired: connect again; `reauth_policy` the organisation wants a fresh sign-in: connect again;
 * `admin_blocked` an administrator forbids the app: only they can mend it.
 */
export const grantState = z.enum([
  'ok',
  'missing_scopes',
  'reconnect_needed',
  'reauth_policy',
  'admin_blocked',
])
export type GrantState = z.infer<typeof grantState>

/** What a scope is for: reading and writing cells, or listing and searching spreadsheets. */
export const service = z.enum(['sheets', 'drive'])
export type Service = z.infer<typeof service>

/**
 * Whether the refresh token is bound to a key of the server's (DPoP): `off` where the server has none,
 * `unbound` for a grant from before it had, until it is reconnected.
 */
export const grantBinding = z.enum(['off', 'bound', 'unbound'])
export type GrantBinding = z.infer<typeof grantBinding>

/** A Google account that a person connected. `id` is Sheetside's own; Google's `sub` stays on the server. */
export const googleAccount = z.object({
  id: z.string(),
  email: z.email(),
  name: z.nullable(z.string()),
  picture: z.nullable(z.url()),
  state: grantState,
  /** What was not granted, so that it can be asked for alone. */
  missing: z.array(service),
  access: googleAccess,
  /** When the grant will die whatever is done, where Google says so: a week for apps in "Testing". */
  expiresAt: z.nullable(z.iso.datetime()),
  binding: grantBinding,
  isDefault: z.boolean(),
})
export type GoogleAccount = z.infer<typeof googleAccount>

/** Sign in as the person Google names, or connect a Google account to the person already signed in. */
export const flowPurpose = z.enum(['sign_in', 'connect'])
export type FlowPurpose = z.infer<typeof flowPurpose>

/** A PKCE challenge, S256. https://www.rfc-editor.org/rfc/rfc7636#section-4.2 */
const codeChallenge = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/))
/** https://www.rfc-editor.org/rfc/rfc7636#section-4.1 */
const codeVerifier = z.string().check(z.regex(/^[A-Za-z0-9._~-]{43,128}$/))

/** `POST /api/google/flows`: begin. `connect` needs a session; `sign_in` with one is the same person once more. */
export const flowRequest = z.object({
  purpose: flowPurpose,
  /** One of the server's EXTENSION_REDIRECTS, to the letter. */
  redirectUri: z.url(),
  codeChallenge,
  /** The Google account to ask for, when a connection is being mended. */
  account: z.optional(z.string()),
  /** The one thing to ask for, beside what was granted before. Everything, if it is left out. */
  need: z.optional(service),
  /** Where only picked files can be used: the spreadsheets to have ready in the Picker. */
  fileIds: z.optional(
    z.array(z.string().check(z.regex(/^[A-Za-z0-9_-]{10,100}$/))).check(z.maxLength(10)),
  ),
  /** For a first sign-in on a server that takes only who was invited. */
  invitation: z.optional(invitation),
})
export type FlowRequest = z.infer<typeof flowRequest>

/** The page to open. It works once. */
export const flowStarted = z.object({ startUrl: z.url() })
export type FlowStarted = z.infer<typeof flowStarted>

/** What `redirectUri` receives in its query: a one-time code, or the error code of what went wrong. */
export const flowOutcome = z.union([
  z.object({ code: z.string().check(z.minLength(1)) }),
  z.object({ error: z.string().check(z.minLength(1)) }),
])

/**
 * `POST /api/google/redeem`: the code for its result. `connect` needs the session that began the flow;
 * `sign_in` with a session is a `conflict` for another person than its own.
 */
export const redeemRequest = z.object({
  code: z.string().check(z.minLength(1), z.maxLength(200)),
  codeVerifier,
  device,
})
export type RedeemRequest = z.infer<typeof redeemRequest>

export const redeemed = z.discriminatedUnion('purpose', [
  z.object({ purpose: z.literal('sign_in'), session: newSession }),
  z.object({
    purpose: z.literal('connect'),
    account: googleAccount,
    /** The ids of the files that were picked on the way. */
    picked: z.array(z.string()),
  }),
])
export type Redeemed = z.infer<typeof redeemed>

/** `PATCH /api/google/accounts/:id`: make it the default one. Answers the account. */
export const googleAccountPatch = z.object({ isDefault: z.literal(true) })
export type GoogleAccountPatch = z.infer<typeof googleAccountPatch>

/**
 * `DELETE /api/google/accounts/:id`: disconnect. The account is gone here in any case; at Google the
 * grant is `ended`, `kept_for_others` where another person here lives by the same one, or `not_told`
 * where Google could not be reached: then the person can remove it at myaccount.google.com/connections.
 */
export const disconnected = z.object({
  atGoogle: z.enum(['ended', 'kept_for_others', 'not_told']),
})
export type Disconnected = z.infer<typeof disconnected>

/** Where a person ends at Google what an app of theirs may do. */
export const GOOGLE_CONNECTIONS = 'https://myaccount.google.com/connections'
