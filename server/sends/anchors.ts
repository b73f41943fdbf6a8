import { eq, inArray } from 'drizzle-orm'
import { sends } from '#server/db/schema.ts'
import type { Deps } from '#server/deps.ts'
import type { Book } from '#server/google/sheets.ts'
import { ANCHOR } from './batch.ts'
import { named } from './ledger.ts'
import { openRecord, sealRecord } from './record.ts'

/** How many go at a time, so that not every send has to make room for its own. */
const PRUNED = 100

/** The id of developer metadata, and the send whose rows it marks. */
export type Anchor = { id: number; sendId: string }

/** The oldest anchors in a tab that this server left. */
export async function oldestAnchors({ db }: Deps, book: Book, sheetId: number): Promise<Anchor[]> {
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
    .map(({ id, value }) => ({ id, sendId: value }))
}

/** Notes for the history that nothing but what stands in them tells where the rows of these sends are. */
export async function noteUnmarked({ db, vault }: Deps, anchors: readonly Anchor[]): Promise<void> {
  for (const { sendId } of anchors) {
    const [row] = await db.select().from(sends).where(eq(sends.id, sendId))
    const record = row?.record ? openRecord(vault, row, row.record) : null
    if (!row || !record) continue
    await db
      .update(sends)
      .set({ record: sealRecord(vault, row, { ...record, unmarked: true }) })
      .where(named(row.personId, row.id))
  }
}
