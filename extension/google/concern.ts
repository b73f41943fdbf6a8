import type { FlowWanted } from '#extension/lib/messages.ts'
import type { GoogleAccount } from '#shared/contract/google.ts'

/** Something about a connection that asks for the person: what happened, why, and the one button. */
export type Concern = {
  kind: 'permission' | 'ended' | 'sign_in_again' | 'blocked' | 'ends_soon'
  title: string
  text: string
  /** What mends it. */
  button: string
  wanted: FlowWanted
  /** In a few words, for a line of a list. */
  short: string
}

/** From here on it is said that a connection will end. */
const SOON_MS = 2 * 24 * 60 * 60_000

/** The end is told by the server's clock and read by the browser's. */
const CLOCKS_DIFFER_MS = 5 * 60_000

const KEPT = 'What waits to be sent is kept.'

/** What about a connection asks for the person; null where all is well. `now` in milliseconds since 1970. */
export function concernWith(account: GoogleAccount, now: number): Concern | null {
  const mend: FlowWanted = { purpose: 'connect', account: account.id }
  switch (account.state) {
    case 'ok':
      return endsSoon(account, mend, now)
    case 'missing_scopes':
      return permission(account, mend)
    case 'reconnect_needed':
      return { kind: 'ended', ...whyEnded(account, now), button: 'Reconnect', wanted: mend }
    case 'reauth_policy':
      return {
        kind: 'sign_in_again',
        title: 'Sign in to Google again',
        text: `Your organisation limits how long a sign-in lasts. ${KEPT}`,
        button: 'Sign in again',
        wanted: mend,
        short: 'Needs a new sign-in at Google',
      }
    case 'admin_blocked':
      return {
        kind: 'blocked',
        title: 'Your organisation blocks Sheetside',
        text: `Only an administrator of its Google Workspace can allow it: ask them, or work with another account. ${KEPT}`,
        button: 'Use another account',
        wanted: { purpose: 'connect' },
        short: 'Blocked by its organisation',
      }
  }
}

function permission({ access, missing }: GoogleAccount, mend: FlowWanted): Concern {
  const concern = { kind: 'permission', button: 'Give permission' } as const
  if (access === 'file') {
    return {
      ...concern,
      title: 'Permission for your files is missing',
      text: 'It was not given on Google’s page, so Sheetside cannot open any spreadsheet yet.',
      wanted: mend,
      short: 'Permission for files missing',
    }
  }
  const [service, another] = missing
  if (service === undefined || another !== undefined) {
    return {
      ...concern,
      title: 'Permission for your spreadsheets is missing',
      text: 'No box was ticked on Google’s page, so Sheetside can neither list nor open them. Tick both.',
      wanted: mend,
      short: 'Permissions missing',
    }
  }
  const wanted: FlowWanted = { ...mend, need: service }
  switch (service) {
    case 'drive':
      return {
        ...concern,
        title: 'Permission to list your spreadsheets is missing',
        text: 'Its box was left open on Google’s page. Until then, open a spreadsheet by its link.',
        wanted,
        short: 'Permission to list spreadsheets missing',
      }
    case 'sheets':
      return {
        ...concern,
        title: 'Permission to open your spreadsheets is missing',
        text: `Its box was left open on Google’s page, so Sheetside can only list them. ${KEPT}`,
        wanted,
        short: 'Permission to open spreadsheets missing',
      }
  }
}

/** Google says only that it is over; where it said beforehand when it would be, that is why. */
function whyEnded({ expiresAt }: GoogleAccount, now: number) {
  const isOver = expiresAt !== null && Date.parse(expiresAt) <= now + CLOCKS_DIFFER_MS
  return isOver
    ? {
        title: 'The connection’s seven days are over',
        text: `Your server’s Google app is in testing, and Google ends such connections after a week. ${KEPT}`,
        short: 'Ended after seven days',
      }
    : {
        title: 'Google ended the connection',
        text: `Access was withdrawn in the Google account, or it expired unused. ${KEPT}`,
        short: 'Ended by Google',
      }
}

function endsSoon({ expiresAt }: GoogleAccount, mend: FlowWanted, now: number): Concern | null {
  if (expiresAt === null || Date.parse(expiresAt) - now >= SOON_MS) return null
  const isOver = Date.parse(expiresAt) <= now
  return {
    kind: 'ends_soon',
    // Nothing was refused yet, but a weekday that has passed would be read as the next one.
    title: isOver ? 'This connection ends any moment' : `Connected until ${dayAndTime(expiresAt)}`,
    text: 'Your server’s Google app is in testing, and Google ends such connections after a week. Renew it now, and nothing is interrupted.',
    button: 'Renew now',
    wanted: mend,
    short: isOver ? 'Its seven days are over' : until(dayAndTime(expiresAt)),
  }
}

/** How a connection stands, in a line of a list. */
export function standingWords(account: GoogleAccount, now: number): string {
  const concern = concernWith(account, now)
  if (concern) return concern.short
  if (account.expiresAt !== null) return until(date(account.expiresAt))
  return account.access === 'file' ? 'Connected, for the files you pick' : 'Connected'
}

/** What else there is to know of a connection, without any haste; null for nothing. */
export function bindingWords({ binding }: GoogleAccount): string | null {
  switch (binding) {
    case 'off':
    case 'bound':
      return null
    case 'unbound':
      return 'Made before this server bound its keys; reconnect to bind it.'
  }
}

function until(when: string): string {
  return `Connected until ${when} — your server’s Google app is in testing`
}

/** `Fri, 6 Mar`: a week ahead the weekday alone would be today's. */
function date(instant: string): string {
  return new Date(instant).toLocaleDateString(undefined, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
  })
}

/** `Fri 14:00`, where the person is and as their own clock shows it. */
function dayAndTime(instant: string): string {
  const at = new Date(instant)
  const day = at.toLocaleDateString(undefined, { weekday: 'short' })
  return `${day} ${at.toLocaleTimeString(undefined, { hour: 'numeric', minute: '2-digit' })}`
}
