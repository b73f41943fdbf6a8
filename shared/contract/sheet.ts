import * as z from 'zod/mini'

/**
 * Under `/sheets/v4/spreadsheets/…` the server speaks Google's own Sheets v4, so the names
 * and shapes here are Google's; only what the panel asks for by field mask is read.
 */

/** Names the Google account (`GoogleAccount.id`) to read with; the default account otherwise. */
export const ACCOUNT_HEADER = 'x-sheetside-account'

/** Beside an error of Google's, which passes unchanged: the same error as one of our codes. */
export const CODE_HEADER = 'x-sheetside-code'

const LINK = /^https?:\/\/[^/]+\/spreadsheets\/(?:u\/\d+\/)?d\/([A-Za-z0-9_-]{20,})(?:\/|$|\?|#)/
const GID = /[#&?]gid=(\d+)/
const ID = /^[A-Za-z0-9_-]{20,}$/

/**
 * A spreadsheet's id, and its tab's where the link names one, out of a pasted link or a bare id; null
 * if it is neither.
 */
export function parseSpreadsheetLink(
  input: string,
): { spreadsheetId: string; sheetId: number | null } | null {
  const link = input.trim()
  const spreadsheetId = LINK.exec(link)?.[1] ?? (ID.test(link) ? link : null)
  if (spreadsheetId === null) return null
  const gid = GID.exec(link)?.[1]
  return { spreadsheetId, sheetId: gid === undefined ? null : Number(gid) }
}

const color = z.object({
  red: z._default(z.number(), 0),
  green: z._default(z.number(), 0),
  blue: z._default(z.number(), 0),
})

/** A tab. https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/sheets#SheetProperties */
export const sheetProperties = z.object({
  sheetId: z.int(),
  title: z.string(),
  index: z.int(),
  sheetType: z.string(),
  hidden: z._default(z.boolean(), false),
  tabColorStyle: z.optional(z.object({ rgbColor: z.optional(color) })),
  /** Absent for a tab that is no grid, such as a chart. */
  gridProperties: z.optional(
    z.object({
      rowCount: z.int(),
      columnCount: z.int(),
      frozenRowCount: z._default(z.int(), 0),
    }),
  ),
})
export type SheetProperties = z.infer<typeof sheetProperties>

export const spreadsheet = z.object({
  spreadsheetId: z.string(),
  spreadsheetUrl: z.string(),
  properties: z.object({ title: z.string(), locale: z.optional(z.string()) }),
  sheets: z.array(z.object({ properties: sheetProperties })),
})
export type Spreadsheet = z.infer<typeof spreadsheet>

/** The field mask that asks for a Spreadsheet and nothing more. */
export const SPREADSHEET_FIELDS =
  'spreadsheetId,spreadsheetUrl,properties(title,locale),sheets.properties(sheetId,title,index,sheetType,hidden,tabColorStyle,gridProperties(rowCount,columnCount,frozenRowCount))'

/** Values as the sheet shows them; Google leaves out `values` where there are none, and what trails. */
export const valueRange = z.object({
  range: z.string(),
  values: z._default(z.array(z.array(z.string())), []),
})
export type ValueRange = z.infer<typeof valueRange>

/** The envelope of Google's errors. https://cloud.google.com/apis/design/errors#http_mapping */
export const googleError = z.object({
  error: z.object({ code: z.number(), message: z.string(), status: z.optional(z.string()) }),
})
