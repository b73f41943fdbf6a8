import * as z from 'zod/mini'

export const spreadsheetId = z.string().check(z.regex(/^[A-Za-z0-9_-]{10,200}$/))
export const sheetId = z.int().check(z.nonnegative())

/** The id of developer metadata, as Google wants it: positive, 31 bits. */
export const metadataId = z.int().check(z.positive(), z.maximum(2 ** 31 - 1))

/** A column of the destination's table: its header as it was last read, and what goes into it. */
export const column = z.object({
  header: z.string(),
  /** Text with variables, see shared/template; empty leaves the cell empty. */
  template: z.string().check(z.maxLength(2_000)),
  /** Google's pattern for the dates that stand in the column already, where any do. */
  datePattern: z.optional(z.string()),
  /** What marks the column in the sheet, also where it is renamed or moved; absent where nothing does. */
  mark: z.optional(metadataId),
})
export type Column = z.infer<typeof column>

/** Where a person's selections go. Kept on the server, so that it is the same in every browser. */
export const destination = z.object({
  id: z.string(),
  /** `GoogleAccount.id`. */
  account: z.string(),
  spreadsheetId,
  spreadsheetTitle: z.string(),
  spreadsheetUrl: z.url(),
  sheetId,
  sheetTitle: z.string(),
  /** A1 of the header row's first cell, without the sheet; `A1` where the sheet is empty. */
  tableStart: z.string().check(z.regex(/^[A-Z]{1,3}[1-9]\d*$/)),
  /** What marks the header row in the sheet. */
  headerMark: z.optional(metadataId),
  /** In the table's order when it was last read, from `tableStart` to the right. */
  columns: z.array(column).check(z.minLength(1)),
  /** Where a click goes that says nothing else: one of a person's destinations, if they have any. */
  isDefault: z.boolean(),
  /** The pages whose selections go here unasked, such as `example.com/jobs/*`; null for none. */
  urlPattern: z.nullable(z.string().check(z.maxLength(500))),
  /** Whether rows are looked at before they are sent. */
  review: z.boolean(),
})
export type Destination = z.infer<typeof destination>

/** `GET /api/destinations`: the last used first. */
export const destinations = z.array(destination)

/**
 * `POST /api/destinations`: from now on sends go to this tab, unless the default is to be kept. The server
 * reads its header, marks its columns, and answers a Destination; for a tab that is one already it reads
 * anew what has changed there.
 */
export const destinationRequest = z.object({
  account: z.string(),
  spreadsheetId,
  sheetId,
  /** Sends go where they went; the only destination is the default all the same. To read one anew is no use of it. */
  keepDefault: z.optional(z.literal(true)),
})
export type DestinationRequest = z.infer<typeof destinationRequest>

/** `PATCH /api/destinations/:id`: what is left out stays as it is. */
export const destinationPatch = z.object({
  /** One a column, in their order. */
  templates: z.optional(z.array(column.shape.template)),
  /** As a person typed it; it is kept as `normalPattern` of shared/url-pattern.ts gives it. Null or empty for none. */
  urlPattern: z.optional(destination.shape.urlPattern),
  review: z.optional(z.boolean()),
  isDefault: z.optional(z.literal(true)),
})
export type DestinationPatch = z.infer<typeof destinationPatch>

/** How many links are looked up at once. */
export const MATCHED_LINKS = 200

/** `POST /api/destinations/:id/matches`: which of these links stand in its sheet already. */
export const matchesRequest = z.object({
  links: z
    .array(z.string().check(z.maxLength(8_000)))
    .check(z.minLength(1), z.maxLength(MATCHED_LINKS)),
})
export type MatchesRequest = z.infer<typeof matchesRequest>

/**
 * The rows whose link is one of those that were asked about, in their order; of each link only the first
 * few. None where the destination has no column for links.
 */
export const linkMatches = z.object({
  matches: z.array(
    z.object({
      /** As it was asked about. */
      link: z.string(),
      /** Its row, as far as the destination's columns go: `A7:D7`. */
      range: z.string(),
      /** The sheet, opened at that row. */
      url: z.url(),
    }),
  ),
})
export type LinkMatches = z.infer<typeof linkMatches>
