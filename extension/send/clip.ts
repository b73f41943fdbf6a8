import { browser, type Browser } from 'wxt/browser'
import * as z from 'zod/mini'
import type { Pointed, Wanted } from '#extension/capture/pointed.ts'
import { MOST_CELLS } from '#extension/capture/too-many-cells.ts'
import type { Clip } from '#extension/outbox/entry.ts'
import { address, cell, EMPTY, text, type Cell } from '#shared/cells.ts'
import { SheetsideError } from '#shared/errors.ts'
import { CELL_CHARACTERS } from '#shared/limits.ts'
import { pageFacts } from '#shared/template/facts.ts'

/** As the page gave it: a text may still be longer than a cell holds. */
const captured = z.object({
  rows: z.array(z.array(z.unknown())),
  headerRows: z.int().check(z.nonnegative()),
  page: z.optional(z.unknown()),
  isInViewer: z._default(z.boolean(), false),
  tooManyCells: z.optional(z.number()),
})
const longText = z.object({ kind: z.literal('text'), value: z.string() })
const rows = z.array(z.array(cell))
const facts = z.omit(pageFacts, { title: true, url: true })

type Click = Pick<
  Browser.contextMenus.OnClickData,
  'frameId' | 'pageUrl' | 'selectionText' | 'linkUrl' | 'srcUrl'
>
type ClickedTab = Pick<Browser.tabs.Tab, 'id' | 'title' | 'url'>

/**
 * What the person pointed at where they clicked, with the page it came from. Rejects with `too_large`,
 * and with `page_not_readable` where neither the page nor the browser tells what is selected.
 * @param selectors what templates want to know of the page
 */
export async function clipOf(
  kind: Pointed['kind'],
  click: Click,
  tab: ClickedTab | undefined,
  selectors: string[],
  now: Date,
): Promise<Clip> {
  const { frameId = 0 } = click
  const wanted = { pointed: pointedAt(kind, click), selectors }
  const [read = null] = await readFrames(wanted, tab, { frameIds: [frameId] })
  const selected = read && read.rows.length > 0 ? read : ofBrowser(kind, click)
  // A frame of another site keeps what is in it to itself; the page around it still says what it is.
  const [around = null] =
    read === null && frameId !== 0
      ? await readFrames({ pointed: { kind: 'page' }, selectors }, tab, { frameIds: [0] })
      : []
  const page = (read ?? around)?.page ?? {}
  return { ...dated(selected, tab, now), url: tab?.url ?? click.pageUrl ?? '', page }
}

/** What a tab gives where no click says in which frame, and whether it may be read at all. */
export type TabRead =
  | { kind: 'clip'; clip: Clip }
  /** Nothing is selected in any frame that may be read. */
  | { kind: 'nothing' }
  /** Not permitted, or kept closed by the browser: no script may run in it, or a viewer shows a PDF. */
  | { kind: 'closed' }

/**
 * What is selected in a tab, or the page as a whole, with no menu's click to go by: the first frame that
 * has something selected. Rejects with `too_large`.
 */
export async function readTab(
  kind: 'selection' | 'page',
  tab: ClickedTab,
  selectors: string[],
  now: Date,
): Promise<TabRead> {
  const reads = await readFrames({ pointed: { kind }, selectors }, tab, { allFrames: true })
  const [top] = reads
  if (!top) return { kind: 'closed' }
  const selected = kind === 'page' ? ofBrowser(kind, {}) : reads.find(({ rows }) => rows.length > 0)
  if (!selected) return { kind: top.isInViewer ? 'closed' : 'nothing' }
  return { kind: 'clip', clip: { ...dated(selected, tab, now), page: top.page } }
}

function dated(
  { rows, headerRows }: Told,
  tab: ClickedTab | undefined,
  now: Date,
): Omit<Clip, 'page'> {
  const [date, time] = [localDay(now), localTime(now)]
  return { rows, headerRows, title: tab?.title ?? '', url: tab?.url ?? '', date, time }
}

function pointedAt(kind: Pointed['kind'], { linkUrl = '', srcUrl = '' }: Click): Pointed {
  switch (kind) {
    case 'link':
      return { kind, url: linkUrl }
    case 'image':
      return { kind, url: srcUrl }
    case 'selection':
    case 'page':
      return { kind }
  }
}

