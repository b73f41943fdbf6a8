import type { Destination } from '#shared/contract/destination.ts'
import type { Me } from '#shared/contract/me.ts'
import { needs } from '#shared/template/needs.ts'
import { parseTemplate } from '#shared/template/parse.ts'

/** Where a selection goes that nothing else is said of; null while nothing is chosen. */
export function defaultDestination(me: Me | null): Destination | null {
  return me?.destinations.find(({ isDefault }) => isDefault) ?? null
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
