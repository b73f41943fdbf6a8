import { openOutbox, seeBadge, seeNotice } from '#test/browser/person.ts'
import { readingList } from '#test/browser/reading-list.ts'
import { select, selectAndSend } from '#test/browser/selection.ts'
import { click, see, seeControl, seeNoMore } from '#test/browser/sight.ts'
import { ensure, type Scene } from './scene.ts'

/** What is selected while nothing can be reached, or Google has ended the connection: it is kept. */
export async function trouble({ tour, stack, browser, page }: Scene): Promise<void> {
  const { step, shoot } = tour
  const { google, server } = stack
  const list = readingList(google)
  const send = (selector: string) => selectAndSend(browser, page, selector)
  const panel = await browser.panel()

  await step('kept', 'Server down: it is kept, and says so', async () => {
    await server.stop('SIGKILL')
    await send('#last')
    await see(panel, '1 waiting')
    await seeBadge(browser, '1')
    await seeNotice(browser, 'kept')
    await shoot(panel, 'panel')
    const popup = await browser.openPopup(page)
    await see(popup, '1 selection waiting to be sent')
    await shoot(popup, 'popup')
    await browser.closePopup()
  })

  await step('sent-later', 'The server is back: it is sent, once', async () => {
    const text = (await select(page, '#last')).trim()
    await server.start()
    await openOutbox(panel)
    await click(panel, 'Send now')
    await list.arrived(text)
    await seeNoMore(panel, '1 waiting')
    ensure(list.count(text) === 1, 'it is there once')
    await shoot(panel)
  })

  await step('offline', 'Offline: it is kept; online again: it goes out by itself', async () => {
    await browser.worker.setOffline(true)
    const text = await send('#routes caption')
    await see(panel, '1 waiting')
    await shoot(panel)
    await browser.worker.setOffline(false)
    await list.arrived(text)
    await seeNoMore(panel, '1 waiting')
  })

  await step(
    'revoked',
    'Access withdrawn at Google: a card says so, with the button that mends it',
    async () => {
      google.revokeGrant('ada@gmail.com')
      await send('h1')
      await see(panel, 'Google ended the connection')
      await seeControl(panel, 'Reconnect')
      await shoot(panel)
    },
  )
}
