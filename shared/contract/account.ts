import * as z from 'zod/mini'
import { PASSWORD_MAX, PASSWORD_MIN } from '#shared/limits.ts'

export const email = z.pipe(
  z.string().check(z.trim(), z.toLowerCase()),
  z.email().check(z.maxLength(254)),
)

/**
 * A name as it is shown in lists and logs. Strangers write there too, what a device that failed to sign in
 * calls itself: nothing in it may break the line, or turn the direction of what is read after it.
 */
const shownName = z
  .string()
  .check(
    z.trim(),
    z.minLength(1),
    z.maxLength(100),
    z.regex(
      /^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]*$/u,
      'must be one line of text',
    ),
  )

/** What a device calls itself, for the list of signed-in devices: `Chrome on Linux`. */
export const device = shownName

export const person = z.object({
  id: z.string(),
  email,
  /** Whether it is known that the email is theirs: by a link that was mailed there, or by Google. */
  emailVerified: z.boolean(),
  name: z.nullable(z.string()),
  picture: z.nullable(z.url()),
  hasPassword: z.boolean(),
  /** Whether "Continue with Google" signs them in. */
  signsInWithGoogle: z.boolean(),
})
export type Person = z.infer<typeof person>

/** A password to be; one that is too easy to guess is `weak_password`. */
const newPassword = z.string().check(z.minLength(PASSWORD_MIN), z.maxLength(PASSWORD_MAX))

/** A password to be compared, whatever its length. */
const password = z.string().check(z.minLength(1), z.maxLength(1024))

/** What `npm run admin -- invite` printed, where the server takes only who was invited. */
export const invitation = z.string().check(z.trim(), z.minLength(1), z.maxLength(100))

/**
 * `POST /api/accounts`: create an account, on a server that sends no mail. One that does takes only
 * `POST /api/accounts/links`, so that nobody learns here which emails have an account.
 */
export const registerRequest = z.object({
  email,
  password: newPassword,
  device,
  invitation: z.optional(invitation),
})
export type RegisterRequest = z.infer<typeof registerRequest>

/**
 * `POST /api/accounts/links`: mail a link that sets a password, which creates an account or opens an
 * existing one again. The answer is the same whether there is one: "check your mail".
 */
export const linkRequest = z.object({ email, invitation: z.optional(invitation) })
export type LinkRequest = z.infer<typeof linkRequest>

/** The secret of a link that was mailed, or that an administrator printed. */
const linkToken = z.string().check(z.minLength(1), z.maxLength(100))

/** `POST /api/accounts/links/check`: what a link is for, and whether it still works. It uses nothing up. */
export const linkCheck = z.object({ token: linkToken })
export type LinkCheck = z.infer<typeof linkCheck>
export const checkedLink = z.object({
  purpose: z.enum(['create_account', 'reset_password', 'confirm_email']),
  /** Whom it was mailed to. */
  email,
})
export type CheckedLink = z.infer<typeof checkedLink>

/** `POST /api/accounts/password`: set a password by a link, which works once. */
export const setPasswordRequest = z.object({ token: linkToken, password: newPassword })
export type SetPasswordRequest = z.infer<typeof setPasswordRequest>

/** `POST /api/accounts/email`: take a new email by a link that was mailed to it, which works once. */
export const confirmEmailRequest = z.object({ token: linkToken })
export type ConfirmEmailRequest = z.infer<typeof confirmEmailRequest>

/** What a link did: the email of the account that it was for. */
export const linkDone = z.object({ email })
export type LinkDone = z.infer<typeof linkDone>

/**
 * Who changes what protects an account shows again who they are: by their password, or, where they have
 * none, by having signed in just now; else `sign_in_again`.
 */
const proof = { currentPassword: z.optional(password) }

/** `PUT /api/me/password`: another password, or a first one. All other sessions end. */
export const passwordChange = z.object({ ...proof, password: newPassword })
export type PasswordChange = z.infer<typeof passwordChange>

/** `POST /api/me/email`: another email. A server that sends mail waits for the link it mails there. */
export const emailChange = z.object({ ...proof, email })
export type EmailChange = z.infer<typeof emailChange>
export const emailChangeOutcome = z.object({ state: z.enum(['changed', 'check_mail']) })
export type EmailChangeOutcome = z.infer<typeof emailChangeOutcome>

/** `POST /api/me/deletion`: ends the grants at Google and erases everything of the person. */
export const accountDeletion = z.object(proof)
export type AccountDeletion = z.infer<typeof accountDeletion>

/** Everything of the person is gone. */
export const accountDeleted = z.object({
  /** The Google accounts whose grant Google could not be told to end: see GOOGLE_CONNECTIONS. */
  notRevoked: z.array(z.email()),
})
export type AccountDeleted = z.infer<typeof accountDeleted>

/** `PATCH /api/me`. */
export const profilePatch = z.object({
  name: z.nullable(shownName),
})
export type ProfilePatch = z.infer<typeof profilePatch>

export const theme = z.enum(['system', 'light', 'dark'])
export type Theme = z.infer<typeof theme>

/** The tab that the panel shows: a Google account of the person's, a spreadsheet, a sheet in it. */
export const view = z.object({
  account: z.string(),
  spreadsheetId: z.string(),
  sheetId: z.int().check(z.nonnegative()),
})
export type View = z.infer<typeof view>

/** What follows a person from one browser to the next. */
export const preferences = z.object({
  theme,
  /** What the panel showed last. */
  view: z.nullable(view),
})
export type Preferences = z.infer<typeof preferences>

/** `PATCH /api/preferences`: only what changes. */
export const preferencesPatch = z.partial(preferences)
export type PreferencesPatch = z.infer<typeof preferencesPatch>
