import { z } from 'zod'

/** `GET /api/files?query&pageToken&account`: the person's spreadsheets, the last opened first. */
export const filesQuery = z.object({
  /** Words of the file's name; empty lists all. */
  query: z.string().trim().max(200).default(''),
  pageToken: z.string().max(2000).optional(),
  /** Defaults to the person's default Google account. */
  account: z.string().optional(),
})
export type FilesQuery = z.infer<typeof filesQuery>

export const spreadsheetFile = z.object({
  id: z.string(),
  name: z.string(),
  modifiedTime: z.iso.datetime().nullable(),
  viewedByMeTime: z.iso.datetime().nullable(),
  ownerName: z.string().nullable(),
  ownedByMe: z.boolean(),
  starred: z.boolean(),
  url: z.url(),
})
export type SpreadsheetFile = z.infer<typeof spreadsheetFile>

export const filesPage = z.object({
  /** The Google account that was asked. */
  account: z.string(),
  files: z.array(spreadsheetFile),
  nextPageToken: z.string().nullable(),
})
export type FilesPage = z.infer<typeof filesPage>
