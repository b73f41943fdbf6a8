import { childrenOf, isText, parentOf, upwardsFrom } from './tree.ts'
import { unclobbered } from './unclobbered.ts'

/**
 * One end of a selection, moved to the nearest node of which something is selected: a selection that
 * ends at the very beginning of the next cell has nothing of that cell.
 */
type Edge = {
  node: Node
  /** Within a text node, in UTF-16 code units; all of any other node is selected. */
  offset: number | undefined
  /** The node, and all that it is drawn in. */
  path: Set<Node>
}

/** Which part of a node is selected: all from `from` on, up to `to`. Where there is none, it is open. */
export type Extent = { from: Edge | undefined; to: Edge | undefined }

export const WHOLE: Extent = { from: undefined, to: undefined }

type Ends = Pick<Range, 'startContainer' | 'startOffset' | 'endContainer' | 'endOffset'>

/** What a range selects, and the innermost node that holds all of it; null where that is nothing. */
export function extentOf(range: Ends): { top: Node; extent: Extent } | null {
  const from = startOf(range.startContainer, range.startOffset)
  const to = endOf(range.endContainer, range.endOffset)
  if (!from || !to) return null
  const top = [...from.path].find((node) => to.path.has(node))
  if (!top || isReversed(top, from, to)) return null
  return { top, extent: { from, to } }
}

/** The extent that is just this node. */
export function extentOfNode(node: Node): Extent {
  const edge = edgeAt(node)
  return { from: edge, to: edge }
}

/** The children of a node of which something is selected. */
export function selectedIn(node: Node, { from, to }: Extent): Node[] {
  const children = childrenOf(node)
  if (!from && !to) return children
  const first = from ? children.findIndex((child) => from.path.has(child)) : -1
  const last = to ? children.findIndex((child) => to.path.has(child)) : -1
  return children.slice(Math.max(first, 0), last < 0 ? undefined : last + 1)
}

/** Which part of a node is selected, where something of it is, and of what it lies in this part. */
export function within(node: Node, extent: Extent): Extent {
  if (extent === WHOLE) return WHOLE
  const from = extent.from?.path.has(node) ? extent.from : undefined
  const to = extent.to?.path.has(node) ? extent.to : undefined
  return from || to ? { from, to } : WHOLE
}

/** The selected characters of a text node. */
export function textWithin(node: Text, { from, to }: Extent): string {
  const start = from?.node === node ? from.offset : undefined
  const end = to?.node === node ? to.offset : undefined
  return start === undefined && end === undefined ? node.data : node.data.slice(start ?? 0, end)
}

function edgeAt(node: Node, offset?: number): Edge {
  return { node, offset, path: new Set(upwardsFrom(node)) }
}

function startOf(container: Node, offset: number): Edge | null {
  if (isText(container)) {
    return offset < container.data.length ? edgeAt(container, offset) : beside(container, 1)
  }
  const child = unclobbered(container).childNodes[offset]
  return child ? edgeAt(child) : beside(container, 1)
}

function endOf(container: Node, offset: number): Edge | null {
  if (isText(container)) return offset > 0 ? edgeAt(container, offset) : beside(container, -1)
  const child = unclobbered(container).childNodes[offset - 1]
  return child ? edgeAt(child) : beside(container, -1)
}

/** The node that comes next, outside of this one, in that direction. */
function beside(node: Node, step: 1 | -1): Edge | null {
  for (const at of upwardsFrom(node)) {
    const parent = parentOf(at)
    const siblings = parent ? childrenOf(parent) : []
    const index = siblings.indexOf(at)
    const next = index < 0 ? undefined : siblings[index + step]
    if (next) return edgeAt(next)
  }
  return null
}

function isReversed(top: Node, from: Edge, to: Edge): boolean {
  if (from.node === top || to.node === top) {
    return from.node === to.node && (from.offset ?? 0) >= (to.offset ?? Infinity)
  }
  const children = childrenOf(top)
  const [first, last] = [from, to].map(({ path }) => children.findIndex((child) => path.has(child)))
  return (first ?? 0) > (last ?? 0)
}
