import { seeRow } from '#test/browser/grid-view.ts'
import { openSpreadsheet, seeBadge, seeNotice } from '#test/browser/person.ts'
import { READING_LIST, readingList, todaysSerial } from '#test/browser/reading-list.ts'
import { select, selectAndSend } from '#test/browser/selection.ts'
import { click, see } from '#test/browser/sight.ts'
import { ensure, type Scene } from './scene.ts'

/** Selections on their way into the sheet: asked for a place first, then at once. */
export async function sending({ tour, stack, browser, page }: Scene): Promise<void> {
  const { step, shoot, shootBeside } = tour
  const list = readingList(stack.google)
  const send = (selector: string) => selectAndSend(browser, page, selector)
  const panel = await browser.panel()

  await step(
    'choose-first',
    'Nothing chosen yet: what was selected waits, and the panel asks where it goes',
    async () => {
      const text = await send('#first')
      await see(panel, 'Choose where it goes')
      await see(panel, text.slice(0, 40))
      await shootBeside(page, panel)
    },
  )

  await step('then-sent', 'A sheet is chosen, and what was selected is sent', async () => {
    const before = list.rows().length
    await openSpreadsheet(panel, READING_LIST)
    await see(panel, 'Send it to')
    await shoot(panel, 'asked')
    await click(panel, 'Send here')
    const { number, cells } = await list.arrived((await select(page, '#first')).trim())
    ensure(number === before + 1, 'it stands right below the table')
    await seeRow(panel, number, cells)
    await see(panel, 'Selections go here')
    await shoot(panel, 'sent')
  })

  await step(
    'sent',
    'Send selection to sheet: the row, matched to the header, is in the panel at once',
    async () => {
      const { number, cells } = await list.arrived(await send('#second'))
      ensure(cells[0] === 'Night trains worth the detour', "the page's title is under Title")
      ensure(cells[1] === page.url(), "the page's link is under Link")
      const date = list.raw('D', number, 'UNFORMATTED_VALUE')
      ensure(date === todaysSerial(), `today is under Date, as a date, not ${String(date)}`)
      await seeRow(panel, number, cells)
      await see(panel, `Added to ${READING_LIST}, row ${number}`)
      await shootBeside(page, panel)
    },
  )

  await step('confirmed', 'A badge and a notification confirm it', async () => {
    await list.arrived(await send('#third'))
    await seeBadge(browser, '✓')
    await seeNotice(browser, 'sent')
    const popup = await browser.openPopup(page)
    await see(popup, 'Selections go to')
    await see(popup, 'Nothing waits to be sent')
    await shoot(popup)
    await browser.closePopup()
  })

  await step('formula', 'What starts with = stays text and becomes no formula', async () => {
    const text = await send('#quote')
    const { number } = await list.arrived(text)
    ensure(list.raw('C', number, 'FORMULA') === text, 'the cell keeps it as it was selected')
    await see(panel, `row ${number}`)
    await shoot(panel)
  })
}
