import type { Column } from '#shared/contract/destination.ts'

/** What a new destination's columns are filled with, in the order in which they choose. */
const offered = ['selection', 'title', 'url', 'date'] as const
type Offered = (typeof offered)[number]

/** The names under which people keep each of them in their own sheets, in lower case. */
const synonyms: Record<Offered, readonly string[]> = {
  selection: [
    'selection',
    'text',
    'note',
    'notes',
    'quote',
    'excerpt',
    'clip',
    'snippet',
    'content',
  ],
  title: ['title', 'page', 'page title', 'article', 'headline'],
  url: ['url', 'link', 'address', 'page url', 'web address', 'source', 'website'],
  date: ['date', 'added', 'date added', 'saved', 'saved on', 'captured', 'day', 'when', 'created'],
}

/**
 * What to put under each header of a table. A variable goes where a header names it. Where any header
 * fits, the selection itself takes the first column that nothing fits, if none names it, and the rest
 * is left out, since a link under "Price" helps nobody; where none fits, or there is no header, the
 * variables go in order from the left.
 */
export function columnsFor(header: readonly string[]): Column[] {
  const names = header.map((name) => name.trim().toLowerCase())
  const filled: (Offered | null)[] = header.map(() => null)
  for (const variable of offered) {
    const candidates = synonyms[variable].map((synonym) => names.indexOf(synonym))
    const found = candidates.find((index) => index >= 0 && filled[index] === null)
    if (found !== undefined) filled[found] = variable
  }

  if (filled.every((variable) => variable === null)) {
    const width = header.length === 0 ? offered.length : header.length
    return Array.from({ length: width }, (_, index) => column(header[index], offered[index]))
  }
  if (!filled.includes('selection')) {
    const free = filled.indexOf(null)
    if (free >= 0) filled[free] = 'selection'
  }
  return header.map((name, index) => column(name, filled[index]))
}

function column(header = '', variable?: Offered | null): Column {
  return { header, template: variable ? `{{${variable}}}` : '' }
}
