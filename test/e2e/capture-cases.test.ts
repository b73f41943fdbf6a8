import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { capture, fill, grantActiveTab } from '#test/browser/capturing.ts'
import { launchBrowser, type ExtensionBrowser } from '#test/browser/launch.ts'
import { ROOT } from '#test/browser/run-command.ts'
import { FORMS } from '#test/extension/capture/cases/forms.ts'
import { LISTS, TERMS } from '#test/extension/capture/cases/lists.ts'
import { PAGES } from '#test/extension/capture/cases/pages.ts'
import { PARTS } from '#test/extension/capture/cases/parts.ts'
import { HIDING, STYLED } from '#test/extension/capture/cases/styles.ts'
import { TABLES } from '#test/extension/capture/cases/tables.ts'
import { TEXTS } from '#test/extension/capture/cases/texts.ts'
import { written } from '#test/extension/capture/written.ts'
import { servePages, type Pages } from '#test/pages/serve.ts'

// What the DOM libraries make of these in test/extension/capture, a browser has to make of them too.

let browser: ExtensionBrowser
let pages: Pages
let page: Page

beforeAll(async () => {
  pages = await servePages()
  browser = await launchBrowser()
  page = await browser.newPage(pages.url('workshops.html'))
  await grantActiveTab(browser, page)
  // The page's own style is none of a case's.
  await page.evaluate(() => document.querySelectorAll('link, style').forEach((e) => e.remove()))
})
afterAll(async () => {
  await browser?.close()
  await pages?.close()
})

async function rowsOf(body: string, head?: string): Promise<string[][]> {
  await fill(page, body, head)
  return written(await capture(browser))
}

describe('in Chromium', () => {
  describe('a table', () => {
    it.each(TABLES)('%s', async (_, html, rows) => {
      expect(await rowsOf(`<table>${html}</table>`)).toEqual(rows)
    })
  })

  describe('a list', () => {
    it.each([...LISTS, ...TERMS])('%s', async (_, html, rows) => {
      expect(await rowsOf(html)).toEqual(rows)
    })
  })

  describe('a form whose fields are named as what elements are asked', () => {
    it.each(FORMS)('%s', async (_, html, rows) => {
      expect(await rowsOf(html)).toEqual(rows)
    })

    it('whatever they are named', async () => {
      await fill(page, '<form lang="de">1.234,5</form>')
      await page.$eval('form', (form) => {
        const names = new Set<string>()
        for (let of: unknown = Object.getPrototypeOf(form); of; of = Object.getPrototypeOf(of)) {
          for (const name of Object.getOwnPropertyNames(of)) names.add(name)
        }
        for (const name of names) {
          const field = document.createElement('input')
          field.setAttribute('type', 'hidden')
          field.setAttribute('name', name)
          HTMLElement.prototype.append.call(form, field)
        }
      })
      expect((await capture(browser)).rows).toMatchObject([[{ kind: 'number', value: 1234.5 }]])
    })
  })

  describe('a text', () => {
    it.each(TEXTS)('%s', async (_, html, text) => {
      expect(await rowsOf(html)).toEqual([[text]])
    })
  })

  describe('what is styled', () => {
    it.each(STYLED)('%s', async (_, html, rows) => {
      expect(await rowsOf(html, HIDING)).toEqual(rows)
    })
  })

  describe('a page', () => {
    it.each(PAGES)('%s', async (_, name, selector, { rows, headerRows }) => {
      const file = join(ROOT, 'test/extension/capture/pages', `${name}.html`)
      await fill(page, await readFile(file, 'utf8'))
      await page.$eval(selector, (element) => getSelection()?.selectAllChildren(element))
      const captured = await capture(browser)
      expect(written(captured)).toEqual(rows)
      expect(captured.headerRows).toBe(headerRows)
    })
  })

  describe('of a part of a page', () => {
    it.each(PARTS)('%s', async (_, html, [from, start], [to, end], rows) => {
      await fill(page, html)
      await page.evaluate(
        (from, start, to, end) => {
          const [first, last] = [from, to].map((name) => document.querySelector(name)?.firstChild)
          if (!first || !last) throw new Error('No such text.')
          getSelection()?.setBaseAndExtent(first, start, last, end)
        },
        from,
        start,
        to,
        end,
      )
      expect(written(await capture(browser))).toEqual(rows)
    })
  })
})
