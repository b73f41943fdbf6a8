import type { SecurityEventKind } from '#shared/contract/event.ts'
import { securityEvents } from '#server/db/schema.ts'
import type { Deps } from '#server/deps.ts'

/** Where a request comes from. */
export type Caller = {
  /** The network address, as far as it can be known behind proxies. */
  address: string
}

/** What is known of an event besides its kind; none of it may be a secret. */
export type About = { address?: string; device?: string; detail?: string }

/** Writes down what happened to a person's account, for them to read. */
export async function note(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  personId: string,
  kind: SecurityEventKind,
  about: About = {},
): Promise<void> {
  await db.insert(securityEvents).values({ personId, kind, at: now(), ...about })
}
