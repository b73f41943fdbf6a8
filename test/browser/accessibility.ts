import axe, { type AxeResults, type ElementContext, type RunOptions } from 'axe-core'
import type { Page } from 'puppeteer-core'
import type { Chrome } from './chrome.ts'
import type { ExtensionBrowser } from './launch.ts'
import { eventually } from './sight.ts'

declare const chrome: Chrome

type Axe = { run(context: ElementContext, options: RunOptions): Promise<AxeResults> }

/** What axe-core finds wrong with a page as it is now, a line for each element. */
export async function violations(page: Page): Promise<string[]> {
  await settled(page)
  await page.evaluate(axe.source)
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: Axe }
    // Base UI's guards are hidden stops for Tab, which send the focus on as soon as they have it.
    const context = { include: ['html'], exclude: ['[data-base-ui-focus-guard]'] }
    const { violations } = await axe.run(context, {
      resultTypes: ['violations'],
      // Off unless asked for: WCAG 2.2, 2.5.8.
      rules: { 'target-size': { enabled: true } },
    })
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, any, all, none }) => {
        const why = [...any, ...all, ...none].map(({ message }) => message).join(' ')
        return `${id}: ${html.slice(0, 120)} (${why.slice(0, 200)})`
      }),
    )
  })
}

/** Gives every open screen of the extension a theme, as choosing it does; this one has it at the end. */
export async function wear(
  browser: ExtensionBrowser,
  page: Page,
  theme: 'light' | 'dark',
): Promise<void> {
  await eventually(`The ${theme} theme`, async () => {
    await browser.worker.evaluate(choose, theme)
    return page.evaluate((wanted) => document.documentElement.dataset['theme'] === wanted, theme)
  })
}

/** Runs in the worker. Who is signed in is asked about now and then, and brings the theme along. */
async function choose(theme: string): Promise<void> {
  const { session } = await chrome.storage.local.get<{
    session?: { server: string; token: string } | null
  }>('session')
  if (session) {
    await fetch(`${session.server}/api/preferences`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${session.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ theme }),
      // A server that is stopped brings no other theme either.
    }).catch(() => {})
  }
  await chrome.storage.local.set({ theme })
}

/** Waits until nothing moves that will ever stand still. */
async function settled(page: Page): Promise<void> {
  await eventually('Standing still', () =>
    page.evaluate(() =>
      document.getAnimations().every(({ effect, playState }) => {
        return playState !== 'running' || effect?.getComputedTiming().endTime === Infinity
      }),
    ),
  )
}

/** By how many pixels the content is wider than the window, and how high all of it is. */
export function extent(page: Page): Promise<{ tooWide: number; width: number; height: number }> {
  return page.evaluate(() => {
    const { scrollWidth, scrollHeight } = document.documentElement
    return { tooWide: scrollWidth - innerWidth, width: innerWidth, height: scrollHeight }
  })
}

export type Walk = {
  /** Names of the controls in the order in which Tab comes to them. */
  order: string[]
  /** Controls that can be seen and that neither Tab nor the arrow keys of their group come to. */
  unreached: string[]
  /** Stops of which nothing shows that they have the focus. */
  unmarked: string[]
}

const MOST_STOPS = 80

/** Goes through a screen by Tab alone, from its beginning until it begins anew. */
export async function walkByTab(page: Page): Promise<Walk> {
  await page.evaluate(prepareWalk)
  const order: string[] = []
  const unmarked: string[] = []
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    await page.keyboard.press('Tab')
    await settled(page)
    const at = await page.evaluate(lookAround)
    if (at === null) break
    order.push(at.name)
    if (!at.marked) unmarked.push(at.name)
  }
  return { order, unmarked, unreached: await page.evaluate(unreached) }
}

/** Runs in the page: notes how each control looks without the focus, and puts the focus before all of it. */
function prepareWalk(): void {
  // oxlint-disable-next-line unicorn/consistent-function-scoping -- nothing outside is there in the page
  const look = (element: Element) => {
    const shown: string[] = []
    // Some controls show it on the box around them, others on the one of theirs that is meant.
    const box = element.parentElement
    const meant = document.getElementById(element.getAttribute('aria-activedescendant') ?? '')
    for (const at of [element, box, box?.parentElement, meant]) {
      if (!at) continue
      for (const part of [null, '::before', '::after']) {
        const { outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor, ...rest } =
          getComputedStyle(at, part)
        const outline = outlineStyle === 'none' ? '' : `${outlineWidth} ${outlineColor}`
        shown.push(`${outline} ${boxShadow} ${borderColor} ${rest.backgroundColor}`)
      }
    }
    return shown.join('|')
  }
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  const looks = new Map<Element, string>()
  for (const element of document.querySelectorAll('a,button,input,select,textarea,[tabindex]')) {
    looks.set(element, look(element))
  }
  const visited = new Set<Element>()
  Object.assign(globalThis, { walk: { look, looks, visited } })
  document.documentElement.tabIndex = -1
  document.documentElement.focus({ preventScroll: true })
  document.documentElement.removeAttribute('tabindex')
}

type WalkState = {
  walk: { look: (element: Element) => string; looks: Map<Element, string>; visited: Set<Element> }
}

/** Runs in the page: the control that has the focus; null at the end, or where it was before. */
function lookAround(): { name: string; marked: boolean } | null {
  const { look, looks, visited } = (globalThis as unknown as WalkState).walk
  const at = document.activeElement
  if (!at || at === document.body || at === document.documentElement || visited.has(at)) return null
  visited.add(at)
  const labelled = at.getAttribute('aria-labelledby')
  const label = labelled ? document.getElementById(labelled)?.textContent : null
  const field = at instanceof HTMLInputElement ? at.labels?.[0]?.textContent : null
  const name = at.getAttribute('aria-label') ?? label ?? field ?? at.textContent
  return { name: name.replace(/\s+/g, ' ').trim(), marked: look(at) !== looks.get(at) }
}

/** Runs in the page. */
function unreached(): string[] {
  const { visited } = (globalThis as unknown as WalkState).walk
  const groups =
    '[role=tablist],[role=listbox],[role=radiogroup],[role=grid],[role=menu],[role=toolbar]'
  const controls = document.querySelectorAll(
    'button,a[href],input,select,textarea,[role=button],[role=tab],[role=option],[role=radio],[role=gridcell],[role=menuitem]',
  )
  const left: string[] = []
  for (const control of controls) {
    if (!control.checkVisibility({ visibilityProperty: true })) continue
    if (control.closest('[aria-hidden=true],[inert]') || control.matches(':disabled')) continue
    const group = control.closest(groups)
    // In a group, or in a list that a field controls, the arrow keys go on from where Tab comes to.
    const reached = [...visited].some((stop) => {
      const controlled = stop.getAttribute('aria-controls')
      return (
        stop === control ||
        group?.contains(stop) ||
        stop.contains(group) ||
        (controlled !== null && group?.id === controlled)
      )
    })
    if (!reached) left.push(control.outerHTML.slice(0, 120))
  }
  return left
}
