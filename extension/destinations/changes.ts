import type { Column, Destination } from '#shared/contract/destination.ts'

/** The destinations with this one as the server has just answered it, in its place. */
export function withChanged(
  destinations: readonly Destination[],
  changed: Destination,
): Destination[] {
  return destinations.map((other) => {
    if (other.id === changed.id) return changed
    return changed.isDefault ? { ...other, isDefault: false } : other
  })
}

/** Without one of them. As on the server, the last used of the others takes the default's place. */
export function withoutDestination(
  destinations: readonly Destination[],
  id: string,
): Destination[] {
  const others = destinations.filter((other) => other.id !== id)
  return others.some(({ isDefault }) => isDefault)
    ? others
    : others.map((other, index) => (index === 0 ? { ...other, isDefault: true } : other))
}

/** What filled the columns before, for the same columns as they are read now. */
export function templatesFor(columns: readonly Column[], before: readonly Column[]): string[] {
  return columns.map(({ mark, header }) => {
    const known =
      before.find((column) => mark !== undefined && column.mark === mark) ??
      before.find((column) => column.header === header)
    return known?.template ?? ''
  })
}
