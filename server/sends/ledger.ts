import { createHash } from 'node:crypto'
import { and, eq, inArray, isNotNull, isNull, lt, or, sql } from 'drizzle-orm'
import type { SendRequest, SendResult } from '#shared/contract/send.ts'
import { SheetsideError } from '#shared/errors.ts'
import { sends } from '#server/db/schema.ts'
import type { Deps } from '#server/deps.ts'
import { newMetadataId } from './marks.ts'
import { sealRecord, type SendRecord } from './record.ts'

/** A send that was begun, by whom, and what is known of it. */
export type Entry = {
  personId: string
  id: string
  /** The id of the developer metadata that Google takes once only. */
  keyId: number
  /** Null until the rows are known to stand in the sheet. */
  result: SendResult | null
  /** An attempt was begun whose answer did not come: whether its rows stand in the sheet is to be asked. */
  inDoubt: boolean
  /** When an attempt of this process was begun, if it was. */
  attemptedAt: Date | null
}

/**
 * Writes a send down before anything is done about it, or finds it where it was begun before.
 * @throws conflict where its id was used for something else
 */
export async function openEntry(
  deps: Deps,
  personId: string,
  request: SendRequest,
): Promise<Entry> {
  const { id } = request
  const now = deps.now()
  await deps.db
    .insert(sends)
    .values({
      id,
      personId,
      payloadHash: hashOfPayload(request),
      spreadsheetId: request.destination.spreadsheetId,
      keyMetadataId: newMetadataId(),
      createdAt: now,
      lastAttemptAt: now,
    })
    .onConflictDoNothing()
  const [row] = await deps.db.select().from(sends).where(named(personId, id))
  if (!row || row.payloadHash !== hashOfPayload(request)) {
    throw new SheetsideError('conflict', 'Something else was sent under this id already.')
  }
  const { keyMetadataId: keyId, result, doubtedAt } = row
  return { personId, id, keyId, result, inDoubt: doubtedAt !== null, attemptedAt: null }
}

/**
 * Notes that an attempt begins. Until its answer has come it is in doubt, whatever happens to this process.
 * Null, and nothing is to be written, where another process has the result meanwhile: then the key that
 * would refuse a second write may be gone already.
 */
export async function noteAttempt({ db, now }: Deps, entry: Entry): Promise<Entry | null> {
  const attemptedAt = now()
  const noted = await db
    .update(sends)
    .set({ lastAttemptAt: attemptedAt, doubtedAt: attemptedAt })
    .where(and(named(entry.personId, entry.id), isNull(sends.result)))
    .returning({ id: sends.id })
  return noted.length > 0 ? { ...entry, attemptedAt } : null
}

/** What the ledger says of a send now. */
export async function resultOf({ db }: Deps, { personId, id }: Entry): Promise<SendResult | null> {
  const [row] = await db.select().from(sends).where(named(personId, id))
  return row?.result ?? null
}

/** No doubt any more, unless a later attempt, of another process, has cast it anew. */
function withoutDoubtOf({ inDoubt, attemptedAt }: Entry) {
  if (inDoubt || !attemptedAt) return {}
  return {
    doubtedAt: sql`case when ${sends.doubtedAt} = ${attemptedAt.getTime()} then null else ${sends.doubtedAt} end`,
  }
}

/** Notes that Google refused the attempt: nothing of it will be carried out. */
export async function noteRefusal({ db }: Deps, entry: Entry): Promise<void> {
  // Another attempt before it may still be under way.
  const changes = withoutDoubtOf(entry)
  if (!('doubtedAt' in changes)) return
  await db.update(sends).set(changes).where(named(entry.personId, entry.id))
}

/** Gives a send another key, where somebody else has its first. */
export async function giveNewKey({ db }: Deps, entry: Entry): Promise<Entry> {
  const keyId = newMetadataId()
  await db.update(sends).set({ keyMetadataId: keyId }).where(named(entry.personId, entry.id))
  return { ...entry, keyId }
}

/** Writes down that the rows stand in the sheet: from now on a repeat is answered from here. */
export async function settleEntry(
  { db, vault }: Deps,
  entry: Entry,
  result: SendResult,
  record: SendRecord,
): Promise<SendResult> {
  const { personId, id } = entry
  await db
    .update(sends)
    .set({
      result,
      record: sealRecord(vault, { personId, id }, record),
      ...withoutDoubtOf(entry),
    })
    .where(named(personId, id))
  return result
}

/** No answer of Google's comes this late: a key may go when its send was last in doubt before. */
const DOUBT_MS = 10 * 60_000

/** Which of the keys in a spreadsheet have done their work: their rows stand, and no attempt is under way. */
export async function spentKeys(
  { db, now }: Deps,
  spreadsheetId: string,
  keyIds: number[],
): Promise<number[]> {
  if (keyIds.length === 0) return []
  const rows = await db
    .select({ keyId: sends.keyMetadataId })
    .from(sends)
    .where(
      and(
        eq(sends.spreadsheetId, spreadsheetId),
        inArray(sends.keyMetadataId, keyIds),
        isNotNull(sends.result),
        or(isNull(sends.doubtedAt), lt(sends.doubtedAt, new Date(now().getTime() - DOUBT_MS))),
      ),
    )
  return rows.map(({ keyId }) => keyId)
}

export function named(personId: string, id: string) {
  return and(eq(sends.personId, personId), eq(sends.id, id))
}

/** The request was read by its schema, so its fields are always in the same order. */
function hashOfPayload({ destination, rows }: SendRequest): string {
  return createHash('sha256').update(JSON.stringify({ destination, rows })).digest('hex')
}