type Told = Pick<Clip, 'rows' | 'headerRows'>
type Read = Told & { page: Clip['page']; isInViewer: boolean }

/**
 * Through a script in the tab's frames, the page's own first; none where it may not run, or answers
 * something else.
 */
async function readFrames(
  wanted: Wanted,
  tab: ClickedTab | undefined,
  frames: { frameIds: number[] } | { allFrames: true },
): Promise<Read[]> {
  if (tab?.id === undefined || tab.id < 0) return []
  const target = { tabId: tab.id, ...frames }
  try {
    // A file takes no arguments, so it only brings the function that is then called with them.
    await browser.scripting.executeScript({ target, files: ['/capture.js'] })
    const answers = await browser.scripting.executeScript({ target, func: capture, args: [wanted] })
    return answers
      .toSorted((one, other) => one.frameId - other.frameId)
      .flatMap(({ result }) => readAnswer(result) ?? [])
  } catch (error) {
    if (error instanceof SheetsideError) throw error
    return []
  }
}

/** Runs in the page, in the extension's own world of it. */
function capture(wanted: Wanted): unknown {
  return globalThis.sheetsideCapture?.(wanted)
}

function readAnswer(result: unknown): Read | null {
  const answer = captured.safeParse(result)
  if (!answer.success) return null
  const { tooManyCells } = answer.data
  if (tooManyCells !== undefined) {
    const [has, most] = [tooManyCells, MOST_CELLS].map(readable)
    throw tooLarge(`has ${has} cells, and at most ${most} are read`)
  }
  for (const value of answer.data.rows.flat()) refuseTooLong(value)
  const read = rows.safeParse(answer.data.rows)
  const page = facts.safeParse(answer.data.page)
  return {
    rows: read.data ?? [],
    headerRows: read.success ? answer.data.headerRows : 0,
    // The rows are what matters; what a page says of itself may be anything.
    page: page.data ?? {},
    isInViewer: answer.data.isInViewer,
  }
}

/** As the browser itself tells it, without line breaks: PDF viewers, stores, frames of other sites. */
function ofBrowser(kind: Pointed['kind'], click: Click): Told {
  const cell = cellOfBrowser(kind, click)
  if (cell) return { rows: [[cell]], headerRows: 0 }
  throw new SheetsideError(
    'page_not_readable',
    'The browser does not let extensions read this page. Copy the text and paste it into the sheet.',
  )
}

function cellOfBrowser(
  kind: Pointed['kind'],
  { selectionText = '', linkUrl = '', srcUrl = '' }: Click,
): Cell | null {
  switch (kind) {
    case 'selection': {
      const selected = selectionText.trim()
      if (selected.length > CELL_CHARACTERS) throw tooLong(selected.length)
      return selected === '' ? null : text(selected)
    }
    case 'link':
      return linked(selectionText.trim() || linkUrl, linkUrl)
    case 'image':
      return linked(srcUrl, srcUrl)
    case 'page':
      return EMPTY
  }
}

function linked(value: string, url: string): Cell {
  if (value.length > CELL_CHARACTERS) throw tooLong(value.length)
  return address.safeParse(url).success ? { kind: 'text', value, link: url } : text(value)
}

/** A text that no cell can hold is refused with its length, never cut. */
function refuseTooLong(value: unknown): void {
  const read = longText.safeParse(value)
  if (read.success && read.data.value.length > CELL_CHARACTERS) {
    throw tooLong(read.data.value.length)
  }
}

function tooLong(characters: number): SheetsideError {
  const [has, holds] = [characters, CELL_CHARACTERS].map(readable)
  return tooLarge(`has ${has} characters, and a cell of a sheet holds ${holds}`)
}

function tooLarge(what: string): SheetsideError {
  return new SheetsideError('too_large', `The selection ${what}. Select less and send it again.`)
}

function readable(count: number): string {
  return count.toLocaleString('en')
}

/** The calendar day where the person is, `YYYY-MM-DD`. */
export function localDay(now: Date): string {
  const year = String(now.getFullYear()).padStart(4, '0')
  return [year, twoDigits(now.getMonth() + 1), twoDigits(now.getDate())].join('-')
}

/** The time of day where the person is, `HH:MM:SS`. */
export function localTime(now: Date): string {
  return [now.getHours(), now.getMinutes(), now.getSeconds()].map(twoDigits).join(':')
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0')
}
