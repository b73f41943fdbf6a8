import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { capture, captureFrames, fill, grantActiveTab } from '#test/browser/capturing.ts'
import { launchBrowser, type ExtensionBrowser } from '#test/browser/launch.ts'
import { written } from '#test/extension/capture/written.ts'
import { servePages, type Pages } from '#test/pages/serve.ts'

// Selections as people make them, with pointer and keyboard, wherever a page can have one.

let browser: ExtensionBrowser
let pages: Pages
let page: Page

beforeAll(async () => {
  pages = await servePages()
  browser = await launchBrowser()
  page = await browser.newPage(pages.url('workshops.html'))
  await grantActiveTab(browser, page)
  await page.evaluate(() => document.querySelectorAll('link, style').forEach((e) => e.remove()))
})
afterAll(async () => {
  await browser?.close()
  await pages?.close()
})

async function show(body: string): Promise<void> {
  await fill(page, body)
  await page.evaluate(() => getSelection()?.removeAllRanges())
}

const rows = async () => written(await capture(browser))

async function dragOver(from: string, to: string): Promise<void> {
  const [start, end] = await Promise.all(
    [from, to].map((selector) =>
      page.$eval(selector, (element) => {
        const range = document.createRange()
        range.selectNodeContents(element)
        const { left, right, top, height } = range.getBoundingClientRect()
        return { left, right, y: top + height / 2 }
      }),
    ),
  )
  if (!start || !end) throw new Error('Nothing to drag over.')
  await page.mouse.move(start.left + 1, start.y)
  await page.mouse.down()
  await page.mouse.move(end.right - 1, end.y, { steps: 4 })
  await page.mouse.up()
}

async function selectAllIn(selector: string): Promise<void> {
  await page.focus(selector)
  await page.keyboard.down('Control')
  await page.keyboard.press('a')
  await page.keyboard.up('Control')
}

async function withFrame(attributes: string): Promise<void> {
  await show(`<p id="around">around</p><iframe width="600" height="300" ${attributes}></iframe>`)
  await page.waitForFunction(() => {
    const frame = document.querySelector('iframe')?.contentDocument
    return frame?.readyState === 'complete' && frame.querySelector('.inner') !== null
  })
}

async function selectInFrame(): Promise<void> {
  await page.$eval('iframe', (frame) => {
    const { contentDocument: inner } = frame
    const table = inner?.querySelector('.inner')
    if (!table) throw new Error('No table.')
    inner?.getSelection()?.selectAllChildren(table)
    frame.contentWindow?.focus()
  })
}

async function withCard(): Promise<void> {
  await show(
    '<p id="before">before</p><my-card><b slot="title">Title</b>unseen</my-card><p id="after">after</p>',
  )
  await page.$eval('my-card', (card) => {
    const root = card.attachShadow({ mode: 'open' })
    root.innerHTML = `<h2><slot name="title"></slot></h2><inner-part></inner-part>`
    const inner = root.querySelector('inner-part')?.attachShadow({ mode: 'open' })
    if (inner) {
      inner.innerHTML =
        '<table><tr><td id="a">a</td><td>b</td></tr><tr><td>c</td><td id="d">d</td></tr></table>'
    }
  })
}

const TABLE = `<table border="1" cellpadding="4">
  <tr><th>Name</th><th>Born</th></tr>
  <tr><td id="a1">Ada Lovelace</td><td id="a2">1815</td></tr>
  <tr><td id="b1">Blaise Pascal</td><td id="b2">1623</td></tr>
</table><p id="after">After all of it</p>`

describe('with the pointer', () => {
  it('three clicks on a cell are its text, and nothing of the next', async () => {
    await show(TABLE)
    await page.click('#a1', { count: 3 })
    expect(await rows()).toEqual([['Ada Lovelace']])
  })

  it('three clicks on the last cell are its text, and nothing of what follows the table', async () => {
    await show(TABLE)
    await page.click('#b2', { count: 3 })
    expect((await capture(browser)).rows).toEqual([[{ kind: 'number', value: 1623 }]])
  })

  it('two clicks are a word', async () => {
    await show('<p><span id="a">alpha</span> beta</p>')
    await page.click('#a', { count: 2 })
    expect(await rows()).toEqual([['alpha']])
  })

  it('dragging over cells is the grid of those cells', async () => {
    await show(TABLE)
    await dragOver('#a1', '#b2')
    expect(await rows()).toEqual([
      ['Ada Lovelace', '1815'],
      ['Blaise Pascal', '1623'],
    ])
  })

  it('dragging backwards is the same', async () => {
    await show(TABLE)
    await page.evaluate(() => {
      const [a, b] = ['#a1', '#b2'].map((name) => document.querySelector(name)?.firstChild)
      if (!a || !b) throw new Error('No cells.')
      getSelection()?.setBaseAndExtent(b, 4, a, 0)
    })
    expect(await rows()).toEqual([
      ['Ada Lovelace', '1815'],
      ['Blaise Pascal', '1623'],
    ])
  })
})

