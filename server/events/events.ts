import { and, desc, eq, lt } from 'drizzle-orm'
import type { EventsPage, EventsQuery, SecurityEventKind } from '#shared/contract/event.ts'
import { people, securityEvents } from '#server/db/schema.ts'
import type { Deps } from '#server/deps.ts'

/** Where a request comes from. */
export type Caller = {
  /** The network address, as far as it can be known behind proxies. */
  address: string
}

/** What is known of an event besides its kind; none of it may be a secret. */
export type About = { address?: string; device?: string; detail?: string }

/**
 * Writes down what happened to a person's account, for them to read. Where the account was deleted at
 * this moment nobody is left to read it.
 */
export async function note(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  personId: string,
  kind: SecurityEventKind,
  about: About = {},
): Promise<void> {
  db.transaction(
    (tx) => {
      const person = tx.select({ id: people.id }).from(people).where(eq(people.id, personId)).get()
      if (!person) return
      tx.insert(securityEvents)
        .values({ personId, kind, at: now(), ...about })
        .run()
    },
    { behavior: 'immediate' },
  )
}

/**
 * Writes it down once the answer that is being made is out: where only the account that is there has
 * something to write, its answer must not take longer.
 */
export function noteLater(
  deps: Pick<Deps, 'db' | 'now' | 'log'>,
  ...event: [personId: string, kind: SecurityEventKind, about: About]
): void {
  setImmediate(() => {
    note(deps, ...event).catch((error: unknown) => {
      deps.log.error({ err: error, kind: event[1] }, 'event not noted')
    })
  })
}

const PAGE = 50

/**
 * What happened to a person's account, the newest first, a page at a time.
 * @param before the `next` of the page before; from the newest on, if it is left out
 */
export async function eventsOf(
  { db }: Pick<Deps, 'db'>,
  personId: string,
  { before }: EventsQuery,
): Promise<EventsPage> {
  const rows = await db
    .select()
    .from(securityEvents)
    .where(
      and(
        eq(securityEvents.personId, personId),
        before === undefined ? undefined : lt(securityEvents.id, Number(before)),
      ),
    )
    .orderBy(desc(securityEvents.id))
    .limit(PAGE + 1)
  const events = rows.slice(0, PAGE).map(({ id, kind, at, device, address, detail }) => ({
    id: String(id),
    kind,
    at: at.toISOString(),
    device,
    address,
    detail,
  }))
  return { events, next: rows.length > PAGE ? (events.at(-1)?.id ?? null) : null }
}

/** Half a year is enough to find out since when something was wrong; addresses are not kept for longer. */
const KEPT_MS = 180 * 24 * 60 * 60_000

/** Removes events that are too old to be kept. */
export async function sweepEvents({ db, now }: Deps): Promise<void> {
  await db.delete(securityEvents).where(lt(securityEvents.at, new Date(now().getTime() - KEPT_MS)))
}
