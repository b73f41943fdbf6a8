/**
 * The tree as it is drawn: shadow trees in the place of their hosts' children, slots filled. Closed
 * shadow trees are not to be seen. https://drafts.csswg.org/css-scoping/#flattening
 */

/** The children that are drawn; of a closed `<details>` only its summary. */
export function childrenOf(node: Node): Node[] {
  if (!isElement(node) || isForm(node)) return nodesIn(node)
  if (node.shadowRoot) return nodesIn(node.shadowRoot)
  if (isSlot(node)) {
    const assigned = node.assignedNodes()
    if (assigned.length > 0) return assigned
  }
  const children = nodesIn(node)
  if (node.localName !== 'details' || node.hasAttribute('open')) return children
  return children.filter((child) => isElement(child) && child.localName === 'summary').slice(0, 1)
}

/** By index, which in every DOM is the cheap way through children, however many there are. */
function nodesIn(node: Node): Node[] {
  const childNodes = read(node, 'childNodes')
  const nodes: Node[] = []
  for (let at = 0, end = childNodes.length; at < end; at++) {
    const child = childNodes[at]
    if (child) nodes.push(child)
  }
  return nodes
}

/** What a node is drawn in; null for a document, and for the top of a tree that is in none. */
export function parentOf(node: Node): Node | null {
  const slot = isSlottable(node) ? read(node, 'assignedSlot') : null
  if (slot) return slot
  const parent = read(node, 'parentNode')
  return parent?.nodeType === 11 && isShadowRoot(parent) ? parent.host : parent
}

/**
 * A property as the DOM has it. A form, and no other node, answers with the field that has its name: one
 * called `parentNode` would lead in circles. https://webidl.spec.whatwg.org/#LegacyOverrideBuiltIns
 */
function read<N extends Node, K extends 'childNodes' | 'parentNode' | 'assignedSlot'>(
  node: N,
  name: K & keyof N,
): N[K & keyof N] {
  if (!isForm(node)) return node[name]
  const prototype: N = Object.getPrototypeOf(node)
  return name in prototype ? Reflect.get(prototype, name, node) : node[name]
}

/** The name of its tag may be a field, too. */
function isForm(node: Node): boolean {
  return 'localName' in node && (node.localName === 'form' || typeof node.localName === 'object')
}

/** The node itself and all that it is drawn in, from the inside out. */
export function* upwardsFrom(node: Node): Generator<Node> {
  for (let at: Node | null = node; at; at = parentOf(at)) yield at
}

export function isText(node: Node): node is Text {
  return node.nodeType === 3
}

export function isElement(node: Node | null | undefined): node is Element {
  return node?.nodeType === 1
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
