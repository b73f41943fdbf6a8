import { and, gte, like, lt, sql } from 'drizzle-orm'
import { RateLimiterRes, RateLimiterSQLite } from 'rate-limiter-flexible'
import { SheetsideError } from '#shared/errors.ts'
import { throttles } from '#server/db/schema.ts'
import type { Deps } from '#server/deps.ts'
import { hashOf } from '#server/vault/secrets.ts'

const MINUTE = 60
const HOUR = 60 * MINUTE

/**
 * How much of what is allowed in how many seconds. The windows begin with the first point and end
 * whatever happens in them: nobody waits longer than one.
 *
 * Guessing is hopeless at these rates: a password that `requireStrength` lets pass takes some 10^8
 * guesses, and an account takes 30 of strangers in a quarter of an hour, a million a year.
 * https://cheatsheetseries.owasp.org/cheatsheets/Authentication_Cheat_Sheet.html#protect-against-automated-attacks
 */
const limits = {
  /** Wrong passwords for one email from one address: more than a person tries in a row. */
  log_in: { points: 10, seconds: 15 * MINUTE },
  /** Wrong passwords from one address for emails that it is new to: an office mistypes less. */
  log_ins_from_address: { points: 100, seconds: 15 * MINUTE },
  /** Wrong passwords for one email from all addresses that it never signed in from: guessing by many. */
  log_ins_of_strangers: { points: 30, seconds: 15 * MINUTE },
  /** Wrong passwords of a signed-in device, by its session: what a stolen one may try. */
  proofs: { points: 10, seconds: 15 * MINUTE },
  /** Passwords to be, from one address: looking how hard one is to guess keeps the server from all else. */
  new_passwords: { points: 60, seconds: 15 * MINUTE },
  /** Accounts from one address: each costs an Argon2 hash. A whole team may join from one office. */
  registrations: { points: 60, seconds: HOUR },
  /** Mails to one email: nobody's mailbox is flooded; each of them opens the account all the same. */
  links_to_email: { points: 5, seconds: 15 * MINUTE },
  /** Mails that one address asks for, whoever gets them. */
  links_from_address: { points: 60, seconds: HOUR },
  /** Google flows begun at one address: each is a row for ten minutes. */
  flows: { points: 120, seconds: 10 * MINUTE },
  /** One-time codes tried at one address. They can't be guessed; this saves the work. */
  redemptions: { points: 120, seconds: 10 * MINUTE },
  /** Exports of a person: each reads all there is of them. */
  exports: { points: 20, seconds: HOUR },
} as const

export type Limit = keyof typeof limits

/** What came of spending a point. */
export type Spent =
  /** `first`: in this window none was spent before. */
  | { passed: true; first: boolean }
  /** `begins`: it is the first one that is refused in this window. */
  | { passed: false; begins: boolean; retryAfterSeconds: number }

/**
 * Spends a point of a limit, in one step with counting it, so that of many requests at one moment no
 * more pass than the limit says, in however many processes.
 * @param of whom or what the limit is about; the database gets the SHA-256 of each
 */
export async function trySpend(deps: Deps, limit: Limit, ...of: string[]): Promise<Spent> {
  const limiter = limiterOf(deps, limit)
  try {
    const { isFirstInDuration } = await limiter.consume(keyOf(of))
    return { passed: true, first: isFirstInDuration }
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused
    return {
      passed: false,
      begins: refused.consumedPoints === limiter.points + 1,
      retryAfterSeconds: Math.max(1, Math.ceil(refused.msBeforeNext / 1000)),
    }
  }
}

/** Spends a point of a limit. @throws rate_limited where none is left */
export async function spend(deps: Deps, limit: Limit, ...of: string[]): Promise<void> {
  const spent = await trySpend(deps, limit, ...of)
  if (!spent.passed) throw tooMany(limit, spent.retryAfterSeconds)
}

export function tooMany(limit: Limit, retryAfterSeconds: number): SheetsideError {
  return new SheetsideError(
    'rate_limited',
    'That was tried too often. Wait a while, then try again.',
    {
      reason: `limit ${limit}`,
      retryAfterSeconds,
    },
  )
}

/** Gives a point back that turned out not to count. */
export async function giveBack(deps: Deps, limit: Limit, ...of: string[]): Promise<void> {
  await limiterOf(deps, limit).reward(keyOf(of))
}

/** Begins a limit anew, for all that begins with `of`. */
export async function clear({ db }: Deps, limit: Limit, ...of: string[]): Promise<void> {
  const key = `${limit}:${keyOf(of)}`
  // `~` comes after every character that may follow.
  await db.delete(throttles).where(and(gte(throttles.key, key), lt(throttles.key, `${key}~`)))
}

/** Addresses that an account was signed in from are remembered so long after the last time. */
const KNOWN_SECONDS = 90 * 24 * HOUR

/** Remembers that the person of an email was here. */
export async function remember(deps: Deps, email: string, network: string): Promise<void> {
  await knownOf(deps).set(keyOf([email, network]), 1, KNOWN_SECONDS)
}

/** Whether the person of an email was here before. */
export async function isKnown(deps: Deps, email: string, network: string): Promise<boolean> {
  return (await knownOf(deps).get(keyOf([email, network]))) !== null
}

/** What is counted and remembered about an email is about another one from now on, and the first is forgotten. */
export async function rename({ db }: Deps, from: string, to: string): Promise<void> {
  const { key } = throttles
  db.run(
    sql`update or replace ${throttles} set key = replace(${key}, ${hashOf(from)}, ${hashOf(to)})
        where ${like(key, `%${hashOf(from)}%`)}`,
  )
}

/** Forgets all that is counted or remembered about someone. */
export async function forget({ db }: Deps, about: string): Promise<void> {
  await db.delete(throttles).where(like(throttles.key, `%${hashOf(about)}%`))
}

/** Removes what has run out. */
export async function sweepThrottles({ db }: Deps): Promise<void> {
  await db.delete(throttles).where(lt(throttles.expire, Date.now()))
}

function keyOf(of: string[]): string {
  return of.map(hashOf).join('+')
}

const limiterOf = (deps: Deps, limit: Limit) => limiter(deps, limit, limits[limit])

const knownOf = (deps: Deps) =>
  limiter(deps, 'known_address', { points: 1, seconds: KNOWN_SECONDS })

function limiter(
  { db }: Deps,
  name: string,
  { points, seconds }: { points: number; seconds: number },
): RateLimiterSQLite {
  return new RateLimiterSQLite({
    storeClient: db.$client,
    storeType: 'better-sqlite3',
    tableName: 'throttles',
    tableCreated: true,
    keyPrefix: name,
    points,
    duration: seconds,
  })
}
