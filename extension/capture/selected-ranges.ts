import { isElement } from './tree.ts'
import { unclobbered } from './unclobbered.ts'

type Ends = Pick<Range, 'startContainer' | 'startOffset' | 'endContainer' | 'endOffset'>

/**
 * What is selected in a document. Several ranges are Firefox's (Ctrl, or columns of a table); a single
 * one is asked for across open shadow trees, where the browser can tell.
 * https://w3c.github.io/selection-api/#dom-selection-getcomposedranges
 */
export function selectedRanges(document: Document): Ends[] {
  const selection = document.getSelection()
  if (!selection) return []
  if (selection.rangeCount < 2 && typeof selection.getComposedRanges === 'function') {
    return composedRanges(selection).filter(isOpen)
  }
  return Array.from({ length: selection.rangeCount }, (_, index) =>
    selection.getRangeAt(index),
  ).filter(isOpen)
}

/**
 * An end that lies in a shadow tree that was not asked about is told as beside its host. So the trees
 * are found from the outside in, and not by a look at every element of the page.
 */
function composedRanges(selection: Selection): Ends[] {
  const shadowRoots = new Set<ShadowRoot>()
  for (;;) {
    const ranges = selection.getComposedRanges({ shadowRoots: [...shadowRoots] })
    const found = ranges
      .flatMap(({ startContainer, startOffset, endContainer, endOffset }) => [
        unclobbered(startContainer).childNodes[startOffset],
        unclobbered(endContainer).childNodes[endOffset - 1],
      ])
      .flatMap((node) => (isElement(node) ? (unclobbered(node).shadowRoot ?? []) : []))
      .filter((root) => !shadowRoots.has(root))
    if (found.length === 0) return ranges
    for (const root of found) shadowRoots.add(root)
  }
}

function isOpen(range: Ends): boolean {
  return range.startContainer !== range.endContainer || range.startOffset !== range.endOffset
}

/** The innermost element that has the focus, also within open shadow trees. */
export function focusedIn(document: Document): Element | null {
  let focused = document.activeElement
  for (let inner = focused; inner; inner = unclobbered(inner).shadowRoot?.activeElement ?? null) {
    focused = inner
  }
  return focused
}

/** The document of a frame, where the page's own scripts could read it too. */
export function documentOfFrame(element: Element | null): Document | null {
  return element && isFrame(element) ? (element.contentDocument ?? null) : null
}

function isFrame(element: Element): element is HTMLIFrameElement {
  return element.localName === 'iframe' || element.localName === 'frame'
}
