import * as z from 'zod/mini'
import { CELL_CHARACTERS } from './limits.ts'

/** What a cell may link to: nothing that runs. */
export const address = z.url({ protocol: /^(https?|mailto|tel)$/ })

/** A part of a text that is a link, in UTF-16 code units from `start` up to `end`. */
const linkedPart = z.object({
  start: z.int().check(z.nonnegative()),
  end: z.int().check(z.positive()),
  url: address,
})
export type LinkedPart = z.infer<typeof linkedPart>

/** A pattern of Google's: https://developers.google.com/workspace/sheets/api/guides/formats */
const numberFormat = z.object({
  type: z.enum(['NUMBER', 'PERCENT', 'CURRENCY']),
  pattern: z.string().check(z.maxLength(100)),
})
export type NumberFormat = z.infer<typeof numberFormat>

/**
 * A value on its way into a sheet. Its kind is decided where it is captured and never guessed again:
 * text stays text whatever it looks like, so nothing selected on a page can become a formula.
 */
export const cell = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('text'),
    value: z.string().check(z.maxLength(CELL_CHARACTERS)),
    /** Where the whole text leads. */
    link: z.optional(address),
    /** Where parts of it lead, in their order, none within another. */
    links: z.optional(z.array(linkedPart)),
  }),
  z.object({
    kind: z.literal('number'),
    value: z.number(),
    /** How it was written, where that says what it is: a share, or money of some country. */
    format: z.optional(numberFormat),
  }),
  z.object({ kind: z.literal('boolean'), value: z.boolean() }),
  /** A calendar day, `YYYY-MM-DD`, as it was written or in the person's own time zone. */
  z.object({ kind: z.literal('date'), value: z.iso.date() }),
  /** A time of day or a length of time, `HH:MM:SS`. */
  z.object({ kind: z.literal('time'), value: z.iso.time({ precision: 0 }) }),
  /** A day and a time as they were written, of no time zone: `YYYY-MM-DDTHH:MM:SS`. */
  z.object({ kind: z.literal('datetime'), value: z.iso.datetime({ local: true, precision: 0 }) }),
  z.object({ kind: z.literal('empty') }),
])
export type Cell = z.infer<typeof cell>

export const EMPTY: Cell = { kind: 'empty' }

export function text(value: string): Cell {
  return value === '' ? EMPTY : { kind: 'text', value }
}

/** A cell as plain text, for previews and for building text out of several values. */
export function asText(cell: Cell): string {
  switch (cell.kind) {
    case 'text':
    case 'date':
    case 'time':
      return cell.value
    case 'datetime':
      return cell.value.replace('T', ' ')
    case 'number':
      return String(cell.value)
    case 'boolean':
      return cell.value ? 'TRUE' : 'FALSE'
    case 'empty':
      return ''
  }
}
