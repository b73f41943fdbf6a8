import type { Book } from '#test/google/sheets/book/book.ts'
import { invalid } from '#test/google/http/errors.ts'
import { parseMask, paths } from '#test/google/http/field-mask.ts'
import { camel } from '#test/google/http/names.ts'

/** What one kind of request does to the draft; it answers its reply, `{}` for nothing to say. */
export type BatchRequest = (draft: Draft, body: Record<string, unknown>) => object

/** The copy of a spreadsheet that a batch works on. */
export type Draft = {
  book: Book
  title: string
  projectId: string
  /** Milliseconds since 1970, for formulas. */
  now: number
  /** Whether the developer metadata of a row goes with its cells when they are sorted. */
  metadataFollowsSort?: boolean
  /** The email addresses of all who may change the spreadsheet. */
  writers?: string[]
}

/**
 * The dotted paths of an update's `fields`; Google takes no update without. Written as for reading,
 * `a(b,c)` and `a/b`, and with names as in the .proto file too: recorded.
 */
export function readFields(body: Record<string, unknown>): string[] {
  const { fields } = body
  if (typeof fields !== 'string' || fields.trim() === '') {
    throw invalid(
      "At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)",
    )
  }
  return paths(parseMask(fields)).map(camel)
}
