import type { Deps } from '#server/deps.ts'

/** What a command answers: `text` for a person, `data` for a script that asks with --json. */
export type Answer = { text: string; data: object }

/**
 * Makes a verb the action of a command: it is given the server's deps and what commander read, and its
 * answer is printed. What it throws as SheetsideError or CommandFailed is told by its message alone.
 */
export type Run = <Args extends unknown[]>(
  verb: (deps: Deps, ...args: Args) => Promise<Answer>,
) => (...args: Args) => Promise<void>

/** The same for a command that needs no server: there may be none yet. */
export type RunAlone = <Args extends unknown[]>(
  verb: (...args: Args) => Promise<Answer>,
) => (...args: Args) => Promise<void>

/** A command that could not do what it was asked for; the message says why, and what to do. */
export class CommandFailed extends Error {
  override name = 'CommandFailed'
}
