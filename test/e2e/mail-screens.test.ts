import { describe, expect } from 'vitest'
import type { Page } from 'puppeteer-core'
import { extent, violations } from '#test/browser/accessibility.ts'
import { ADA } from '#test/browser/person.ts'
import { click, fill, see } from '#test/browser/sight.ts'
import { linkIn, startMailBox, type MailBox } from '#test/mail/mail-box.ts'
import { test as inspected, walk } from './inspected.ts'

const test = inspected
  // Vitest reads from the pattern what a fixture needs; it accepts no other first parameter.
  // oxlint-disable-next-line no-empty-pattern
  .extend('box', async ({}, { onCleanup }): Promise<MailBox> => {
    const box = await startMailBox()
    onCleanup(() => box.close())
    return box
  })
  .extend('stackOptions', ({ box }) => ({
    env: { SMTP_URL: box.url, MAIL_FROM: 'sheetside@example.org', REGISTRATION: 'example.org' },
  }))

/** The page of a link, in both themes and as narrow as it may get. */
async function inspectPage(page: Page, state: string): Promise<void> {
  await page.setViewport({ width: 320, height: 640 })
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }])
    expect.soft(await violations(page), `${state}, ${theme}`).toEqual([])
  }
  expect.soft((await extent(page)).tooWide, `${state}: pixels too wide`).toBeLessThanOrEqual(0)
}

describe('The popup, where mail is sent', () => {
  test('asking for a link, and waiting for it', async ({ browser, page, inspect }) => {
    const popup = await browser.openPopup(page)
    await click(popup, 'Create an account')
    await see(popup, 'For people with an email at example.org.')
    await inspect(popup, 'create')
    expect(await walk(popup, 'create')).toEqual([
      'Theme: Dark',
      'Options',
      'Continue with Google',
      'Email',
      'Mail me a link',
      'Log in',
    ])
    await fill(popup, 'Email', 'ada@example.com')
    await click(popup, 'Mail me a link')
    await see(popup, 'Use your email at example.org.')
    await inspect(popup, 'an email of another domain')

    await fill(popup, 'Email', ADA.email)
    await click(popup, 'Mail me a link')
    await see(popup, 'Check your mail')
    await inspect(popup, 'check your mail')
    expect(await walk(popup, 'check your mail')).toEqual([
      'Theme: Dark',
      'Options',
      'Log in',
      'Send it again',
      'Use another email',
    ])
  })

  test('a forgotten password', async ({ browser, page, inspect }) => {
    const popup = await browser.openPopup(page)
    await click(popup, 'Forgot password?')
    await see(popup, 'Forgot your password?')
    await inspect(popup, 'forgot')
    await walk(popup, 'forgot')
  })
})

test('The page of a link', async ({ box, browser, page }) => {
  const popup = await browser.openPopup(page)
  await click(popup, 'Create an account')
  await fill(popup, 'Email', ADA.email)
  await click(popup, 'Mail me a link')
  await see(popup, 'Check your mail')
  const tab = await browser.newPage(linkIn(await box.next(ADA.email)))
  await see(tab, `Choose a password for ${ADA.email}`)
  await inspectPage(tab, 'a password to choose')
  expect(await walk(tab, 'a password to choose')).toEqual([
    'Password',
    'Show password',
    'Create account',
  ])
  await fill(tab, 'Password', 'password1')
  await click(tab, 'Create account')
  await see(tab, 'commonly used')
  await inspectPage(tab, 'a weak password')
  await fill(tab, 'Password', ADA.password)
  await click(tab, 'Create account')
  await see(tab, 'Your account is ready')
  await inspectPage(tab, 'done')
})
