import type { Destination } from '#shared/contract/destination.ts'

/** How the tab that is shown stands to where selections go. */
export type Standing =
  | { kind: 'none_chosen' }
  /** All selections go here that nothing else is said of. */
  | { kind: 'here'; destination: Destination }
  /** Selections can go here, and go elsewhere unasked. */
  | { kind: 'possible'; destination: Destination }
  | { kind: 'elsewhere'; destination: Destination }

/** @param shown null while no tab is */
export function standingOf(
  destinations: readonly Destination[],
  shown: { spreadsheetId: string; sheetId: number } | null,
): Standing {
  // One tab may be chosen through several accounts: the default counts first.
  const here = destinations
    .filter(({ spreadsheetId, sheetId }) => {
      return spreadsheetId === shown?.spreadsheetId && sheetId === shown.sheetId
    })
    .toSorted((a, b) => Number(b.isDefault) - Number(a.isDefault))[0]
  if (here) return { kind: here.isDefault ? 'here' : 'possible', destination: here }
  const all = destinations.find(({ isDefault }) => isDefault)
  return all ? { kind: 'elsewhere', destination: all } : { kind: 'none_chosen' }
}
