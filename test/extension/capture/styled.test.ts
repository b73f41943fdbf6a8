import { describe, expect, it } from 'vitest'
import { captureSelection } from '#extension/capture/selection.ts'
import { HIDING } from './cases/styles.ts'
import { doms, select, styledPageOf } from './doms.ts'
import { written } from './written.ts'

const rows = (html: string) => written(captureSelection(styledPageOf(html, HIDING).body))

const row = (a: string, b: string) =>
  `<div style="display: table-row"><div style="display: table-cell">${a}</div><div style="display: table-cell">${b}</div></div>`

/** A card with a slot for its title, and a table of its own. */
function withCard(): Document {
  const document = styledPageOf('<p>before</p><my-card><b slot="title">Title</b>none</my-card>')
  const root = document.querySelector('my-card')?.attachShadow({ mode: 'open' })
  if (!root) throw new Error('No card.')
  root.innerHTML =
    '<h2><slot name="title">Untitled</slot></h2><table><tr><td>a</td><td>b</td></tr></table>'
  return document
}

describe('what a style sheet hides', () => {
  it.each([
    ['is for screen readers alone', 'sr-only'],
    ['is clipped away', 'clipped'],
    ['is clipped by a path', 'inset'],
    ['is not displayed', 'gone'],
    ['is not visible', 'unseen'],
    ['cannot be selected', 'fixed'],
  ])('is left out of texts and cells where it %s', (_, name) => {
    const hidden = `<span class="${name}">hidden</span>`
    expect(rows(`<p>one ${hidden} two</p>`)).toEqual([['one two']])
    expect(rows(`<table><tr><td>one${hidden}</td><td>two</td></tr></table>`)).toEqual([
      ['one', 'two'],
    ])
  })

  it('keeps its slot in a table where it is only invisible, and has none where it is not displayed', () => {
    expect(rows('<table><tr><td>a</td><td class="unseen">x</td><td>b</td></tr></table>')).toEqual([
      ['a', '', 'b'],
    ])
    expect(rows('<table><tr><td>a</td><td class="gone">x</td><td>b</td></tr></table>')).toEqual([
      ['a', 'b'],
    ])
  })
})

it('letters are as they are shown', () => {
  expect(rows('<p class="loud">one straße!</p>')).toEqual([['ONE STRASSE!']])
})

describe('a table made by styles', () => {
  // happy-dom does not know `table-cell`; linkedom takes what an element itself says.
  const [, pageOf] = doms[0] ?? []
  const table = (inner: string) => {
    const page = pageOf?.(`<div style="display: table">${inner}</div>`)
    return page && written(captureSelection(page.body))
  }

  it('is a grid', () => {
    expect(table(row('a', 'b') + row('c', 'd'))).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ])
  })

  it('is no table where it has a single row, as those that only arrange things', () => {
    expect(table(row('a', 'b'))).toEqual([['a\nb']])
  })

  it('of tags stays one where it is drawn otherwise', () => {
    expect(
      rows('<table><tr><td class="block">a</td><td class="block">b</td></tr></table>'),
    ).toEqual([['a', 'b']])
  })
})

describe('a shadow tree', () => {
  it('is read as it is drawn, its slots filled', () => {
    expect(written(captureSelection(withCard().body))).toEqual([['before\n\nTitle'], ['a', 'b']])
  })

  it('may hold the selection, or one end of it', () => {
    const document = withCard()
    const root = document.querySelector('my-card')?.shadowRoot
    const [a, b] = Array.from(root?.querySelectorAll('td') ?? [], ({ firstChild }) => firstChild)
    const before = document.querySelector('p')?.firstChild
    if (!a || !b || !before) throw new Error('No cells.')
    const end = { node: b, offset: 1 }
    select(document, { start: { node: a, offset: 0 }, end })
    expect(written(captureSelection(document))).toEqual([['a', 'b']])
    select(document, { start: { node: before, offset: 3 }, end })
    expect(written(captureSelection(document))).toEqual([['ore\n\nTitle'], ['a', 'b']])
  })

  it('is asked for where the browser tells selections across trees', () => {
    const document = withCard()
    const root = document.querySelector('my-card')?.shadowRoot
    const a = root?.querySelector('td')?.firstChild
    if (!a) throw new Error('No cell.')
    const asked: unknown[] = []
    const selection = {
      rangeCount: 1,
      getComposedRanges: ({ shadowRoots }: { shadowRoots: unknown[] }) => {
        asked.push(...shadowRoots)
        if (shadowRoots.includes(root))
          return [{ startContainer: a, startOffset: 0, endContainer: a, endOffset: 1 }]
        // Beside the host, of a tree that was not asked about.
        const around = { startContainer: document.body, endContainer: document.body }
        return [{ ...around, startOffset: 1, endOffset: 2 }]
      },
    }
    Object.defineProperty(document, 'getSelection', { value: () => selection })
    expect(written(captureSelection(document))).toEqual([['a']])
    expect(asked).toEqual([root])
  })
})

describe('a frame that has the focus', () => {
  it('is read, whatever was selected around it before, unless it has nothing selected', () => {
    const document = styledPageOf('<p>around</p><iframe></iframe>')
    const inner = styledPageOf('<p>inside</p>')
    const frame = document.querySelector('iframe')
    const text = inner.querySelector('p')?.firstChild
    if (!frame || !text) throw new Error('No frame.')
    const around = document.querySelector('p')?.firstChild
    if (!around) throw new Error('No text.')
    select(document, { start: { node: around, offset: 0 }, end: { node: around, offset: 3 } })
    select(inner, { start: { node: text, offset: 0 }, end: { node: text, offset: 2 } })
    Object.defineProperty(document, 'activeElement', { value: frame })
    Object.defineProperty(frame, 'contentDocument', { value: inner, configurable: true })
    expect(written(captureSelection(document))).toEqual([['in']])

    select(inner)
    expect(written(captureSelection(document))).toEqual([['aro']])

    // Of another origin: the browser tells nothing.
    Object.defineProperty(frame, 'contentDocument', { value: null })
    expect(written(captureSelection(document))).toEqual([['aro']])
  })
})
