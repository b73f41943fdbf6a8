import type { Cell } from '#shared/cells.ts'

/**
 * What a page gave. Types only: the script that runs in the page carries no parser; whoever receives
 * this reads it with zod.
 */
export type Captured =
  /** Rows of typed cells; none where nothing is selected. */
  | { rows: Cell[][] }
  /** More than a cell can hold, and by how many characters it would be told: refused, never cut. */
  | { tooLarge: { characters: number } }
