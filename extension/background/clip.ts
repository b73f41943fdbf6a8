import { browser, type Browser } from 'wxt/browser'
import * as z from 'zod/mini'
import type { Captured } from '#extension/capture/captured.ts'
import type { Clip } from '#extension/outbox/entry.ts'
import { cell, text } from '#shared/cells.ts'
import { SheetsideError } from '#shared/errors.ts'
import { CELL_CHARACTERS } from '#shared/limits.ts'

const captured: z.ZodMiniType<Captured> = z.union([
  z.object({ rows: z.array(z.array(cell)) }),
  z.object({ tooLarge: z.object({ characters: z.int() }) }),
])

type Click = Pick<Browser.contextMenus.OnClickData, 'frameId' | 'pageUrl' | 'selectionText'>
type ClickedTab = Pick<Browser.tabs.Tab, 'id' | 'title' | 'url'>

/**
 * What was selected where the person clicked, with the page it came from. Rejects with `too_large`,
 * and with `page_not_readable` where neither the page nor the browser tells what is selected.
 */
export async function clipOf(click: Click, tab: ClickedTab | undefined, now: Date): Promise<Clip> {
  const rows = (await rowsInPage(click, tab)) ?? rowsOfBrowser(click)
  if (!rows) {
    throw new SheetsideError(
      'page_not_readable',
      'The browser does not let extensions read this page. Copy the text and paste it into the sheet.',
    )
  }
  return {
    rows,
    title: tab?.title ?? '',
    url: tab?.url ?? click.pageUrl ?? '',
    date: localDay(now),
  }
}

/** Through a script in the clicked frame; null where it may not run, or finds nothing. */
async function rowsInPage(click: Click, tab: ClickedTab | undefined): Promise<Clip['rows'] | null> {
  if (tab?.id === undefined || tab.id < 0) return null
  const results = await browser.scripting
    .executeScript({
      target: { tabId: tab.id, frameIds: [click.frameId ?? 0] },
      files: ['/capture.js'],
    })
    .catch(() => [])
  const answer = captured.safeParse(results[0]?.result)
  if (!answer.success) return null
  if ('tooLarge' in answer.data) throw tooLarge(answer.data.tooLarge.characters)
  return answer.data.rows.length > 0 ? answer.data.rows : null
}

/** As the browser itself tells it, without line breaks: PDF viewers, stores, frames of other sites. */
function rowsOfBrowser({ selectionText }: Click): Clip['rows'] | null {
  const selected = selectionText?.trim() ?? ''
  if (selected.length > CELL_CHARACTERS) throw tooLarge(selected.length)
  return selected === '' ? null : [[text(selected)]]
}

function tooLarge(characters: number): SheetsideError {
  const [has, holds] = [characters, CELL_CHARACTERS].map((count) => count.toLocaleString('en'))
  return new SheetsideError(
    'too_large',
    `The selection has ${has} characters, and a cell of a sheet holds ${holds}. Select less and send it again.`,
  )
}

/** The calendar day where the person is, `YYYY-MM-DD`. */
export function localDay(now: Date): string {
  const year = String(now.getFullYear()).padStart(4, '0')
  const month = String(now.getMonth() + 1).padStart(2, '0')
  return `${year}-${month}-${String(now.getDate()).padStart(2, '0')}`
}
