import { browser } from 'wxt/browser'
import { createApi, type Connection } from '#extension/lib/api.ts'
import type { FlowWanted } from '#extension/lib/messages.ts'
import { flow, type Flow } from '#extension/lib/storage.ts'
import { thisDevice } from '#extension/session/device-name.ts'
import { connectionOf, keepSession, readStanding } from '#extension/session/stored.ts'
import { flowOutcome, type Redeemed } from '#shared/contract/google.ts'
import type { NewSession } from '#shared/contract/session.ts'
import { errorCode, SheetsideError, type ErrorCode } from '#shared/errors.ts'
import { askAboutPerson } from './ask-about-person.ts'
import { stayAwake } from './awake.ts'
import { createPkce } from './pkce.ts'

let isRunning = false

/**
 * Signs in with Google, or connects a Google account, in a window of its own; how it ends stands in the
 * `flow` item. True where it ended well. While one runs another is not begun: its window is open.
 */
export async function runGoogleFlow(wanted: FlowWanted): Promise<boolean> {
  const { purpose, account } = wanted
  const about = { purpose, ...(account !== undefined && { account }) }
  if (isRunning) {
    // Its window may lie behind others, or be somebody's who signed out: the screen that asks points to it.
    await flow.write({ state: 'running', ...about })
    return false
  }
  isRunning = true
  try {
    await flow.write({ state: 'running', ...about })
    await flow.write(await stayAwake(() => run(wanted)))
    return true
  } catch (error) {
    if (error instanceof Left) await flow.clear()
    else await flow.write({ state: 'failed', ...about, ...failureOf(error) })
    return false
  } finally {
    isRunning = false
  }
}

function failureOf(error: unknown): { code: ErrorCode; message: string } {
  if (error instanceof SheetsideError) return { code: error.code, message: error.message }
  return { code: 'internal', message: 'Something went wrong in the extension. Try again.' }
}

/** Who began the flow signed out, or went to another server: how it ends is no business of who is there now. */
class Left extends Error {}

/** A flow whose background died cannot end any more. Call it when the background starts. */
export async function endDeadFlow(): Promise<void> {
  const found = await flow.read()
  if (isRunning || found.state !== 'running') return
  const message = 'The browser ended the sign-in before it was done. Start it again.'
  await flow.write({ ...found, state: 'failed', code: 'flow_expired', message })
}

/** Answers how the flow ended. */
async function run(wanted: FlowWanted): Promise<Flow> {
  const { purpose, account, need, fileIds, invitation } = wanted
  const begun = connectionOf(await readStanding())
  const { server, token } = begun
  // As whoever is signed in: to connect an account, or to sign in once more, which has to be them again.
  const api = createApi({ server, token })
  const { verifier, challenge } = await createPkce()
  const redirectUri = browser.identity.getRedirectURL()
  const { startUrl } = await api.beginFlow({
    purpose,
    redirectUri,
    codeChallenge: challenge,
    account,
    need,
    fileIds,
    invitation,
  })
  const code = codeIn(await whileThere(begun, openWindow(startUrl)), redirectUri)
  const redeemed = await api.redeem({ code, codeVerifier: verifier, device: thisDevice() })
  // A screen would find out too what is now known of them, but the menu and the outbox wait.
  await askAboutPerson({ server, token: await tokenOf(redeemed, server, token) })
  return endOf(redeemed, account)
}

/** How the window ended, for who opened it. @throws Left where they are not there any more */
async function whileThere(begun: Connection, opened: Promise<string>): Promise<string> {
  const [end] = await Promise.allSettled([opened])
  const { server, token } = connectionOf(await readStanding())
  if (server !== begun.server || token !== begun.token) throw new Left()
  if (end.status === 'rejected') throw end.reason
  return end.value
}

function endOf(redeemed: Redeemed, asked: string | undefined): Flow {
  switch (redeemed.purpose) {
    case 'sign_in':
      return { state: 'idle' }
    case 'connect': {
      const { account, picked } = redeemed
      const { id, email } = account
      return {
        state: 'connected',
        purpose: 'connect',
        ...(asked !== undefined && { asked }),
        account: { id, email },
        picked,
      }
    }
  }
}

async function tokenOf(
  redeemed: Redeemed,
  server: string,
  token: string | null,
): Promise<string | null> {
  switch (redeemed.purpose) {
    case 'connect':
      return token
    case 'sign_in':
      await takeOver(redeemed.session, server)
      return redeemed.session.token
  }
}

/**
 * Keeps a new session. Where somebody is signed in, they signed in once more: it has to be them again, and
 * the session they had ends.
 */
async function takeOver(made: NewSession, server: string): Promise<void> {
  const { session } = await readStanding()
  const isAnother = session !== null && session.person.id !== made.person.id
  if (!isAnother) await keepSession(made, server)
  const over = isAnother ? made : session
  if (over !== null) {
    const api = createApi({ server, token: over.token })
    // Where the server can't be told, it forgets the session when it runs out.
    await api.logOut().catch(() => undefined)
  }
  if (isAnother) throw refusal('conflict')
}

/** Resolves to the address that the flow ended at. */
async function openWindow(url: string): Promise<string> {
  try {
    const end = await browser.identity.launchWebAuthFlow({ interactive: true, url })
    if (end !== undefined) return end
  } catch (cause) {
    // Browsers say only in words whether it was closed or never opened.
    throw new SheetsideError('sign_in_cancelled', cancelled, { cause })
  }
  throw new SheetsideError('sign_in_cancelled', cancelled)
}

const cancelled = 'The Google window was closed before it was done. Nothing has changed.'

/** The one-time code out of the redirect; anything else is thrown as what it says went wrong. */
function codeIn(end: string, redirectUri: string): string {
  const outcome = flowOutcome.safeParse(
    end.startsWith(redirectUri) ? Object.fromEntries(new URL(end).searchParams) : null,
  )
  if (outcome.success && 'code' in outcome.data) return outcome.data.code
  const said = outcome.success && 'error' in outcome.data ? outcome.data.error : 'internal'
  const code = said === 'access_denied' ? 'sign_in_cancelled' : said
  const known = errorCode.safeParse(code)
  throw refusal(known.success ? known.data : 'internal')
}

/** The redirect carries a code alone: what it means in a flow, where the words for it mean something else. */
function refusal(code: ErrorCode): SheetsideError {
  const messages: Partial<Record<ErrorCode, string>> = {
    sign_in_cancelled: cancelled,
    email_taken:
      'There is a Sheetside account with this email already. Log in with its password, then connect Google.',
    conflict: 'This Google account belongs to another Sheetside account. Choose another one.',
  }
  return new SheetsideError(code, messages[code] ?? 'Google could not be asked. Try again.')
}
