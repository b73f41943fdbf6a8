import type { Destination } from '#shared/contract/destination.ts'
import type { Me } from '#shared/contract/me.ts'
import { needs } from '#shared/template/needs.ts'
import { parseTemplate } from '#shared/template/parse.ts'
import { matchesPattern } from '#shared/url-pattern.ts'

/** Where a selection goes that nothing else is said of; null while nothing is chosen. */
export function defaultDestination(me: Me | null): Destination | null {
  return me?.destinations.find(({ isDefault }) => isDefault) ?? null
}

/** Where what is selected on a page goes unasked: to the destination for such pages, else to the default one. */
export function destinationOn(me: Me | null, url: string | undefined): Destination | null {
  const special = me?.destinations.find(
    ({ urlPattern }) => url !== undefined && urlPattern !== null && matchesPattern(urlPattern, url),
  )
  return special ?? defaultDestination(me)
}

/** How a destination is called: `Reading list › Sheet1`. */
export function placeName({ spreadsheetTitle, sheetTitle }: Destination): string {
  return `${spreadsheetTitle} › ${sheetTitle}`
}

/** The destinations with this one among them, as the server has just answered it, the last used first. */
export function withDestination(
  destinations: readonly Destination[],
  changed: Destination,
): Destination[] {
  const others = destinations
    .filter(({ id }) => id !== changed.id)
    .map((other) => (changed.isDefault ? { ...other, isDefault: false } : other))
  return [changed, ...others]
}

/** What any of a person's destinations wants to find in a page: CSS as their templates write it, each once. */
export function selectorsFor(me: Me | null): string[] {
  const templates = (me?.destinations ?? [])
    .flatMap(({ columns }) => columns)
    .map(({ template }) => parseTemplate(template))
  return needs(templates.flatMap((parsed) => ('template' in parsed ? [parsed.template] : [])))
    .selectors
}
