import { and, desc, eq, isNotNull, isNull, lt, lte, ne, or } from 'drizzle-orm'
import type { HistoryPage, HistoryQuery, SentItem } from '#shared/contract/send.ts'
import { SheetsideError } from '#shared/errors.ts'
import type { SignedIn } from '#server/accounts/session.ts'
import { sends } from '#server/db/schema.ts'
import type { Deps } from '#server/deps.ts'
import { named } from './ledger.ts'
import { openRecord, type SendRecord } from './record.ts'
import { nameOf } from './search.ts'

/** How many sends of a person are remembered with what was sent. */
export const REMEMBERED = 500

const PAGE = 50

/** The one order of the history: a page goes on behind the last of the one before. */
const NEWEST_FIRST = [desc(sends.createdAt), desc(sends.id)]

/** What the person sent, the newest first. */
export async function historyOf(
  { db, vault }: Deps,
  { personId }: SignedIn,
  { search, before }: HistoryQuery,
): Promise<HistoryPage> {
  const rows = await db
    .select()
    .from(sends)
    .where(and(eq(sends.personId, personId), isNotNull(sends.record)))
    .orderBy(...NEWEST_FIRST)
    .limit(REMEMBERED)
  const items = rows.flatMap(({ id, result, record: sealed, undoneAt }) => {
    const record = sealed === null ? null : openRecord(vault, { personId, id }, sealed)
    return record && result ? [itemOf(record, result, undoneAt)] : []
  })
  const found = search === undefined ? items : items.filter((item) => tells(item, search))
  const last = found.findIndex(({ id }) => id === before)
  // What it goes on after may have been forgotten meanwhile, as the oldest are.
  if (before !== undefined && last < 0) return { items: [], more: false }
  const from = last + 1
  return { items: found.slice(from, from + PAGE), more: found.length > from + PAGE }
}

function itemOf(
  { target, place, rows, preview, source, unmarked }: SendRecord,
  { id, sentAt, spreadsheetId, sheetId, range }: NonNullable<typeof sends.$inferSelect.result>,
  undoneAt: Date | null,
): SentItem {
  return {
    id,
    sentAt,
    account: target.account,
    spreadsheetId,
    sheetId,
    place,
    range,
    rows: rows.length,
    preview,
    source,
    undoneAt: undoneAt?.toISOString() ?? null,
    ...(unmarked && { unmarked }),
  }
}

/** Whether every word of the search is somewhere in what is shown of a send. */
function tells({ place, preview, source }: SentItem, search: string): boolean {
  const said = [place, preview, source?.title, source?.url].join(' ').toLowerCase()
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => said.includes(word))
}

/** A send that stands in its sheet, or did, as far as it is remembered. */
export type RecordedSend = {
  id: string
  record: SendRecord
  /** When its rows were first cleared, and when they were gone. */
  undoBegunAt: Date | null
  undoneAt: Date | null
}

/** @throws not_found */
export async function recordedSend(
  { db, vault }: Deps,
  personId: string,
  id: string,
): Promise<RecordedSend> {
  const [row] = await db.select().from(sends).where(named(personId, id))
  const record = row?.record ? openRecord(vault, { personId, id }, row.record) : null
  if (!row || !record) {
    throw new SheetsideError(
      'not_found',
      `Only your last ${REMEMBERED} sends are remembered, and this is none of them. Look for it in the sheet.`,
    )
  }
  return { id, record, undoBegunAt: row.undoBegunAt, undoneAt: row.undoneAt }
}

/**
 * Names of the rows that the person's other sends wrote into the same columns, and that stand there still;
 * of wider ones as far as the columns of this send go.
 */
export async function rowsOfOthers(
  { db, vault }: Deps,
  personId: string,
  { id: own, record: { target, rows } }: RecordedSend,
): Promise<Set<string>> {
  const others = await db
    .select({ id: sends.id, record: sends.record })
    .from(sends)
    .where(
      and(
        eq(sends.personId, personId),
        ne(sends.id, own),
        isNotNull(sends.record),
        isNull(sends.undoneAt),
      ),
    )
  const width = rows[0]?.length
  const names = new Set<string>()
  for (const { id, record: sealed } of others) {
    const record = sealed === null ? null : openRecord(vault, { personId, id }, sealed)
    if (!record || !isSameTable(record.target, target)) continue
    for (const row of record.rows) names.add(nameOf(row.slice(0, width)))
  }
  return names
}

function isSameTable(one: SendRecord['target'], other: SendRecord['target']): boolean {
  return (
    one.spreadsheetId === other.spreadsheetId &&
    one.sheetId === other.sheetId &&
    one.tableStart === other.tableStart &&
    JSON.stringify(one.columnMarks) === JSON.stringify(other.columnMarks)
  )
}

/** Notes that its rows are cleared from now on, or that they are gone. */
export async function noteUndo(
  { db, now }: Deps,
  personId: string,
  id: string,
  step: 'begun' | 'done',
): Promise<void> {
  await db
    .update(sends)
    .set(step === 'begun' ? { undoBegunAt: now() } : { undoneAt: now() })
    .where(named(personId, id))
}

/** How long a send that is settled is known by its id; no outbox repeats one later. */
const KNOWN_MS = 180 * 24 * 60 * 60_000

/** Forgets what was sent beyond the last sends of each person, and long ago altogether. */
export async function sweepSends({ db, now }: Deps): Promise<void> {
  const long = new Date(now().getTime() - KNOWN_MS)
  await db
    .delete(sends)
    .where(and(isNotNull(sends.result), lt(sends.lastAttemptAt, long), isNull(sends.record)))
  const people = await db
    .selectDistinct({ personId: sends.personId })
    .from(sends)
    .where(isNotNull(sends.record))
  for (const { personId } of people) {
    const theirs = and(eq(sends.personId, personId), isNotNull(sends.record))
    const [first] = await db
      .select({ id: sends.id, createdAt: sends.createdAt })
      .from(sends)
      .where(theirs)
      .orderBy(...NEWEST_FIRST)
      .limit(1)
      .offset(REMEMBERED)
    if (first) {
      const { id, createdAt } = first
      // Several may have been sent in one moment, as a batch is.
      const isAsOld = and(eq(sends.createdAt, createdAt), lte(sends.id, id))
      await db
        .update(sends)
        .set({ record: null })
        .where(and(theirs, or(lt(sends.createdAt, createdAt), isAsOld)))
    }
  }
}
