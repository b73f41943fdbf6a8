import { SEED_IDS } from '#test/google/seeds.ts'
import { seeRow } from '#test/browser/grid-view.ts'
import { confirmations, openSpreadsheet } from '#test/browser/person.ts'
import { select, sendSelection } from '#test/browser/selection.ts'
import { click, eventually, see, seeNoMore } from '#test/browser/sight.ts'
import { ensure, type Cells, type Scene } from './scene.ts'

const SHEET = 'Reading list'

/** The day as sheets count it: days since 30 December 1899. */
function today(): number {
  const now = new Date()
  const days = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) - Date.UTC(1899, 11, 30)
  return days / 86_400_000
}

/** Selections on their way into the sheet: at once, asked for a place first, kept while nothing can be reached. */
export async function sending({ tour, stack, browser, page }: Scene): Promise<void> {
  const { step, shoot, shootBeside } = tour
  const { google, server } = stack
  const rows = () => google.cells(SEED_IDS.reading, `${SHEET}!A1:E100`) as Cells
  const arrived = (text: string) =>
    eventually(`“${text.slice(0, 40)}…” in the sheet`, () => {
      const index = rows().findIndex((row) => row[2] === text)
      return index < 0 ? null : { number: index + 1, cells: rows()[index] ?? [] }
    })
  const noticed = (kind: 'sent' | 'kept') =>
    eventually(`A notification that it is ${kind}`, async () => {
      const { notices } = await confirmations(browser)
      return notices.some((id) => id.startsWith(`${kind}:`))
    })
  const panel = await browser.panel()

  await step(
    'choose-first',
    'Nothing chosen yet: what was selected waits, and the panel asks where it goes',
    async () => {
      const text = await select(page, '#first')
      await sendSelection(browser, page)
      await see(panel, 'Choose where it goes')
      await see(panel, text.slice(0, 40))
      await shootBeside(page, panel)
    },
  )

  await step('then-sent', 'A sheet is chosen, and what was selected is sent', async () => {
    const before = rows().length
    await openSpreadsheet(panel, SHEET)
    await see(panel, 'Send it to')
    await shoot(panel, 'asked')
    await click(panel, 'Send here')
    const { number, cells } = await arrived(await select(page, '#first'))
    ensure(number === before + 1, 'it stands right below the table')
    await seeRow(panel, number, cells)
    await see(panel, 'Selections go here')
    await shoot(panel, 'sent')
  })

  await step(
    'sent',
    'Send selection to sheet: the row, matched to the header, is in the panel at once',
    async () => {
      const text = await select(page, '#second')
      await sendSelection(browser, page)
      const { number, cells } = await arrived(text)
      ensure(cells[0] === 'Night trains worth the detour', "the page's title is under Title")
      ensure(cells[1] === page.url(), "the page's link is under Link")
      const range = `${SHEET}!D${number}`
      const [[date] = []] = google.cells(SEED_IDS.reading, range, 'UNFORMATTED_VALUE')
      ensure(date === today(), `the day, ${today()}, is under Date as a date, not ${String(date)}`)
      await seeRow(panel, number, cells)
      await see(panel, `Added to ${SHEET}, row ${number}`)
      await shootBeside(page, panel)
    },
  )

  await step('confirmed', 'A badge and a notification confirm it', async () => {
    const text = await select(page, '#third')
    await sendSelection(browser, page)
    await arrived(text)
    await eventually('The badge', async () => (await confirmations(browser)).badge === '✓')
    await noticed('sent')
    const popup = await browser.openPopup(page)
    await see(popup, 'Selections go to')
    await see(popup, 'Nothing waits to be sent')
    await shoot(popup)
    await browser.closePopup()
  })

  await step('formula', 'What starts with = stays text and becomes no formula', async () => {
    const text = await select(page, '#quote')
    ensure(text.trim().startsWith('='), 'the selection starts with =')
    await sendSelection(browser, page)
    const { number } = await arrived(text.trim())
    await see(panel, `row ${number}`)
    await shoot(panel)
  })

  await step('kept', 'Server down: it is kept, and says so', async () => {
    await server.stop('SIGKILL')
    await select(page, '#first')
    await sendSelection(browser, page)
    await see(panel, '1 waiting')
    await eventually('The badge', async () => (await confirmations(browser)).badge === '1')
    await noticed('kept')
    await shoot(panel, 'panel')
    const popup = await browser.openPopup(page)
    await see(popup, '1 selection waiting to be sent')
    await shoot(popup, 'popup')
    await browser.closePopup()
  })

  await step('sent-later', 'The server is back: it is sent, once', async () => {
    const text = await select(page, '#first')
    const count = () => rows().filter((row) => row[2] === text).length
    const before = count()
    await server.start()
    await panel.locator('section[aria-label="Selections on their way"] button').click()
    await click(panel, 'Send now')
    await eventually('The kept row', () => count() === before + 1)
    await seeNoMore(panel, '1 waiting')
    await shoot(panel)
  })

  await step('offline', 'Offline: it is kept; online again: it goes out by itself', async () => {
    const text = await select(page, '#third')
    const count = () => rows().filter((row) => row[2] === text).length
    const before = count()
    await browser.worker.setOffline(true)
    await sendSelection(browser, page)
    await see(panel, '1 waiting')
    await shoot(panel)
    await browser.worker.setOffline(false)
    await eventually('The row that waited', () => count() === before + 1)
    await seeNoMore(panel, '1 waiting')
  })

  await step(
    'revoked',
    'Access withdrawn at Google: a card says so, with the button that mends it',
    async () => {
      google.revokeGrant('ada@gmail.com')
      await select(page, '#second')
      await sendSelection(browser, page)
      await see(panel, 'Google ended the connection')
      await panel.waitForSelector('::-p-aria([name="Reconnect"][role="button"])')
      await shoot(panel)
    },
  )
}
