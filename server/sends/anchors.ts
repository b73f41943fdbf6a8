import { inArray } from 'drizzle-orm'
import { sends } from '#server/db/schema.ts'
import type { Deps } from '#server/deps.ts'
import type { Book } from '#server/google/sheets.ts'
import { ANCHOR } from './batch.ts'

/** How many go at a time, so that not every send has to make room for its own. */
const PRUNED = 100

/** The oldest anchors in a tab that this server left: ids of developer metadata. */
export async function oldestAnchors({ db }: Deps, book: Book, sheetId: number): Promise<number[]> {
  const anchors = (await book.marks({ metadataKey: ANCHOR })).filter(
    (anchor) => anchor.sheetId === sheetId,
  )
  if (anchors.length === 0) return []
  const known = await db
    .select({ id: sends.id, createdAt: sends.createdAt })
    .from(sends)
    .where(
      inArray(
        sends.id,
        anchors.map(({ value }) => value),
      ),
    )
  const age = new Map(known.map(({ id, createdAt }) => [id, createdAt.getTime()]))
  return anchors
    .filter(({ value }) => age.has(value))
    .toSorted((one, other) => (age.get(one.value) ?? 0) - (age.get(other.value) ?? 0))
    .slice(0, PRUNED)
    .map(({ id }) => id)
}
