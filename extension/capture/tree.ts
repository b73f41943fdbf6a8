import { unclobbered } from './unclobbered.ts'

/**
 * The tree as it is drawn: shadow trees in the place of their hosts' children, slots filled. Closed
 * shadow trees are not to be seen. https://drafts.csswg.org/css-scoping/#flattening
 */

/** The children that are drawn; of a closed `<details>` only its summary. */
export function childrenOf(node: Node): Node[] {
  if (!isElement(node)) return nodesIn(node)
  const element = unclobbered(node)
  if (element.shadowRoot) return nodesIn(element.shadowRoot)
  if (isSlot(element)) {
    const assigned = element.assignedNodes()
    if (assigned.length > 0) return assigned
  }
  const children = nodesIn(element)
  if (element.localName !== 'details' || element.hasAttribute('open')) return children
  return children.filter((child) => isElement(child) && child.localName === 'summary').slice(0, 1)
}

/** By index, which in every DOM is the cheap way through children, however many there are. */
function nodesIn({ childNodes }: Node): Node[] {
  const nodes: Node[] = []
  for (let at = 0, end = childNodes.length; at < end; at++) {
    const child = childNodes[at]
    if (child) nodes.push(child)
  }
  return nodes
}

/** What a node is drawn in; null for a document, and for the top of a tree that is in none. */
export function parentOf(node: Node): Node | null {
  const asked = unclobbered(node)
  const slot = isSlottable(asked) ? asked.assignedSlot : null
  // A DOM that knows no slots may know the fields of a form.
  if (slot && isSlot(slot)) return slot
  const parent = asked.parentNode
  return parent?.nodeType === 11 && isShadowRoot(parent) ? parent.host : parent
}

/** The node itself and all that it is drawn in, from the inside out. */
export function* upwardsFrom(node: Node): Generator<Node> {
  for (let at: Node | null = node; at; at = parentOf(at)) yield at
}

export function isText(node: Node): node is Text {
  return node.nodeType === 3
}

export function isElement(node: Node | null | undefined): node is Element {
  return node ? unclobbered(node).nodeType === 1 : false
}

export function isDocument(node: Node): node is Document {
  return node.nodeType === 9
}

function isShadowRoot(node: Node): node is ShadowRoot {
  return 'host' in node && Boolean(node.host)
}

function isSlot(element: Element): element is HTMLSlotElement {
  return element.localName === 'slot' && 'assignedNodes' in element
}

function isSlottable(node: Node): node is Element | Text {
  return 'assignedSlot' in node
}
