import * as z from 'zod/mini'

/** `GET /api/files?query&pageToken&account`: the person's spreadsheets, the last opened first. */
export const filesQuery = z.object({
  /** Words of the file's name; empty lists all. */
  query: z._default(z.string().check(z.trim(), z.maxLength(200)), ''),
  pageToken: z.optional(z.string().check(z.maxLength(2000))),
  /** Defaults to the person's default Google account. */
  account: z.optional(z.string()),
})
export type FilesQuery = z.infer<typeof filesQuery>

export const spreadsheetFile = z.object({
  id: z.string(),
  name: z.string(),
  modifiedTime: z.nullable(z.iso.datetime()),
  viewedByMeTime: z.nullable(z.iso.datetime()),
  ownerName: z.nullable(z.string()),
  ownedByMe: z.boolean(),
  starred: z.boolean(),
  url: z.url(),
})
export type SpreadsheetFile = z.infer<typeof spreadsheetFile>

export const filesPage = z.object({
  /** The Google account that was asked. */
  account: z.string(),
  files: z.array(spreadsheetFile),
  nextPageToken: z.nullable(z.string()),
})
export type FilesPage = z.infer<typeof filesPage>
