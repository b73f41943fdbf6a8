import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'puppeteer-core'
import { describe, expect } from 'vitest'
import { EXPORT_FILE } from '#shared/contract/me.ts'
import { alter } from '#test/browser/database.ts'
import { chooseAccount, decide, googleWindow, tick } from '#test/browser/google-window.ts'
import type { ExtensionBrowser } from '#test/browser/launch.ts'
import {
  ADA,
  connectGoogle,
  continueWithGoogle,
  createAccount,
  goTo,
  logIn,
  openAccount,
  whoAmI,
} from '#test/browser/person.ts'
import { selectAndSend } from '#test/browser/selection.ts'
import { click, eventually, fill, see, seeControl } from '#test/browser/sight.ts'
import type { Stack } from '#test/browser/stack.ts'
import { test as plain } from '#test/browser/stage.ts'
import { readOutbox, readStored } from '#test/browser/stored.ts'

const test = plain.extend('downloads', async ({ browser }, { onCleanup }) => {
  const folder = await mkdtemp(join(tmpdir(), 'sheetside-downloads-'))
  onCleanup(() => rm(folder, { recursive: true, force: true }))
  const session = await browser.raw.target().createCDPSession()
  await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder })
  return folder
})

/** Ada continues with Google and so has no password; that was too long ago to prove that it is her. */
async function signedInAnHourAgo(
  stack: Stack,
  browser: ExtensionBrowser,
  page: Page,
): Promise<void> {
  await continueWithGoogle(browser, page)
  alter(stack, 'UPDATE sessions SET created_at = created_at - 3600000')
}

async function tokenIn(browser: ExtensionBrowser): Promise<unknown> {
  const { session } = (await readStored(browser)).local as { session?: { token: string } | null }
  return session?.token
}

const confirmDeletion = (popup: Page) =>
  popup.locator('[role=alertdialog] button[type=submit]').click()

describe('The data', () => {
  test('are downloaded as JSON, without what only the server may know', async ({
    browser,
    page,
    downloads,
  }) => {
    await connectGoogle(browser, await createAccount(browser, page, ADA))
    const popup = await openAccount(browser, page, 'Your data')
    await click(popup, 'Download as JSON')
    await see(popup, `It is in your downloads as ${EXPORT_FILE}.`)
    const text = await eventually('The file', () =>
      readFile(join(downloads, EXPORT_FILE), 'utf8').catch(() => null),
    )
    const data = JSON.parse(text) as { profile: object; googleAccounts: object[]; events: object[] }
    expect(data.profile).toMatchObject({ email: ADA.email })
    expect(data.googleAccounts).toMatchObject([{ email: 'ada@gmail.com', state: 'ok' }])
    expect(data.events).toContainEqual(expect.objectContaining({ kind: 'account_created' }))
    expect(text).not.toContain('argon2')
  })

  test('the server is not running: it says so', async ({ stack, browser, page }) => {
    await createAccount(browser, page, ADA)
    const popup = await openAccount(browser, page, 'Your data')
    await stack.server.stop()
    await click(popup, 'Download as JSON')
    await see(popup, 'No connection to the server')
  })
})

