import { entry, type Entry } from './entry.ts'

/** What becomes of an entry: another value of it, the same object to leave it, null to remove it. */
export type Next = (entry: Entry) => Entry | null

/** A place that keeps entries. `change` reads, decides and writes with nobody in between. */
export type Shelf = {
  /** As they were stored, the oldest first; some may be damaged. */
  list(): Promise<unknown[]>
  add(entry: Entry): Promise<void>
  /** What it found and made of it; null where the id is not here or its value cannot be read. */
  change(id: string, next: Next): Promise<Step | null>
}

export type Step = { before: Entry; after: Entry | null }

/** Puts a stored value through `next`. A damaged one is left alone: a newer version may read it. */
export function step(stored: unknown, next: Next): Step | null {
  const before = entry.safeParse(stored)
  return before.success ? { before: before.data, after: next(before.data) } : null
}
