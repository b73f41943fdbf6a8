import { expect } from 'vitest'
import { z } from 'zod'
import { CODE_HEADER, googleError } from '#shared/contract/sheet.ts'
import { wireError } from '#shared/errors.ts'
import { PASSWORD } from './bodies.ts'
import type { Answer, Sent } from './client.ts'
import type { Route } from './requests.ts'

/** What nobody outside should read: a stack, SQL, a schema's insides, a path on the server. */
const INSIDE =
  /\n\s+at |node_modules|\.ts:\d|SQLITE|Failed query|ZodError|"issues"|"reason":|\/server\//

const wire = z.strictObject(wireError.shape)
const logLine = z.object({ level: z.number(), reason: z.string().optional() })
const ERROR = 50

/**
 * Fails where an answer says more than it should, or something else than the contract has it say.
 * @param logged the lines that the request left in the log
 */
export function judge(sent: Sent, answer: Answer, logged: string[]): void {
  const { status, headers, text } = answer
  expect(status).toBeLessThan(500)
  expect(text).not.toMatch(INSIDE)
  for (const line of logged) {
    const { level, reason } = logLine.parse(JSON.parse(line))
    expect(level).toBeLessThan(ERROR)
    expect(line).not.toContain(PASSWORD)
    // What is wrong with its input is told to the client and the log alike, word for word.
    const told = wire.safeParse(parsed(text)).data?.message
    if (reason !== undefined && reason !== told) expect(text).not.toContain(reason)
  }
  // Node itself refuses what is no HTTP, or expects what it does not know.
  if (text === '' && headers['x-request-id'] === undefined) {
    expect([400, 417, 431]).toContain(status)
    return
  }
  expect(headers['cache-control']).toBe('no-store')
  expect(headers['x-request-id']).toMatch(/^[\w=-]{1,64}$/)
  if (status < 400 || sent.method === 'HEAD' || headers['content-type']?.startsWith('text/html')) {
    return
  }
  if (headers[CODE_HEADER] === undefined) wire.parse(parsed(text))
  else googleError.parse(parsed(text))
}

/** Undefined for what is no JSON, such as a page. */
function parsed(text: string): unknown {
  try {
    const json: unknown = JSON.parse(text)
    return json
  } catch {
    return undefined
  }
}

/** How a request can end before it has come to what its route is about. */
const AT_THE_DOOR = new Set([
  '401',
  '404',
  '417',
  'invalid_input',
  'not_found',
  'too_large',
  'unauthenticated',
])

/** How the requests to each route ended, so that it shows whether they came to anything. */
export class Tally {
  readonly #of = new Map<string, Map<string, number>>()

  count({ method, path }: Route, { status, text }: Answer): void {
    const route = `${method} ${path}`
    const outcomes = this.#of.get(route) ?? new Map<string, number>()
    this.#of.set(route, outcomes)
    const outcome = status < 400 ? 'good' : (/"code": ?"?(\w+)/.exec(text)?.[1] ?? String(status))
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
  }

  /** Routes whose own work no request came to. */
  notReached(): string[] {
    return [...this.#of]
      .filter(([, outcomes]) => [...outcomes.keys()].every((outcome) => AT_THE_DOOR.has(outcome)))
      .map(([route]) => route)
  }

  /** Of all requests, those that came to the work of their routes. */
  shareWithin(): number {
    return this.#share((outcome) => !AT_THE_DOOR.has(outcome))
  }

  shareOf(outcome: string): number {
    return this.#share((one) => one === outcome)
  }

  #share(counts: (outcome: string) => boolean): number {
    const all = [...this.#of.values()].flatMap((outcomes) => [...outcomes])
    const sum = (list: typeof all) => list.reduce((total, [, times]) => total + times, 0)
    return sum(all.filter(([outcome]) => counts(outcome))) / sum(all)
  }

  /** A line a route. */
  describe(): string {
    const lines = [...this.#of].map(
      ([route, outcomes]) => `${route} ${JSON.stringify(Object.fromEntries(outcomes))}`,
    )
    return lines.toSorted().join('\n')
  }
}
