import * as z from 'zod/mini'
import { person, preferences } from './account.ts'
import { destinations } from './destination.ts'
import { googleAccount } from './google.ts'

/** `GET /api/me`: everything a screen needs to know about the person, in one answer. */
export const me = z.object({
  person,
  googleAccounts: z.array(googleAccount),
  /** The last used first. */
  destinations,
  preferences,
})
export type Me = z.infer<typeof me>

/**
 * What `GET /api/me/export` is saved as: one JSON document of all that the server holds of the person,
 * without what only the server may know, such as hashes and tokens.
 */
export const EXPORT_FILE = 'sheetside-data.json'
