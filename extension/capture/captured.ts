import type { Cell } from '#shared/cells.ts'

/**
 * What a page gave. A type only: the script that runs in the page carries no parser; whoever receives
 * this reads it with zod.
 */
export type Capture = {
  /** Rows of typed cells; none where nothing is selected. Texts are whole, however long they are. */
  rows: Cell[][]
  /** How many of the first rows are a table's header; 0 for anything that is no table. */
  headerRows: number
}
