import * as z from 'zod/mini'
import { PASSWORD_MAX, PASSWORD_MIN } from '#shared/limits.ts'

export const email = z.pipe(
  z.string().check(z.trim(), z.toLowerCase()),
  z.email().check(z.maxLength(254)),
)

/** What a device is called in the list of signed-in devices: `Chrome on Linux`. */
export const device = z.string().check(z.trim(), z.minLength(1), z.maxLength(100))

export const person = z.object({
  id: z.string(),
  email,
  name: z.nullable(z.string()),
  picture: z.nullable(z.url()),
  hasPassword: z.boolean(),
})
export type Person = z.infer<typeof person>

/** `POST /api/accounts`: create an account. A password that is too easy to guess is `weak_password`. */
export const registerRequest = z.object({
  email,
  password: z.string().check(z.minLength(PASSWORD_MIN), z.maxLength(PASSWORD_MAX)),
  device,
})
export type RegisterRequest = z.infer<typeof registerRequest>

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
