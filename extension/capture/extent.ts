import { childrenOf, isText, parentOf, upwardsFrom } from './tree.ts'

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

/** A child, and which part of it is selected; null for nothing. */
export type Piece = { node: Node; extent: Extent | null }

/** All children of a node, each with what is selected of it. */
export function piecesOf(node: Node, extent: Extent | null): Piece[] {
  const children = childrenOf(node)
  if (!extent) return children.map((child) => ({ node: child, extent: null }))
  const { from, to } = extent
  if (!from && !to) return children.map((child) => ({ node: child, extent: WHOLE }))
  const first = from ? children.findIndex((child) => from.path.has(child)) : -1
  const last = to ? children.findIndex((child) => to.path.has(child)) : -1
  return children.map((child, index) => {
    if (index < first || (last >= 0 && index > last)) return { node: child, extent: null }
    return {
      node: child,
      extent: {
        from: index === first ? from : undefined,
        to: index === last ? to : undefined,
      },
    }
  })
}

/** The selected characters of a text node. */
export function textWithin(node: Text, { from, to }: Extent): string {
  const start = from?.node === node ? from.offset : undefined
  const end = to?.node === node ? to.offset : undefined
  return node.data.slice(start ?? 0, end)
}

function edgeAt(node: Node, offset?: number): Edge {
  return { node, offset, path: new Set(upwardsFrom(node)) }
}

function startOf(container: Node, offset: number): Edge | null {
  if (isText(container)) {
    return offset < container.data.length ? edgeAt(container, offset) : beside(container, 1)
  }
  const child = container.childNodes[offset]
  return child ? edgeAt(child) : beside(container, 1)
}

function endOf(container: Node, offset: number): Edge | null {
  if (isText(container)) return offset > 0 ? edgeAt(container, offset) : beside(container, -1)
  const child = container.childNodes[offset - 1]
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
