import { z } from 'zod'
import { PASSWORD_MAX, PASSWORD_MIN } from '#shared/limits.ts'

export const email = z.string().trim().toLowerCase().pipe(z.email().max(254))

/** What a device is called in the list of signed-in devices: `Chrome on Linux`. */
export const device = z.string().trim().min(1).max(100)

export const person = z.object({
  id: z.string(),
  email,
  name: z.string().nullable(),
  picture: z.url().nullable(),
  hasPassword: z.boolean(),
})
export type Person = z.infer<typeof person>

/** `POST /api/accounts`: create an account. A password that is too easy to guess is `weak_password`. */
export const registerRequest = z.object({
  email,
  password: z.string().min(PASSWORD_MIN).max(PASSWORD_MAX),
  device,
})
export type RegisterRequest = z.infer<typeof registerRequest>

export const theme = z.enum(['system', 'light', 'dark'])
export type Theme = z.infer<typeof theme>

/** The tab that the panel shows: a Google account of the person's, a spreadsheet, a sheet in it. */
export const view = z.object({
  account: z.string(),
  spreadsheetId: z.string(),
  sheetId: z.number().int().nonnegative(),
})
export type View = z.infer<typeof view>

/** What follows a person from one browser to the next. */
export const preferences = z.object({
  theme,
  /** What the panel showed last. */
  view: view.nullable(),
})
export type Preferences = z.infer<typeof preferences>

/** `PATCH /api/preferences`: only what changes. */
export const preferencesPatch = preferences.partial()
export type PreferencesPatch = z.infer<typeof preferencesPatch>
