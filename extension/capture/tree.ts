/**
 * The tree as it is drawn: shadow trees in the place of their hosts' children, slots filled. Closed
 * shadow trees are not to be seen. https://drafts.csswg.org/css-scoping/#flattening
 */

/** The children that are drawn; of a closed `<details>` only its summary. */
export function childrenOf(node: Node): Node[] {
  if (!isElement(node)) return Array.from(node.childNodes)
  if (node.shadowRoot) return Array.from(node.shadowRoot.childNodes)
  if (isSlot(node)) {
    const assigned = node.assignedNodes()
    if (assigned.length > 0) return assigned
  }
  const children = Array.from(node.childNodes)
  if (node.localName !== 'details' || node.hasAttribute('open')) return children
  return children.filter((child) => isElement(child) && child.localName === 'summary').slice(0, 1)
}

/** What a node is drawn in; null for a document, and for the top of a tree that is in none. */
export function parentOf(node: Node): Node | null {
  if (isSlottable(node) && node.assignedSlot) return node.assignedSlot
  const parent = node.parentNode
  return parent && 'host' in parent && isElement(parent.host) ? parent.host : parent
}

/** The node itself and all that it is drawn in, from the inside out. */
export function* upwardsFrom(node: Node): Generator<Node> {
  for (let at: Node | null = node; at; at = parentOf(at)) yield at
}

export function isText(node: Node): node is Text {
  return node.nodeType === 3
}

export function isElement(node: unknown): node is Element {
  return typeof node === 'object' && node !== null && 'nodeType' in node && node.nodeType === 1
}

export function isDocument(node: Node): node is Document {
  return node.nodeType === 9
}

function isSlot(element: Element): element is HTMLSlotElement {
  return element.localName === 'slot' && 'assignedNodes' in element
}

function isSlottable(node: Node): node is Element | Text {
  return 'assignedSlot' in node
}
