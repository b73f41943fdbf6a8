/**
 * Troubles on demand. `on` says which requests a fault is for: `any`; a service (`oauth`, `sheets`,
 * `drive`); `sheets.read` or `sheets.write`; or one operation (`token`, `token.refresh`,
 * `values.append`, `spreadsheets.batchUpdate`, `files.list`…).
 */
export type Fault = {
  on: string
  /** How many requests it meets before it is over; without end when left out. */
  times?: number
} & (
  | {
      kind: 'fail'
      status: 400 | 401 | 403 | 429 | 500 | 503
      /** Instead of the body that Google has for this status. */
      body?: object
    }
  | { kind: 'delay'; milliseconds: number }
  /** The connection breaks before or after the request was carried out. */
  | { kind: 'drop'; when: 'before' | 'after' }
)

export class Faults {
  #faults: (Fault & { left: number })[] = []

  add(fault: Fault): void {
    this.#faults.push({ ...fault, left: fault.times ?? Infinity })
  }

  clear(): void {
    this.#faults = []
  }

  /** The faults that a request of these kinds meets; each is counted as met. */
  meet(kinds: readonly string[]): Fault[] {
    const met = this.#faults.filter((fault) => kinds.includes(fault.on))
    for (const fault of met) fault.left -= 1
    this.#faults = this.#faults.filter((fault) => fault.left > 0)
    return met
  }
}
