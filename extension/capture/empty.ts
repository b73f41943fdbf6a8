import type { Cell } from '#shared/cells.ts'

/** A cell with nothing in it. Here since `shared/cells.ts` brings a parser, which no page is to carry. */
export const EMPTY: Cell = { kind: 'empty' }
