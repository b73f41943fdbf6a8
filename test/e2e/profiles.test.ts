import { expect } from 'vitest'
import { ADA, createAccount, logIn, whoAmI } from '#test/browser/person.ts'
import { selectAndSend } from '#test/browser/selection.ts'
import { click, eventually, see, seeControl } from '#test/browser/sight.ts'
import { test } from './settled.ts'

test('signed out and in again on another profile: preferences, destination and Google connection are there', async ({
  list,
  browser,
  page,
  pages,
  another,
}) => {
  let popup = await browser.openPopup(page)
  await click(popup, 'Theme: System')
  await click(popup, 'Dark', 'menuitemradio')
  await eventually('The theme on the server', async () => {
    return (await whoAmI(browser))?.preferences.theme === 'dark'
  })
  popup = await browser.openPopup(page)
  await click(popup, 'Sign out')
  await see(popup, 'Continue with Google')

  const other = await another()
  const there = await other.newPage(pages.url('workshops.html'))
  await logIn(other, there, ADA)
  popup = await other.openPopup(there)
  await see(popup, 'ada@gmail.com')
  await see(popup, 'Reading list')
  await seeControl(popup, 'Theme: Dark')
  const [ground] = await popup.evaluate(() => [getComputedStyle(document.body).backgroundColor])
  expect(brightness(ground ?? '')).toBeLessThan(60)

  await click(popup, 'Open side panel')
  await see(await other.panel(), 'Selections go here')
  await list.arrived(await selectAndSend(other, there, '#maker'))
})

test('another person in the same browser sees nothing of the first', async ({
  list,
  browser,
  page,
  panel,
  stack,
}) => {
  expect(list.rows().length).toBeGreaterThan(1)
  await stack.server.stop()
  const text = await selectAndSend(browser, page, '#first')
  await see(panel, '1 waiting')
  await stack.server.start()
  await browser.worker.setOffline(true)
  const popup = await browser.openPopup(page)
  await click(popup, 'Sign out')
  await see(popup, '1 selection waits to be sent')
  await popup.locator('[role=alertdialog] button[type=submit]').click()
  await see(popup, 'Continue with Google')
  await browser.worker.setOffline(false)

  await createAccount(browser, page, { email: 'ben@example.org', password: ADA.password })
  await see(panel, 'Connect your Google account')
  expect(await panel.evaluate(() => document.body.innerText)).not.toContain('waiting')
  expect(list.count(text)).toBeLessThanOrEqual(1)
})

/** The mean of a colour's parts: 0 for black, 255 for white. */
function brightness(colour: string): number {
  const [red = 255, green = 255, blue = 255] = (colour.match(/\d+/g) ?? []).map(Number)
  return (red + green + blue) / 3
}
