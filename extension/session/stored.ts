import type { Connection } from '#extension/lib/api.ts'
import {
  comeBackTo,
  flow,
  lastMe,
  lastTheme,
  mailedLink,
  server,
  session,
} from '#extension/lib/storage.ts'
import type { Me } from '#shared/contract/me.ts'
import type { NewSession } from '#shared/contract/session.ts'

/**
 * The rules for what is remembered of a session between the extension's lives. A session belongs to
 * one server and is never used with another; what was remembered of a person goes with their session.
 */

/** Whom this browser speaks to, and what it knows of who is signed in there. */
export type Standing = {
  server: string
  session: NewSession | null
  /** What the server last said about that very person. */
  remembered: Me | null
}

export async function readStanding(): Promise<Standing> {
  const [address, stored, remembered] = await Promise.all([
    server.read(),
    session.read(),
    lastMe.read(),
  ])
  if (stored === null || stored.server !== address) {
    return { server: address, session: null, remembered: null }
  }
  const same = remembered?.person.id === stored.person.id
  return { server: address, session: stored, remembered: same ? remembered : null }
}

export function connectionOf({ server, session }: Standing): Connection {
  return { server, token: session?.token ?? null }
}

/**
 * Keeps a new session. How a Google flow ended that was tried before, and which mail was waited for, is of
 * no interest any more.
 */
export function keepSession(made: NewSession, address: string): Promise<void> {
  return inTurn(async () => {
    if ((await lastMe.read())?.person.id !== made.person.id) {
      await Promise.all([lastMe.clear(), comeBackTo.clear()])
    }
    await session.write({ ...made, server: address })
    await Promise.all([flow.clear(), mailedLink.clear()])
  })
}

/** Signs out here. The theme stays: it is the browser's face too. */
export function dropSession(): Promise<void> {
  return inTurn(forgetSession)
}

/** Drops the session of `token`, but not one that has taken its place since. */
export function dropSessionOf(token: string | null): Promise<void> {
  return whileSignedIn(token, forgetSession)
}

/**
 * Asks the server about the person and remembers what it says, unless they have signed out in the meantime.
 * Where something else was remembered while it was asked, its answer may be from before that: it is asked
 * again. Rejects as `ask` does.
 */
export async function askAndRemember(token: string | null, ask: () => Promise<Me>): Promise<Me> {
  const before = JSON.stringify(await lastMe.read())
  const me = await ask()
  let isOld = false
  await whileSignedIn(token, async () => {
    isOld = JSON.stringify(await lastMe.read()) !== before
    if (!isOld) await keep(me)
  })
  return isOld ? askAndRemember(token, ask) : me
}

/** Remembers a change that the server took, beside what else is remembered of its person. */
export function rememberChange(
  token: string | null,
  change: (me: Me) => Partial<Me>,
): Promise<void> {
  return whileSignedIn(token, async () => {
    const me = await lastMe.read()
    if (me) await keep({ ...me, ...change(me) })
  })
}

async function keep(me: Me): Promise<void> {
  await lastMe.write(me)
  await lastTheme.write(me.preferences.theme)
}

function whileSignedIn(token: string | null, change: () => Promise<void>): Promise<void> {
  return inTurn(async () => {
    if ((await session.read())?.token === token) await change()
  })
}

/**
 * One context of the extension after the other: none writes back what another has just replaced, or
 * remembers somebody who is gone.
 */
function inTurn(change: () => Promise<void>): Promise<void> {
  return navigator.locks.request('sheetside-session', change)
}

async function forgetSession(): Promise<void> {
  await session.clear()
  await Promise.all([lastMe.clear(), flow.clear(), comeBackTo.clear()])
}

/** From now on another server is spoken to. A session of the old one ends here. */
export async function changeServer(address: string): Promise<void> {
  if ((await session.read())?.server !== address) await dropSession()
  await server.write(address)
}
