import { seededRandom } from './random.ts'

/** Troubles on demand: what goes wrong, for which requests, and for how many of them. */
export type Fault = {
  /**
   * Which requests it is for: `any`; a service (`oauth`, `sheets`, `drive`); `sheets.read`,
   * `sheets.write` and the same of Drive; or one operation (`token`, `token.refresh`, `authorize`,
   * `values.append`, `spreadsheets.batchUpdate`, `files.list`…).
   */
  on: string
  /** How many requests it meets before it is over; without end when left out. */
  times?: number
  /** Only this share of them, between 0 and 1; which ones is the same in every run with the same `seed`. */
  share?: number
  seed?: number
} & Trouble

export type FailStatus = 400 | 401 | 403 | 404 | 409 | 429 | 500 | 502 | 503 | 504

export type Trouble =
  | {
      kind: 'fail'
      status: FailStatus
      /** Instead of the body that Google has for this status. */
      body?: object
    }
  | { kind: 'delay'; milliseconds: number }
  /**
   * No answer until the faults are cleared or the caller leaves; `after`: but it was carried out; `late`:
   * it is carried out when they are cleared, also where the caller has left.
   */
  | { kind: 'hang'; when?: 'before' | 'after' | 'late' }
  /** The connection breaks before or after the request was carried out. */
  | { kind: 'drop'; when: 'before' | 'after' }
  /** Carried out; the connection breaks in the middle of the answer's body. */
  | { kind: 'truncate' }
  /** Nobody switched the API on for the app's project; of `sheets` and `drive` alone. */
  | { kind: 'service-disabled' }
  /** The access token that the request came with is dead from now on. */
  | { kind: 'expired-token' }
  /** The person of the request's token takes back all that they gave. */
  | { kind: 'revoked-grant' }
  /** Their organisation wants them to sign in again, on `token.refresh`. */
  | { kind: 'invalid-rapt' }
  /** Their administrator does not allow the app, on `token.refresh`, `token.code` or `authorize`. */
  | { kind: 'admin-policy-enforced' }

type Waiting = { fault: Fault; met: number; random: () => number }

export class Faults {
  #waiting: Waiting[] = []
  #lifted = Promise.withResolvers<void>()

  add(fault: Fault): void {
    this.#waiting.push({ fault, met: 0, random: seededRandom(fault.seed ?? 1) })
  }

  clear(): void {
    this.#waiting = []
    this.#lifted.resolve()
    this.#lifted = Promise.withResolvers()
  }

  /** Resolves when all faults are cleared the next time. */
  get lifted(): Promise<void> {
    return this.#lifted.promise
  }

  /** Those that are not over yet, and how many requests each has met. */
  list(): (Fault & { met: number })[] {
    return this.#waiting.map(({ fault, met }) => ({ ...fault, met }))
  }

  /** The faults that a request of these kinds meets; each is counted as met. */
  meet(kinds: readonly string[]): Fault[] {
    // Every request that a fault is for draws a number, met or not: the order of arrival decides alone.
    const met = this.#waiting.filter(
      ({ fault, random }) =>
        kinds.includes(fault.on) && (fault.share === undefined || random() < fault.share),
    )
    for (const waiting of met) waiting.met += 1
    this.#waiting = this.#waiting.filter(({ fault, met }) => met < (fault.times ?? Infinity))
    return met.map(({ fault }) => fault)
  }
}
