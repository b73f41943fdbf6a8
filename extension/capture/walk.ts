import { selectedIn, within, type Extent } from './extent.ts'

/** What those within a node are told, and what is to be done once all of them were met. */
export type Inside<Context> = { context: Context; leave?: () => void }

/** Answers null where nothing within the node is to be met. */
export type Enter<Context> = (
  node: Node,
  extent: Extent,
  context: Context,
) => Inside<Context> | null

type Level<Context> = { extent: Extent; nodes: Node[]; at: number; inside: Inside<Context> }

/**
 * Meets a node and all that is selected within it, in the order they are drawn. It keeps its own
 * account of where it is: pages may nest deeper than calls can.
 */
export function walk<Context>(
  top: Node,
  extent: Extent,
  context: Context,
  enter: Enter<Context>,
): void {
  const first = levelAt(top, extent, context, enter)
  const levels = first ? [first] : []
  for (let level = levels.at(-1); level; level = levels.at(-1)) {
    const node = level.nodes[level.at++]
    if (node) {
      const inner = levelAt(node, within(node, level.extent), level.inside.context, enter)
      if (inner) levels.push(inner)
    } else {
      levels.pop()
      level.inside.leave?.()
    }
  }
}

function levelAt<Context>(
  node: Node,
  extent: Extent,
  context: Context,
  enter: Enter<Context>,
): Level<Context> | null {
  const inside = enter(node, extent, context)
  return inside && { extent, nodes: selectedIn(node, extent), at: 0, inside }
}
