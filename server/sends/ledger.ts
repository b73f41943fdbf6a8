import { createHash, randomInt } from 'node:crypto'
import { and, eq, inArray, isNotNull, lt } from 'drizzle-orm'
import type { SendRequest, SendResult } from '#shared/contract/send.ts'
import { SheetsideError } from '#shared/errors.ts'
import { sends } from '#server/db/schema.ts'
import type { Deps } from '#server/deps.ts'

/** A send that was begun, by whom, and what is known of it. */
export type Entry = {
  personId: string
  id: string
  /** The id of the developer metadata that Google takes once only. */
  keyId: number
  /** Null until the rows are known to stand in the sheet. */
  result: SendResult | null
  /** It was begun before: whether its rows stand in the sheet is to be asked. */
  begunBefore: boolean
}

/** Developer metadata ids are positive and fit 32 bits. */
function newKeyId(): number {
  return randomInt(1, 2 ** 31)
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
  const made = await deps.db
    .insert(sends)
    .values({
      id,
      personId,
      payloadHash: hashOfPayload(request),
      spreadsheetId: request.destination.spreadsheetId,
      keyMetadataId: newKeyId(),
      createdAt: now,
      lastAttemptAt: now,
    })
    .onConflictDoNothing()
    .returning({ id: sends.id })
  const [row] = await deps.db.select().from(sends).where(named(personId, id))
  if (!row || row.payloadHash !== hashOfPayload(request)) {
    throw new SheetsideError('conflict', 'Something else was sent under this id already.')
  }
  return {
    personId,
    id,
    keyId: row.keyMetadataId,
    result: row.result,
    begunBefore: made.length === 0,
  }
}

/** Notes that an attempt begins, under another key where the first is taken by someone else. */
export async function noteAttempt(
  deps: Deps,
  entry: Entry,
  key: 'same' | 'new' = 'same',
): Promise<Entry> {
  const keyId = key === 'same' ? entry.keyId : newKeyId()
  await deps.db
    .update(sends)
    .set({ keyMetadataId: keyId, lastAttemptAt: deps.now() })
    .where(named(entry.personId, entry.id))
  return { ...entry, keyId }
}

/** Writes down that the rows stand in the sheet: from now on a repeat is answered from here. */
export async function settleEntry(
  deps: Deps,
  { personId, id }: Entry,
  result: SendResult,
): Promise<SendResult> {
  await deps.db.update(sends).set({ result }).where(named(personId, id))
  return result
}

/** No answer of Google's comes this late: a key may go when its send was last tried before. */
const KEY_LIFE_MS = 10 * 60_000

/** Which of the keys in a spreadsheet have done their work. */
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
        lt(sends.lastAttemptAt, new Date(now().getTime() - KEY_LIFE_MS)),
      ),
    )
  return rows.map(({ keyId }) => keyId)
}

function named(personId: string, id: string) {
  return and(eq(sends.personId, personId), eq(sends.id, id))
}

/** The request was read by its schema, so its fields are always in the same order. */
function hashOfPayload({ destination, rows }: SendRequest): string {
  return createHash('sha256').update(JSON.stringify({ destination, rows })).digest('hex')
}