describe('The end of an account', () => {
  test('is the end everywhere: here, on other devices, on the server and at Google', async ({
    stack,
    browser,
    page,
    pages,
    another,
  }) => {
    await connectGoogle(browser, await createAccount(browser, page, ADA))
    const other = await another()
    await logIn(other, await other.newPage(pages.url('workshops.html')), ADA)
    await selectAndSend(browser, page, '#first')
    await eventually('What waits', async () => (await readOutbox(browser)).length === 1)

    const popup = await openAccount(browser, page, 'Your data')
    await click(popup, 'Delete account')
    await see(popup, 'You are signed out on every device.')
    await see(popup, 'Google ends the connection to ada@gmail.com')
    await see(popup, '1 selection that waits to be sent from this browser is discarded.')

    await fill(popup, 'Current password', 'six lamps beside the harbour')
    await confirmDeletion(popup)
    await see(popup, 'This is not your current password.')
    expect((await whoAmI(browser))?.person.email).toBe(ADA.email)

    await fill(popup, 'Current password', ADA.password)
    await confirmDeletion(popup)
    await see(popup, 'Your account was deleted')
    await seeControl(popup, 'Continue with Google')

    const revoked = stack.google.requests().filter(({ operation }) => operation === 'revoke')
    expect(revoked).toHaveLength(1)
    expect(await whoAmI(other)).toBeNull()
    expect(JSON.stringify(await readStored(browser))).not.toContain('ada@')
    expect(await readOutbox(browser)).toEqual([])

    await fill(popup, 'Email', ADA.email)
    await fill(popup, 'Password', ADA.password)
    await click(popup, 'Log in')
    await see(popup, 'Email and password do not match')
  })

  test('without Google’s answer it ends all the same, and says where to end the connection', async ({
    stack,
    browser,
    page,
  }) => {
    await connectGoogle(browser, await createAccount(browser, page, ADA))
    stack.google.addFault({ on: 'revoke', kind: 'fail', status: 503 })
    const popup = await openAccount(browser, page, 'Your data')
    await click(popup, 'Delete account')
    await fill(popup, 'Current password', ADA.password)
    await confirmDeletion(popup)
    await see(popup, 'Google could not be told to end the connection to ada@gmail.com.')
    await seeControl(popup, 'at Google', 'link')
  })

  test('who has no password signs in again first, and comes back to where they were', async ({
    stack,
    browser,
    page,
  }) => {
    await signedInAnHourAgo(stack, browser, page)
    const before = await tokenIn(browser)
    const popup = await openAccount(browser, page, 'Your data')
    await click(popup, 'Delete account')
    await confirmDeletion(popup)
    await see(popup, 'Sign in once more for this')
    await click(popup, 'Sign in again with Google')
    const window = await googleWindow(browser)
    // Google's window does so where no debugger watches; at the end the popup is there again by itself.
    await browser.closePopup()
    await chooseAccount(window, 'Ada Lovelace')

    const again = await browser.popup()
    await seeControl(again, 'Your data', 'heading')
    expect(await tokenIn(browser)).not.toBe(before)
    await click(again, 'Delete account')
    await confirmDeletion(again)
    await see(again, 'Your account was deleted')
    expect(await whoAmI(browser)).toBeNull()
  })

  test('on the options page they sign in again, and go on where they are', async ({
    stack,
    browser,
    page,
  }) => {
    await signedInAnHourAgo(stack, browser, page)
    const options = await browser.extensionPage('options.html')
    await goTo(options, 'Password')
    await fill(options, 'New password', ADA.password)
    await click(options, 'Set password')
    await see(options, 'Sign in once more for this')
    await click(options, 'Sign in again with Google')
    await chooseAccount(await googleWindow(browser), 'Ada Lovelace')
    await see(options, 'You signed in again')
    await click(options, 'Set password')
    await see(options, 'Your password is set')
  })

  test('another Google account is not them: they stay signed in, and are told', async ({
    stack,
    browser,
    page,
  }) => {
    await signedInAnHourAgo(stack, browser, page)
    const before = await whoAmI(browser)
    const popup = await openAccount(browser, page, 'Your data')
    await click(popup, 'Delete account')
    await confirmDeletion(popup)
    await click(popup, 'Sign in again with Google')
    const window = await googleWindow(browser)
    await chooseAccount(window, 'Ben Okafor')
    await tick(window, 'all')
    await decide(window, 'Allow')

    const again = await browser.openPopup(page)
    await seeControl(again, 'Your data', 'heading')
    await see(again, 'That was another Google account')
    expect((await whoAmI(browser))?.person.id).toBe(before?.person.id)
  })
})
