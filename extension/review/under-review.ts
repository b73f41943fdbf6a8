import type { Entry } from '#extension/outbox/entry.ts'
import { goesTo } from '#extension/outbox/request.ts'
import { columnName, parseRange } from '#shared/a1.ts'
import type { Cell } from '#shared/cells.ts'
import { MATCHED_LINKS, type Destination } from '#shared/contract/destination.ts'
import { variablesIn } from '#shared/template/needs.ts'
import { parseTemplate } from '#shared/template/parse.ts'

/** An entry whose rows are to be looked at. */
export type Reviewed = Entry & { request: NonNullable<Entry['request']> }

/** What waits to be looked at, the newest first. */
export function underReview(outbox: readonly Entry[]): Reviewed[] {
  return outbox
    .flatMap((entry) => {
      const { request } = entry
      return entry.state.kind === 'needs_review' && request ? [{ ...entry, request }] : []
    })
    .toReversed()
}

/** The person's destination that an entry goes to; null where it was forgotten since. */
export function destinationOf(
  { request }: Reviewed,
  destinations: readonly Destination[],
): Destination | null {
  return destinations.find((destination) => goesTo(request, destination)) ?? null
}

/** What each column of the rows is called: its header in the sheet, else its letter. */
export function headingsOf(
  { request }: Reviewed,
  rows: readonly (readonly Cell[])[],
  destination: Destination | null,
): string[] {
  const first = parseRange(request.destination.tableStart)?.startColumn ?? 0
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0)
  return Array.from({ length: width }, (_, index) => {
    const header = destination?.columns[index]?.header.trim() ?? ''
    return header === '' ? `Column ${columnName(first + index)}` : header
  })
}

/**
 * The addresses by which the rows may stand in the sheet already, each once: those in the columns that take
 * the page's link, else all that cells link to.
 */
export function linksOf(
  rows: readonly (readonly Cell[])[],
  { columns }: Pick<Destination, 'columns'>,
): string[] {
  const takesPage = columns.map(({ template }) => speaksOfUrl(template))
  const any = !takesPage.includes(true)
  const links = rows.flatMap((row) =>
    row.flatMap((cell, index) => (any || takesPage[index] ? (linkOf(cell) ?? []) : [])),
  )
  return [...new Set(links)].slice(0, MATCHED_LINKS)
}

/** Where a cell leads, if it leads to one page. */
export function linkOf(cell: Cell): string | null {
  if (cell.kind !== 'text') return null
  if (cell.link !== undefined) return isPage(cell.link) ? cell.link : null
  return isPage(cell.value) ? cell.value.trim() : null
}

function isPage(value: string): boolean {
  return /^\s*https?:\/\/\S+\s*$/i.test(value) && value.length <= 8_000
}

function speaksOfUrl(template: string): boolean {
  const parsed = parseTemplate(template)
  return 'template' in parsed && variablesIn(parsed.template).some(({ name }) => name === 'url')
}
