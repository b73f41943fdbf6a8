import * as z from 'zod/mini'
import { cell } from '#shared/cells.ts'

const spreadsheetId = z.string().check(z.regex(/^[A-Za-z0-9_-]{10,200}$/))
const sheetId = z.int().check(z.nonnegative())

/** A column of the destination's table: its header as it stood when it was chosen, and what goes into it. */
export const column = z.object({
  header: z.string(),
  /** Text with variables, see shared/template.ts; empty leaves the cell empty. */
  template: z.string(),
  /** Google's pattern for the dates that stand in the column already, where any do. */
  datePattern: z.optional(z.string()),
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
  /** In the table's order, from `tableStart` to the right. */
  columns: z.array(column).check(z.minLength(1)),
})
export type Destination = z.infer<typeof destination>

/** `PUT /api/destination`: from now on sends go here. The server reads the header and answers a Destination. */
export const destinationRequest = z.object({ account: z.string(), spreadsheetId, sheetId })
export type DestinationRequest = z.infer<typeof destinationRequest>

/**
 * `POST /api/sends`: append rows below the destination's table, once. Repeating it with the same `id`
 * and payload answers the recorded result; with another payload it is a `conflict`.
 */
export const sendRequest = z.object({
  id: z.uuid(),
  destination: z.pick(destination, {
    account: true,
    spreadsheetId: true,
    sheetId: true,
    tableStart: true,
  }),
  rows: z.array(z.array(cell).check(z.minLength(1))).check(z.minLength(1)),
})
export type SendRequest = z.infer<typeof sendRequest>

export const sendResult = z.object({
  id: z.uuid(),
  spreadsheetId: z.string(),
  sheetId,
  sheetTitle: z.string(),
  /** The cells that were written, without the sheet: `A7:D7`. */
  range: z.string(),
  /** The sheet, opened at those cells. */
  url: z.url(),
  sentAt: z.iso.datetime(),
})
export type SendResult = z.infer<typeof sendResult>