describe('with the keyboard', () => {
  it('all of a page is its table, and what stands below it', async () => {
    await show(TABLE)
    await page.keyboard.down('Control')
    await page.keyboard.press('a')
    await page.keyboard.up('Control')
    expect(await rows()).toEqual([
      ['Name', 'Born'],
      ['Ada Lovelace', '1815'],
      ['Blaise Pascal', '1623'],
      ['After all of it'],
    ])
  })

  it.each([
    ['a text area, with its lines', '<textarea id="x">one\ntwo</textarea>', [['one\ntwo']]],
    ['an input', '<input id="x" value="1,234.50" lang="en">', [['1234.5']]],
    ['a field for searching', '<input id="x" type="search" value="find me">', [['find me']]],
    ['a password, of which nothing is told', '<input id="x" type="password" value="s3cret">', []],
    ['a field that tells nothing', '<input id="x" type="email" value="a@b.example">', []],
    [
      'editable text',
      '<p>around</p><div id="x" contenteditable><div>one</div><div>two <b>three</b></div></div>',
      [['one\ntwo three']],
    ],
    [
      'an editable table',
      '<div id="x" contenteditable><table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table></div>',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
  ])('all of %s', async (_, html, expected) => {
    await show(html)
    await selectAllIn('#x')
    expect(await rows()).toEqual(expected)
  })

  it('a part of a text area', async () => {
    await show('<textarea id="x" rows="3">one\ntwo\nthree</textarea>')
    await page.focus('#x')
    await page.keyboard.down('Control')
    await page.keyboard.press('Home')
    await page.keyboard.up('Control')
    await page.keyboard.down('Shift')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.up('Shift')
    expect(await rows()).toEqual([['one\nt']])
  })
})

describe('in a frame of the same origin', () => {
  const INNER = `srcdoc="<table class='inner'><tr><td id=a>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>"`

  it('the frame tells when it is asked, and so does the page around it', async () => {
    await withFrame(INNER)
    await selectInFrame()
    const [top, frame] = await captureFrames(browser)
    expect(top && written(top)).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ])
    expect(frame && written(frame)).toEqual(top && written(top))
    expect(frame?.page).toEqual(top?.page)
  })

  it('what was selected around it before is not meant', async () => {
    await withFrame(INNER)
    await page.$eval('#around', (element) => getSelection()?.selectAllChildren(element))
    expect(await rows()).toEqual([['around']])
    await selectInFrame()
    expect(await rows()).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ])
  })

  it('what is selected in a frame of another origin is not told, nor what was around it before', async () => {
    const other = pages.url('workshops.html').replace('localhost', '127.0.0.1')
    await show(`<iframe src="${other}"></iframe>`)
    const frame = await page.waitForFrame((frame) => frame.url() === other)
    await frame.waitForSelector('h1')
    await frame.$eval('h1', (element) => getSelection()?.selectAllChildren(element))
    await frame.evaluate(() => focus())
    expect(await captureFrames(browser)).toMatchObject([{ frameId: 0, rows: [] }])
  })
})

describe('in an open shadow tree', () => {
  const inner = `document.querySelector('my-card').shadowRoot.querySelector('inner-part').shadowRoot`

  it('a selection within a tree within a tree is found', async () => {
    await withCard()
    await page.evaluate(`(() => {
      const root = ${inner}
      getSelection().setBaseAndExtent(root.querySelector('#a').firstChild, 0, root.querySelector('#d').firstChild, 1)
    })()`)
    expect(await rows()).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ])
  })

  it('three clicks within it are found', async () => {
    await withCard()
    const cell = await page.waitForSelector('my-card >>> #d')
    await cell?.click({ count: 3 })
    expect(await rows()).toEqual([['d']])
  })

  it('all of a page has it in its place, slots filled', async () => {
    await withCard()
    await page.evaluate(() => getSelection()?.selectAllChildren(document.body))
    expect(await rows()).toEqual([['before\n\nTitle'], ['a', 'b'], ['c', 'd'], ['after']])
  })
})

describe('a hostile page', () => {
  it('cannot reach what reads it by what its scripts replaced', async () => {
    await show('<p>alpha</p>')
    await page.evaluate(() => {
      // Where it is run there is nothing around it.
      // oxlint-disable-next-line unicorn/consistent-function-scoping
      const broken = () => {
        throw new Error('Gotcha')
      }
      Object.defineProperty(Node.prototype, 'childNodes', { get: broken, configurable: true })
      Object.defineProperty(Document.prototype, 'activeElement', {
        get: broken,
        configurable: true,
      })
      Object.assign(window, { getSelection: broken, getComputedStyle: broken })
      Object.assign(document, { getSelection: broken })
      Object.assign(Array.prototype, { flatMap: broken })
    })
    await page.evaluate(() =>
      Selection.prototype.selectAllChildren.call(
        Document.prototype.getSelection.call(document),
        document.body,
      ),
    )
    expect(await rows()).toEqual([['alpha']])
  })

  it('may nest as deep as it likes', async () => {
    await page.reload()
    await grantActiveTab(browser, page)
    await page.evaluate(() => {
      // Boxes in boxes beyond a thousand end the tab itself.
      document.head.innerHTML = '<style>body * { display: contents }</style>'
      let at: Element = document.body
      at.replaceChildren()
      for (let level = 0; level < 5000; level++) {
        const inner = document.createElement(['div', 'ul', 'b', 'section'][level % 4] ?? 'div')
        at.append(`${level} `, inner)
        at = inner
      }
      getSelection()?.selectAllChildren(document.body)
    })
    const text = (await rows()).flat().join('\n')
    expect(text.match(/\d+/g)).toHaveLength(5000)
  })

  it('may have pieces of text by the hundred thousand, and attributes of megabytes', async () => {
    await page.evaluate(() => {
      const paragraph = document.createElement('p')
      paragraph.title = 'x'.repeat(5_000_000)
      for (let index = 0; index < 200_000; index++) paragraph.append('x')
      document.body.replaceChildren(paragraph)
      getSelection()?.selectAllChildren(document.body)
    })
    expect((await rows())[0]?.[0]).toHaveLength(200_000)
  })
})
