import { describe, expect, it } from 'vitest'
import { capturePointed, type Pointed } from '#extension/capture/pointed.ts'
import { doms, select, selectFrom, styledPageOf } from './doms.ts'

const NEWS = 'https://example.com/news'

function pointedIn(document: Document, pointed: Pointed) {
  return capturePointed(document, { pointed, selectors: [] })
}

describe.each(doms)('in %s', (_, pageOf) => {
  it('a link is its words, linked, and what the page is comes with it', () => {
    const document = pageOf(`<a href="/other">x</a><a href="${NEWS}">All <b>news</b></a>`)
    const { rows, page } = pointedIn(document, { kind: 'link', url: NEWS })
    expect(rows).toEqual([[{ kind: 'text', value: 'All news', link: NEWS }]])
    expect(page).toMatchObject({ title: expect.any(String) as unknown })
  })

  it('of several links to one address, the one that has words', () => {
    const document = pageOf(
      `<a href="${NEWS}"><img src="/a.png" alt=""></a><a href="${NEWS}">News</a>`,
    )
    const { rows } = pointedIn(document, { kind: 'link', url: NEWS })
    expect(rows).toEqual([[{ kind: 'text', value: 'News', link: NEWS }]])
  })

  it('or the one that was clicked', () => {
    const document = pageOf(`<a href="${NEWS}">News</a><a id="b" href="${NEWS}">More</a>`)
    const value = document.querySelector('#b')
    Object.defineProperty(document, 'activeElement', { value, configurable: true })
    const { rows } = pointedIn(document, { kind: 'link', url: NEWS })
    expect(rows).toEqual([[{ kind: 'text', value: 'More', link: NEWS }]])
  })

  it('a picture is its words, linked to where it is', () => {
    const document = pageOf('<img src="https://example.com/a.png" alt="A chart"><p>x</p>')
    const url = 'https://example.com/a.png'
    const { rows } = pointedIn(document, { kind: 'image', url })
    expect(rows).toEqual([[{ kind: 'text', value: 'A chart', link: url }]])
  })

  it('what is not there is nothing, and neither is the page as a whole', () => {
    const document = pageOf('<p>x</p>')
    for (const pointed of [
      { kind: 'link', url: NEWS },
      { kind: 'image', url: NEWS },
      { kind: 'page' },
    ] satisfies Pointed[]) {
      expect(pointedIn(document, pointed)).toMatchObject({ rows: [], headerRows: 0 })
    }
  })

  it('a PDF is told from a page in which nothing is selected', () => {
    const document = pageOf('<embed type="application/pdf">')
    select(document)
    expect(pointedIn(document, { kind: 'selection' })).toMatchObject({ isInViewer: false })
    Object.defineProperty(document, 'contentType', { value: 'application/pdf' })
    expect(pointedIn(document, { kind: 'selection' })).toMatchObject({ rows: [], isInViewer: true })
  })

  it(
    'tables that have too many cells together are counted, and not read',
    { timeout: 30_000 },
    () => {
      const wide = `<tr>${'<td>a</td>'.repeat(1000)}</tr>${'<tr><td>b</td></tr>'.repeat(549)}`
      const document = pageOf(`<table>${wide}</table><table id="b">${wide}</table>`)
      const { body } = document
      const all = { node: body, offset: 0 }
      select(document, { start: all, end: { node: body, offset: 1 } })
      expect(pointedIn(document, { kind: 'selection' }).rows).toHaveLength(550)
      select(document, { start: all, end: { node: body, offset: 2 } })
      expect(pointedIn(document, { kind: 'selection' })).toMatchObject({
        rows: [],
        tooManyCells: 1_100_000,
      })
    },
  )

  it('a selection is what is selected', () => {
    const document = pageOf('<p id="a">alpha</p>')
    selectFrom(document, ['#a', 0], ['#a', 2])
    const { rows } = pointedIn(document, { kind: 'selection' })
    expect(rows).toEqual([[{ kind: 'text', value: 'al' }]])
  })
})

it('a link whose words cannot be selected is its words all the same', () => {
  const document = styledPageOf(`<a style="user-select: none" href="${NEWS}">News</a>`)
  const { rows } = pointedIn(document, { kind: 'link', url: NEWS })
  expect(rows).toEqual([[{ kind: 'text', value: 'News', link: NEWS }]])
})
