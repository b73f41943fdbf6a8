import { renderingOf, type Rendering } from './rendering.ts'
import { isElement, upwardsFrom } from './tree.ts'

/** What one capture has seen of a page: styles and languages are asked for once an element. */
export type View = {
  renderingOf: (element: Element) => Rendering
  /** The `lang` of the nearest element that has one; undefined where none says. */
  langOf: (node: Node) => string | undefined
}

export function viewOfPage(): View {
  const renderings = new Map<Element, Rendering>()
  const langs = new Map<Node, string | undefined>()
  return {
    renderingOf: (element) => {
      const known = renderings.get(element)
      if (known) return known
      const rendering = renderingOf(element)
      renderings.set(element, rendering)
      return rendering
    },
    langOf: (node) => {
      const asked: Node[] = []
      let lang: string | undefined
      for (const at of upwardsFrom(node)) {
        lang = langs.get(at) ?? (isElement(at) ? at.getAttribute('lang') : null) ?? undefined
        if (lang !== undefined || langs.has(at)) break
        asked.push(at)
      }
      for (const at of asked) langs.set(at, lang)
      return lang
    },
  }
}
