import * as z from 'zod/mini'

/** What Google is asked for: all spreadsheets, or only the files that the person picks. */
export const googleAccess = z.enum(['full', 'file'])
export type GoogleAccess = z.infer<typeof googleAccess>

/** Who may create an account. */
export const registration = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('open') }),
  z.object({ kind: z.literal('invitation') }),
  z.object({ kind: z.literal('domains'), domains: z.array(z.string()) }),
])
export type Registration = z.infer<typeof registration>

/** `GET /api/server`: what anybody may know of a server before they sign in. */
export const serverInfo = z.object({
  /** Whether it sends mail: then an account begins with a link, and so does a forgotten password. */
  mail: z.boolean(),
  registration,
  google: googleAccess,
})
export type ServerInfo = z.infer<typeof serverInfo>
