import * as z from 'zod/mini'
import { cell } from '#shared/cells.ts'
import { sendRequest, sendResult } from '#shared/contract/send.ts'
import { errorCode } from '#shared/errors.ts'
import { pageFacts } from '#shared/template/facts.ts'

/** What a selection gave, with the page it came from, before a destination turns it into a row. */
export const clip = z.object({
  /** Rows of typed cells, as capture/ read them; plain text is one row of one cell. */
  rows: z.array(z.array(cell)),
  /** How many of the first rows are a table's header. */
  headerRows: z._default(z.int().check(z.nonnegative()), 0),
  title: z.string(),
  url: z.string(),
  /** The day and the time of the capture where the person is, `YYYY-MM-DD` and `HH:MM:SS`. */
  date: z.iso.date(),
  time: z._default(z.iso.time({ precision: 0 }), '00:00:00'),
  /** What the page said of itself. */
  page: z._default(z.omit(pageFacts, { title: true, url: true }), {}),
})
export type Clip = z.infer<typeof clip>

const failure = z.object({ code: errorCode, message: z.string() })
export type Failure = z.infer<typeof failure>

/**
 * Where a send stands. Only `sent` ends it: `failed`, `needs_destination` and `needs_review` wait for the
 * person, the others for the background.
 */
export const sendState = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('needs_destination') }),
  /** Its rows are to be looked at before they go. */
  z.object({ kind: z.literal('needs_review') }),
  z.object({
    kind: z.literal('waiting'),
    /** Attempts so far, and the earliest time of the next one, in milliseconds since 1970. */
    attempts: z.int().check(z.nonnegative()),
    notBefore: z.int().check(z.nonnegative()),
    lastFailure: z.nullable(failure),
  }),
  z.object({ kind: z.literal('sending'), attempts: z.int().check(z.nonnegative()) }),
  z.object({
    kind: z.literal('sent'),
    result: sendResult,
    /** When the answer came, by this computer's clock, in milliseconds since 1970. */
    at: z.int().check(z.nonnegative()),
  }),
  z.object({ kind: z.literal('failed'), failure }),
])
export type SendState = z.infer<typeof sendState>

/** A send in the outbox, from the click until its row is seen in the sheet. */
export const entry = z.object({
  /** The send's id on the server is `request.id`: mostly the same, another where rows that were tried are changed. */
  id: z.uuid(),
  createdAt: z.iso.datetime(),
  /** `Person.id` of who was signed in; null for nobody. It never goes out under another person. */
  person: z.nullable(z.string()),
  clip,
  /** What its next send is called, where the entry's own id was used for other rows. */
  sendId: z.optional(z.uuid()),
  /**
   * Exactly what goes over the wire, fixed once a destination is known and its rows were looked at, so
   * that a repeat is the same.
   */
  request: z.nullable(sendRequest),
  /** For a person's eyes: `Reading list › Sheet1`. */
  destinationName: z.nullable(z.string()),
  state: sendState,
  /** An attempt was begun whose outcome is not known: its rows may stand in the sheet. See doubt.ts. */
  inDoubt: z._default(z.boolean(), false),
  /** The request's rows are no longer what the destination makes of the clip: a person changed them. */
  isEdited: z._default(z.boolean(), false),
  /** From a private window: kept in memory only, never on disk. */
  incognito: z.boolean(),
})
export type Entry = z.infer<typeof entry>
