import type { Question } from './use-undo.ts'

/**
 * How a person says which rows should go.
 * `that_one` there is only this one, and the dialog's buttons say all;
 * `one_of` one is looked for, and any of them may be it;
 * `some_of` up to `most` of them.
 */
export type Choice = { kind: 'that_one' } | { kind: 'one_of' } | { kind: 'some_of'; most: number }

export function choiceOf({ certain, missing, suspects }: Question): Choice {
  if (suspects.length === 1 && certain === 0) return { kind: 'that_one' }
  if (missing === 1 && suspects.length > 1) return { kind: 'one_of' }
  return { kind: 'some_of', most: Math.min(missing, suspects.length) }
}

/** The rows that are chosen after one of them was ticked, or unticked. */
export function toggled(
  chosen: ReadonlySet<number>,
  row: number,
  choice: Choice,
): ReadonlySet<number> {
  if (choice.kind !== 'some_of') return new Set([row])
  const next = new Set(chosen)
  if (!next.delete(row) && next.size < choice.most) next.add(row)
  return next
}
