import type { Fault } from '#test/google/http/faults.ts'
import type { LocalGoogle } from '#test/google/server.ts'

const WRITE = 'spreadsheets.batchUpdate'

/** What Google does to the server's requests, and to how many of a hundred. */
const TROUBLES: readonly (readonly [name: string, percent: number, fault: Fault])[] = [
  ['a read was dropped', 2, { on: 'sheets.read', kind: 'drop', when: 'before' }],
  ['a read was answered 503', 2, { on: 'sheets.read', kind: 'fail', status: 503 }],
  ['a read was answered 429', 1, { on: 'sheets.read', kind: 'fail', status: 429 }],
  ['a write was dropped', 5, { on: WRITE, kind: 'drop', when: 'before' }],
  ["a write's answer was lost", 7, { on: WRITE, kind: 'drop', when: 'after' }],
  ["a write's answer broke off", 4, { on: WRITE, kind: 'truncate' }],
  ['a write was answered 503', 4, { on: WRITE, kind: 'fail', status: 503 }],
  ['a write was answered 500', 2, { on: WRITE, kind: 'fail', status: 500 }],
  ['a write was answered 502', 2, { on: WRITE, kind: 'fail', status: 502 }],
  ['a write was answered 429', 4, { on: WRITE, kind: 'fail', status: 429 }],
  ['a write took 0.4 s', 20, { on: WRITE, kind: 'delay', milliseconds: 400 }],
  // Until the server is killed, or gives up.
  ["a write's answer never came", 2, { on: WRITE, kind: 'hang', when: 'after' }],
  ['an access token died', 2, { on: 'sheets', kind: 'expired-token' }],
  ['a refresh was answered 503', 15, { on: 'token.refresh', kind: 'fail', status: 503 }],
  ["a refresh's answer was lost", 10, { on: 'token.refresh', kind: 'drop', when: 'after' }],
]

/**
 * From now on Google is like this; which requests it strikes, the seed decides.
 * @param times so many times as often, where there are only a few requests to strike
 */
export function troubleGoogle(google: LocalGoogle, seed: number, times = 1): void {
  for (const [index, [, percent, fault]] of TROUBLES.entries()) {
    const share = (percent * times) / 100
    google.addFault({ ...fault, share, seed: seed * TROUBLES.length + index })
  }
}

/** Google is well again; answers how often each trouble struck. */
export function calmGoogle(google: LocalGoogle): Record<string, number> {
  const met = google.faults().map(({ met }) => met)
  google.clearFaults()
  return Object.fromEntries(TROUBLES.map(([name], index) => [name, met[index] ?? 0]))
}
