import type { Page } from 'puppeteer-core'
import type { GrantState } from '#shared/contract/google.ts'
import type { Me } from '#shared/contract/me.ts'
import { me } from '#shared/contract/me.ts'
import type { Chrome } from './chrome.ts'
import { consent, pickFiles } from './google-window.ts'
import type { ExtensionBrowser } from './launch.ts'
import { click, eventually, fill, see, seeControl } from './sight.ts'

declare const chrome: Chrome

export type Credentials = { email: string; password: string }

/** Whose story most of it is. */
export const ADA: Credentials = {
  email: 'ada@example.org',
  password: 'seven lamps beside the harbour',
}

/** What a person does in the popup to have an account. Answers the popup, which then asks to connect Google. */
export async function createAccount(
  browser: ExtensionBrowser,
  page: Page,
  { email, password }: Credentials,
): Promise<Page> {
  const popup = await browser.openPopup(page)
  await click(popup, 'Create an account')
  await fill(popup, 'Email', email)
  await fill(popup, 'Password', password)
  await click(popup, 'Create account')
  await see(popup, 'Connect your Google account')
  return popup
}

/** Signs in with Google from the popup, which also connects the account. */
export async function continueWithGoogle(browser: ExtensionBrowser, page: Page): Promise<void> {
  await click(await browser.openPopup(page), 'Continue with Google')
  await consent(browser)
  await eventually('Who is signed in', () => whoAmI(browser))
}

/** Logs in from the popup; answers it. */
export async function logIn(
  browser: ExtensionBrowser,
  page: Page,
  { email, password }: Credentials,
): Promise<Page> {
  const popup = await browser.openPopup(page)
  await fill(popup, 'Email', email)
  await fill(popup, 'Password', password)
  await click(popup, 'Log in')
  await see(popup, 'Signed in as')
  return popup
}

/** From the popup to the account, and to one of its screens. Answers the popup. */
export async function openAccount(
  browser: ExtensionBrowser,
  page: Page,
  screen?: string,
): Promise<Page> {
  const popup = await browser.openPopup(page)
  await popup.locator('button ::-p-text(Signed in as)').click()
  await seeControl(popup, 'Account', 'heading')
  if (screen !== undefined) await goTo(popup, screen)
  return popup
}

/** From the account to one of its screens. */
export async function goTo(account: Page, screen: string): Promise<void> {
  await click(account, screen)
  await seeControl(account, screen, 'heading')
}

/** From the popup that asks for it to the connected account. */
export async function connectGoogle(
  browser: ExtensionBrowser,
  popup: Page,
  person = 'Ada Lovelace',
): Promise<void> {
  await click(popup, 'Connect with Google')
  await consent(browser, { person })
  await seeConnection(browser, 'ok')
}

/** How the connection to Google stands, by what the server says; null where there is none. */
export async function connection(browser: ExtensionBrowser): Promise<GrantState | null> {
  return (await whoAmI(browser))?.googleAccounts[0]?.state ?? null
}

/** Waits until the connection to Google stands so. */
export async function seeConnection(browser: ExtensionBrowser, state: GrantState): Promise<void> {
  await eventually(`A connection that is ${state}`, async () => {
    return (await connection(browser)) === state
  })
}

/** Types into the panel's search, or pastes a link there. */
export function search(panel: Page, text: string): Promise<void> {
  return fill(panel, 'Search your spreadsheets, or paste a link', text)
}

/** The link by which a spreadsheet is shared, to one of its tabs. */
export function linkTo(spreadsheetId: string, gid = 0): string {
  return `https://docs.google.com/spreadsheets/d/${spreadsheetId}/edit#gid=${gid}`
}

/** Opens a spreadsheet of the list in the panel; answers when its cells are there. */
export async function openSpreadsheet(panel: Page, name: string): Promise<void> {
  await see(panel, 'Your spreadsheets')
  await panel.locator(`[role=option] ::-p-text(${name})`).click()
  await see(panel, name)
  await panel.waitForSelector('[role=grid]')
}

/** Makes the tab that the panel shows the place where selections go. */
export async function makeDestination(panel: Page): Promise<void> {
  await click(panel, 'Send here')
  await see(panel, 'Selections go here')
}

/** Opens, or closes, the list of what is on its way, and of what was sent. */
export function openOutbox(panel: Page): Promise<void> {
  return panel.locator('section[aria-label="Selections on their way"] button').click()
}

/** What the server answers to the session in this browser; null where nobody is signed in. */
export async function whoAmI(browser: ExtensionBrowser): Promise<Me | null> {
  const { session } = await browser.worker.evaluate(readSession)
  if (!session) return null
  const response = await fetch(`${session.server}/api/me`, {
    headers: { authorization: `Bearer ${session.token}` },
  })
  return response.ok ? me.parse(await response.json()) : null
}

function readSession(): Promise<{ session?: { token: string; server: string } | null }> {
  return chrome.storage.local.get('session')
}

/** What the toolbar's button and the notifications say at this moment. */
export async function confirmations(
  browser: ExtensionBrowser,
): Promise<{ badge: string; notices: string[] }> {
  return browser.worker.evaluate(async () => ({
    badge: await chrome.action.getBadgeText({}),
    notices: Object.keys(await chrome.notifications.getAll()),
  }))
}

/** Waits until the toolbar's button has this badge. */
export async function seeBadge(browser: ExtensionBrowser, text: string): Promise<void> {
  await eventually(`The badge “${text}”`, async () => (await confirmations(browser)).badge === text)
}

/** Gives the panel what a notification's click does. */
export async function giveErrand(
  browser: ExtensionBrowser,
  errand: { kind: 'look' | 'undo'; send: string },
): Promise<void> {
  await browser.worker.evaluate(
    (panelErrand) => chrome.storage.session.set({ panelErrand }),
    errand,
  )
}

/** Waits for a notification of a kind; answers its id. */
export function seeNotice(
  browser: ExtensionBrowser,
  kind: 'sent' | 'many' | 'kept' | 'failed' | 'choose' | 'review' | 'refused' | 'undone' | 'unsure',
): Promise<string> {
  return eventually(`A notification: ${kind}`, async () => {
    const { notices } = await confirmations(browser)
    return notices.findLast((id) => id.startsWith(`${kind}:`)) ?? null
  })
}

/** A person on a server that asks for picked files alone: this one is picked, and shown in the panel. */
export async function settleInPicking(
  browser: ExtensionBrowser,
  page: Page,
  credentials: Credentials,
  file: string,
): Promise<Page> {
  await createAccount(browser, page, credentials)
  const panel = await browser.openPanel(page)
  await click(panel, 'Connect with Google')
  await pickFiles(browser, [file])
  await panel.waitForSelector('[role=grid]')
  return panel
}
