import type { Question } from '#extension/history/use-undo.ts'

const suspect = (row: number) => ({
  row,
  sentRow: 0,
  cells: [],
  url: 'https://docs.google.com/spreadsheets/d/x',
  fingerprint: String(row),
})

/** A question about `count` rows of which nothing is shown. */
export const question = (
  why: Question['why'],
  { certain = 0, missing = 1, count = 1, more = 0 },
): Question => ({
  kind: 'unsure',
  why,
  certain,
  missing,
  suspects: Array.from({ length: count }, (_, row) => suspect(row)),
  more,
})
