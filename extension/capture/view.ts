import { addressOf } from './address.ts'
import { renderingOf, type Rendering } from './rendering.ts'
import type { Anchor } from './text-builder.ts'
import { TooManyCells, MOST_CELLS } from './too-many-cells.ts'
import { isElement, parentOf } from './tree.ts'
import { unclobbered } from './unclobbered.ts'

/** What one capture has seen of a page: styles, languages and links are asked for once an element. */
export type View = {
  renderingOf: (element: Element) => Rendering
  /** The `lang` of the nearest element that has one; undefined where none says. */
  langOf: (node: Node) => string | undefined
  /** The link that a node is, or lies in. */
  anchorOf: (node: Node) => Anchor | undefined
  /** Takes count of the cells of all tables; throws `TooManyCells`. */
  countCells: (cells: number) => void
}

export function viewOfPage({ takesUnselectable = false } = {}): View {
  const renderings = new Map<Element, Rendering>()
  const isPreformatted = nearest((element) => element.localName === 'pre' || undefined)
  let counted = 0
  const looking = { isPreformatted, takesUnselectable }
  return {
    renderingOf: (element) => {
      const known = renderings.get(element)
      if (known) return known
      const rendering = renderingOf(element, looking)
      renderings.set(element, rendering)
      return rendering
    },
    langOf: nearest((element) => {
      const asked = unclobbered(element)
      return asked.getAttribute('lang') ?? asked.getAttribute('xml:lang') ?? undefined
    }),
    anchorOf: nearest((element) => {
      if (element.localName !== 'a') return undefined
      const url = addressOf(element.getAttribute('href'), element)
      return url === undefined ? undefined : { url }
    }),
    countCells: (cells) => {
      counted += cells
      if (counted > MOST_CELLS) throw new TooManyCells(counted)
    },
  }
}

/** What the nearest element says that says something, the node itself first. */
function nearest<T>(said: (element: Element) => T | undefined): (node: Node) => T | undefined {
  const known = new Map<Node, T | undefined>()
  return (node) => {
    const asked: Node[] = []
    let answer: T | undefined
    for (let at: Node | null = node; at && answer === undefined; at = parentOf(at)) {
      if (known.has(at)) {
        answer = known.get(at)
        break
      }
      // Nodes are many, and what they lie in is asked for all of them.
      if (at !== node) asked.push(at)
      if (isElement(at)) answer = said(at)
    }
    for (const at of asked) known.set(at, answer)
    return answer
  }
}
