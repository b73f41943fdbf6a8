import * as z from 'zod/mini'
import type { Cell } from '#shared/cells.ts'
import { FACT_CHARACTERS } from '#shared/limits.ts'

const fact = z.string().check(z.maxLength(FACT_CHARACTERS))

/** What a page says about itself, read by extension/capture/page.ts, and parts of it that were asked for. */
export const pageFacts = z.object({
  title: z.string(),
  /** As the address bar shows it. */
  url: z.string(),
  author: z.optional(fact),
  description: z.optional(fact),
  /** BCP 47, as the page gives it. */
  lang: z.optional(fact),
  /** The name of the site. */
  site: z.optional(fact),
  /** When it was published, as the page gives it: mostly ISO 8601. */
  published: z.optional(fact),
  /** Address of the image that stands for the page. */
  image: z.optional(fact),
  /** `<meta>` by name or property in lower case; the canonical address too, as `canonical`. */
  meta: z.optional(z.record(z.string(), fact)),
  /** The things that JSON-LD describes; a `@graph` is its things. */
  schema: z.optional(z.array(z.json())),
  /** By selector as templates write it, what it finds in the page, in the page's order. */
  selected: z.optional(z.record(z.string(), z.array(z.string()))),
})
export type PageFacts = z.infer<typeof pageFacts>

/** A value of a selected table, with the header that it stands under. */
export type NamedCell = { header: string; cell: Cell }

/** All that a template can speak of. */
export type Facts = {
  selection: Cell
  /** Where the person is: `YYYY-MM-DD` and `HH:MM:SS`. */
  now: { date: string; time: string }
  page: PageFacts
  /** The selected table's row that is being sent. */
  row?: readonly NamedCell[]
}

/**
 * Reads a text as a value with a type, by the rules of a language (BCP 47); what is in doubt stays text.
 * The extension has such a reader in extension/capture/typed/.
 */
export type ReadText = (text: string, lang: string | undefined) => Cell
