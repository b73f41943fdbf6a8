import { Window } from 'happy-dom'
import { parseHTML } from 'linkedom'

/** A page of some implementation of the DOM, with this in its body. */
export type PageOf = (body: string, head?: string) => Document

/** In happy-dom, which computes styles, though without a layout. */
export const styledPageOf: PageOf = (body, head = '') => {
  const { document } = new Window({ url: 'https://example.com/dir/page' })
  document.write(pageWith(body, head))
  return document as unknown as Document
}

/** linkedom computes no styles and knows no selections. */
export const doms: [name: string, pageOf: PageOf][] = [
  ['linkedom', (body, head = '') => parseHTML(pageWith(body, head)).document],
  ['happy-dom', styledPageOf],
]

function pageWith(body: string, head: string): string {
  return `<!doctype html><html><head><base href="https://example.com/dir/page">${head}</head><body>${body}</body></html>`
}

type Point = { node: Node; offset: number }

/** Marks parts of a page, several too, as only Firefox has them: what a selection comes down to. */
export function select(document: Document, ...ranges: { start: Point; end: Point }[]): void {
  const selection = {
    rangeCount: ranges.length,
    getRangeAt: (index: number) => {
      const range = ranges[index]
      if (!range) throw new RangeError()
      return {
        startContainer: range.start.node,
        startOffset: range.start.offset,
        endContainer: range.end.node,
        endOffset: range.end.offset,
      }
    },
  }
  Object.defineProperty(document, 'getSelection', { value: () => selection, configurable: true })
}

/** The first text in the element that a selector names. */
export function textIn(document: Document, selector: string): Node {
  const node = document.querySelector(selector)?.firstChild
  if (!node) throw new Error(`No text in ${selector}.`)
  return node
}

/** From a place in one element's first text to a place in another's. */
export function selectFrom(
  document: Document,
  [from, start]: [selector: string, offset: number],
  [to, end]: [selector: string, offset: number],
): void {
  select(document, {
    start: { node: textIn(document, from), offset: start },
    end: { node: textIn(document, to), offset: end },
  })
}
