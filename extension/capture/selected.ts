import { CELL_CHARACTERS } from '#shared/limits.ts'
import { splitSelector } from '#shared/template/selector.ts'
import { addressOf } from './address.ts'
import { unclobbered } from './unclobbered.ts'

const MATCHES = 500

/** Attributes that hold an address, which is given whole. */
const ADDRESSES = new Set(['href', 'src', 'action', 'poster', 'cite'])

/** Elements whose text is not for people. */
const UNREAD = new Set(['script', 'style', 'template', 'noscript'])

/** Elements that stand apart from what is before and after them. */
const APART =
  /^(?:address|article|aside|blockquote|br|dd|div|dl|dt|figcaption|figure|footer|form|h[1-6]|header|hr|li|main|nav|ol|option|p|pre|section|table|td|th|tr|ul)$/

/**
 * What each selector finds, in the page's order: texts, or the values of the attribute that it asks
 * for. What says nothing is left out, as is what no cell would hold and whatever comes after 500. A
 * selector that is no CSS finds nothing.
 */
export function foundBy(
  document: Document,
  selectors: readonly string[],
): Record<string, string[]> {
  return Object.fromEntries(
    selectors.map((selector) => {
      const { css, attribute } = splitSelector(selector)
      const found = elementsBy(document, css)
        .map((element) => (attribute === null ? wordsOf(element) : valueOf(element, attribute)))
        .filter((value) => value !== '' && value.length <= CELL_CHARACTERS)
      return [selector, found.slice(0, MATCHES)]
    }),
  )
}

/** An element's text on one line. Whether it can be seen makes no difference: it was asked for by name. */
export function wordsOf(element: Element): string {
  return textIn(element).replace(/\s+/g, ' ').trim()
}

/** Without calls within calls: pages may nest deeper than those can. */
function textIn(top: Node): string {
  const pieces: string[] = []
  const waiting: (Node | ' ')[] = [top]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next === ' ') {
      pieces.push(next)
    } else if (next.nodeType === 3) {
      pieces.push(next.nodeValue ?? '')
    } else {
      const name = unclobbered(next).nodeName.toLowerCase()
      if (UNREAD.has(name)) continue
      if (APART.test(name)) {
        pieces.push(' ')
        waiting.push(' ')
      }
      for (const child of Array.from(unclobbered(next).childNodes).toReversed()) waiting.push(child)
    }
  }
  return pieces.join('')
}

function valueOf(element: Element, attribute: string): string {
  // What a password field was given is nobody's to take along.
  const asked = unclobbered(element)
  if (asked.getAttribute('type')?.toLowerCase() === 'password') return ''
  const value = asked.getAttribute(attribute)?.trim() ?? ''
  return ADDRESSES.has(attribute.toLowerCase()) ? (addressOf(value, element) ?? value) : value
}

function elementsBy(document: Document, css: string): Element[] {
  try {
    return Array.from(document.querySelectorAll(css))
  } catch {
    return []
  }
}
