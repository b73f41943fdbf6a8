import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { CDPSession, Page } from 'puppeteer-core'
import { z } from 'zod'
import { buildExtension } from '#test/browser/build.ts'
import { launchBrowser } from '#test/browser/launch.ts'
import type { Bench, Figure } from './bench.ts'

/** Times what a plain walk takes: each text is read, and each element asked for a style. */
const RATIOS = { '1,000 × 10 cells': 12, '10,000 × 20 cells': 12, '50,000 elements': 18 }
/** Milliseconds, on a computer of two slow cores. */
const TABLE_MS = 300
const FACTS_MS = 300

export const capture: Bench = {
  about:
    'a whole selection turned into rows in Chromium, beside a plain walk over the same page (times as long)',
  async measure() {
    const extension = await buildExtension('chrome')
    const script = await readFile(join(extension, 'capture.js'), 'utf8')
    const browser = await launchBrowser({ extension })
    try {
      const page = await browser.newPage('about:blank')
      const measured: [keyof typeof RATIOS, Times][] = []
      for (const [name, html] of [
        ['1,000 × 10 cells', tableOf(1000, 10)],
        ['10,000 × 20 cells', tableOf(10_000, 20)],
        ['50,000 elements', textOf(50_000)],
      ] as const) {
        measured.push([name, await timesOf(page, script, html)])
      }
      const figures = measured.map(([name, { walk, selection }]): Figure => ({
        name,
        value: selection / walk,
        budget: RATIOS[name],
        unit: 'walks',
      }))
      const [[, table] = [], , [, text] = []] = measured
      return [
        ...figures,
        {
          name: '1,000 × 10 cells, in all',
          value: table?.selection ?? 0,
          budget: TABLE_MS,
          unit: 'ms',
        },
        { name: 'facts of 50,000 elements', value: text?.facts ?? 0, budget: FACTS_MS, unit: 'ms' },
      ]
    } finally {
      await browser.close()
    }
  },
}

/** In milliseconds. */
type Times = { walk: number; selection: number; facts: number }

/** In a world of its own in the page, as the background runs it. */
async function timesOf(page: Page, script: string, html: string): Promise<Times> {
  await page.setContent(`<!doctype html><html lang="en"><body>${html}</body></html>`)
  await page.evaluate(() => getSelection()?.selectAllChildren(document.body))
  const session = await page.createCDPSession()
  const { frameTree } = await session.send('Page.getFrameTree')
  const { executionContextId: contextId } = await session.send('Page.createIsolatedWorld', {
    frameId: frameTree.frame.id,
  })
  await evaluate(session, contextId, script)
  const measured = {
    walk: await fastest(session, contextId, WALK),
    selection: await fastest(session, contextId, asked('selection')),
    facts: await fastest(session, contextId, asked('page')),
  }
  await session.detach()
  return measured
}

async function evaluate(
  session: CDPSession,
  contextId: number,
  expression: string,
): Promise<unknown> {
  const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
    expression,
    contextId,
    returnByValue: true,
  })
  if (exceptionDetails) throw new Error(JSON.stringify(exceptionDetails))
  return result.value
}

/** Milliseconds of the fastest of three runs of an expression, in the page. */
async function fastest(session: CDPSession, contextId: number, run: string): Promise<number> {
  const expression = `Math.min(...[1, 2, 3].map(() => {
    const from = performance.now()
    ${run}
    return performance.now() - from
  }))`
  return z.number().parse(await evaluate(session, contextId, expression))
}

/** Each text read, and each element asked for its display. */
const WALK = `
  let length = 0
  const walker = document.createTreeWalker(document.body)
  while (walker.nextNode()) {
    const node = walker.currentNode
    length += node.nodeType === 1 ? getComputedStyle(node).display.length : node.data.length
  }`

const asked = (kind: 'selection' | 'page') =>
  `sheetsideCapture({ pointed: { kind: '${kind}' }, selectors: ['p > a'] })`

function cellAt(row: number, column: number): string {
  if (column === 0) return `<a href="/items/${row}">Item ${row}</a>`
  if (column === 1) return `$1,${String(row % 1000).padStart(3, '0')}.50`
  return column === 2 ? `2026-03-0${(row % 9) + 1}` : `cell ${row} ${column}`
}

function tableOf(rows: number, columns: number): string {
  const lines = Array.from({ length: rows }, (_, row) => {
    const cells = Array.from({ length: columns }, (_, column) => `<td>${cellAt(row, column)}</td>`)
    return `<tr>${cells.join('')}</tr>`
  })
  return `<table>${lines.join('')}</table>`
}

function textOf(elements: number): string {
  return Array.from(
    { length: elements / 5 },
    (_, at) => `<div><p>Part <b>${at}</b> of <span>it</span> <a href="/${at}">all</a></p></div>`,
  ).join('')
}
