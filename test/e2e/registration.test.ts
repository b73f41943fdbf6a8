import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { describe, expect } from 'vitest'
import { chooseAccount, consent, googleWindow } from '#test/browser/google-window.ts'
import { ADA, whoAmI } from '#test/browser/person.ts'
import { ROOT } from '#test/browser/run-command.ts'
import { click, eventually, fill, see, seeNoMore, textOf } from '#test/browser/sight.ts'
import { test } from '#test/browser/stage.ts'
import type { Stack } from '#test/browser/stack.ts'

/** What whoever runs the server types to let somebody in. */
async function invite({ dataDir }: Stack, ...whom: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['server/admin/main.ts', 'invite', ...whom],
    { cwd: ROOT, env: { DATA_DIR: dataDir, REGISTRATION: 'invitation' } },
  )
  return stdout.split('\n')[0] ?? ''
}

describe('A server that takes who was invited', () => {
  const invited = test.override('stackOptions', { env: { REGISTRATION: 'invitation' } })

  invited(
    'An account is created with the invitation, and not without',
    async ({ stack, browser, page }) => {
      const popup = await browser.openPopup(page)
      await click(popup, 'Create an account')
      await see(popup, 'Invitation')
      await fill(popup, 'Email', ADA.email)
      await fill(popup, 'Password', ADA.password)
      await click(popup, 'Create account')
      await see(popup, 'Type or paste your invitation.')
      expect(await popup.evaluate(() => document.activeElement?.getAttribute('name'))).toBe(
        'invitation',
      )

      await fill(popup, 'Invitation', 'not-one')
      await click(popup, 'Create account')
      await see(
        popup,
        'This invitation was used already, is too old, or was made for another email.',
      )

      await fill(popup, 'Invitation', await invite(stack, ADA.email))
      await click(popup, 'Create account')
      await see(popup, 'Connect your Google account')
    },
  )

  invited(
    'A first “Continue with Google” takes the invitation along',
    async ({ stack, browser, page }) => {
      const first = await browser.openPopup(page)
      await click(first, 'Continue with Google')
      await consent(browser, { person: 'Ada Lovelace' })
      const refused = await browser.openPopup(page)
      await see(refused, 'It needs an invitation.')
      expect(await whoAmI(browser)).toBeNull()

      await click(refused, 'Create an account')
      await fill(refused, 'Invitation', await invite(stack))
      await click(refused, 'Continue with Google')
      // What was allowed once is not asked again.
      await chooseAccount(await googleWindow(browser), 'Ada Lovelace')
      const me = await eventually('Who is signed in', () => whoAmI(browser))
      expect(me.person.email).toBe('ada@gmail.com')
    },
  )
})

describe('A server for the people of a domain', () => {
  const ofDomain = test.override('stackOptions', { env: { REGISTRATION: 'studio-nord.example' } })

  ofDomain(
    'says so before anything is typed, and lets Google say who they are',
    async ({ browser, page }) => {
      const popup = await browser.openPopup(page)
      await click(popup, 'Create an account')
      await see(popup, 'For people with an email at studio-nord.example.')
      await see(popup, 'only Google can say that the email is yours')
      expect(await textOf(popup)).not.toContain('Password')
      await click(popup, 'Continue with Google')
      await consent(browser, { person: 'Chiara Rossi' })
      const me = await eventually('Who is signed in', () => whoAmI(browser))
      expect(me.person.email).toBe('chiara@studio-nord.example')
    },
  )

  ofDomain(
    'does not take a Google account of another, and says which',
    async ({ browser, page }) => {
      await click(await browser.openPopup(page), 'Continue with Google')
      await consent(browser, { person: 'Ada Lovelace' })
      const popup = await browser.openPopup(page)
      await see(popup, 'The email has to be one of studio-nord.example.')
      expect(await whoAmI(browser)).toBeNull()
    },
  )
})

test('A forgotten password, where the server sends no mail: it says whom to ask, and what for', async ({
  browser,
  page,
}) => {
  const popup = await browser.openPopup(page)
  await fill(popup, 'Email', ADA.email)
  await click(popup, 'Forgot password?')
  await see(popup, 'Ask whoever runs the server')
  await see(popup, `npm run admin -- reset-link ${ADA.email}`)
  await click(popup, 'Log in')
  await seeNoMore(popup, 'Ask whoever runs the server')
  expect(await popup.$eval('input[name=email]', ({ value }) => value)).toBe(ADA.email)
})
