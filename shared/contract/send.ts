import * as z from 'zod/mini'
import { cell } from '#shared/cells.ts'
import { wireError } from '#shared/errors.ts'
import { destination, metadataId, sheetId } from './destination.ts'

/** Where rows go: the tab, its table, and which of the table's columns each cell of a row is for. */
export const target = z.extend(
  z.pick(destination, {
    account: true,
    spreadsheetId: true,
    sheetId: true,
    tableStart: true,
    headerMark: true,
  }),
  {
    /** The mark of each cell's column. Null, or left out: as many columns right of `tableStart` as it has cells before it. */
    columnMarks: z.optional(z.array(z.nullable(metadataId))),
  },
)
export type Target = z.infer<typeof target>

/** The page that something was selected on, for the history. */
const source = z.object({
  title: z.string().check(z.maxLength(500)),
  url: z.string().check(z.maxLength(2_000)),
})

/**
 * `POST /api/sends`: append rows below the destination's table, once. Repeating it with the same `id`
 * and payload answers the recorded result; with another payload it is a `conflict`.
 */
export const sendRequest = z.object({
  id: z.uuid(),
  destination: target,
  rows: z.array(z.array(cell).check(z.minLength(1))).check(z.minLength(1)),
  /** Where it comes from. Left out for a private window: then the server keeps nothing of what was sent. */
  source: z.optional(source),
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

/** How many sends go in one batch. */
export const BATCH_SENDS = 50

/**
 * `POST /api/sends/batch`: several sends to one table, in their order, in as few calls of Google's as can
 * be. Each is as if it were sent alone.
 */
export const batchRequest = z.object({
  sends: z.array(sendRequest).check(z.minLength(1), z.maxLength(BATCH_SENDS)),
})
export type BatchRequest = z.infer<typeof batchRequest>

const failure = z.pick(wireError, { code: true, message: true, retryAfterSeconds: true })

/** One a send, in the order of the request. What was not tried, because one before it has to wait, has that one's failure. */
export const batchAnswer = z.object({
  outcomes: z.array(
    z.union([z.object({ id: z.uuid(), result: sendResult }), z.object({ id: z.uuid(), failure })]),
  ),
})
export type BatchAnswer = z.infer<typeof batchAnswer>
export type Outcome = BatchAnswer['outcomes'][number]

/** A send that was carried out, as the history tells of it. */
export const sentItem = z.object({
  id: z.uuid(),
  sentAt: z.iso.datetime(),
  account: z.string(),
  spreadsheetId: z.string(),
  sheetId,
  /** `Reading list › Sheet1`, as they were called then. */
  place: z.string(),
  /** Where it was written; `GET /api/sends/:id/place` tells where it is now. */
  range: z.string(),
  rows: z.int(),
  /** The first row in a line of text; empty where nothing of it was kept. */
  preview: z.string(),
  source: z.nullable(source),
  undoneAt: z.nullable(z.iso.datetime()),
  /**
   * The sheet had no room any more for the mark that tells where its rows are: an undo finds them by what
   * stands in them alone, and asks where others look the same.
   */
  unmarked: z.optional(z.literal(true)),
})
export type SentItem = z.infer<typeof sentItem>

/** `GET /api/sends`: the newest first; `search` in preview, page and place; `before` an item's id. */
export const historyQuery = z.object({
  search: z.optional(z.string().check(z.maxLength(200))),
  before: z.optional(z.uuid()),
})
export type HistoryQuery = z.infer<typeof historyQuery>
export const historyPage = z.object({ items: z.array(sentItem), more: z.boolean() })
export type HistoryPage = z.infer<typeof historyPage>

/** `GET /api/sends/:id/place`: where its first row stands now. */
export const sentPlace = z.object({ range: z.string(), url: z.url() })
export type SentPlace = z.infer<typeof sentPlace>

const suspectCell = z.object({
  /** What it shows now. */
  text: z.string(),
  /** What stands in the table's header above it. */
  header: z.string(),
  /** Which cell of the row that was sent is in this column, from zero; null where nothing was sent to it. */
  sentCell: z.nullable(z.int()),
  /** Whether something else stands in it now than what was sent. */
  changed: z.boolean(),
})
export type SuspectCell = z.infer<typeof suspectCell>

/** A row that may be the one, or what has become of it. */
const suspect = z.object({
  /** Counted from zero. */
  row: z.int().check(z.nonnegative()),
  /** The row of the send that it is most like, from zero. */
  sentRow: z.int().check(z.nonnegative()),
  /** The table's cells in this row, from left to right. */
  cells: z.array(suspectCell),
  url: z.url(),
  /** Names what stands in the row: it is removed only while it is still this. */
  fingerprint: z.string().check(z.maxLength(64)),
})
export type Suspect = z.infer<typeof suspect>

/** `POST /api/sends/:id/undo`: takes its rows out of the sheet again. */
export const undoRequest = z.object({
  /**
   * The rows that the person chose where it was not sure, `missing` of them at most; none, to leave those
   * alone.
   */
  chosen: z.optional(z.array(z.pick(suspect, { row: true, fingerprint: true }))),
})
export type UndoRequest = z.infer<typeof undoRequest>

export const undoOutcome = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('undone'), removed: z.int() }),
  /** Nothing of it is in the sheet any more, nor anything like it. */
  z.object({ kind: z.literal('gone') }),
  /**
   * Nothing was removed yet: `certain` rows stand as they were sent, the rest was `edited`, or looks the
   * same as other rows (`several`). The person is to choose.
   */
  z.object({
    kind: z.literal('unsure'),
    why: z.enum(['edited', 'several']),
    certain: z.int(),
    /** How many of its rows are looked for among the suspects. */
    missing: z.int(),
    suspects: z.array(suspect),
    /** How many suspects there are beyond those that are told of. */
    more: z.int(),
  }),
])
export type UndoOutcome = z.infer<typeof undoOutcome>
