import * as z from 'zod/mini'
import { CELL_CHARACTERS } from './limits.ts'

/**
 * A value on its way into a sheet. Its kind is decided where it is captured and never guessed again:
 * text stays text whatever it looks like, so nothing selected on a page can become a formula.
 */
export const cell = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('text'),
    value: z.string().check(z.maxLength(CELL_CHARACTERS)),
    link: z.optional(z.url({ protocol: /^(https?|mailto)$/ })),
  }),
  z.object({ kind: z.literal('number'), value: z.number() }),
  z.object({ kind: z.literal('boolean'), value: z.boolean() }),
  /** A calendar day, `YYYY-MM-DD`, in the person's own time zone. */
  z.object({ kind: z.literal('date'), value: z.iso.date() }),
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
      return cell.value
    case 'number':
      return String(cell.value)
    case 'boolean':
      return cell.value ? 'TRUE' : 'FALSE'
    case 'empty':
      return ''
  }
}
