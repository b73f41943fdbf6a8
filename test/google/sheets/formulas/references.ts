import type { Node } from './parse.ts'
import type { Reference } from './reference.ts'

/** Functions whose result may be more than one value. */
const SPILLING = new Set(
  `ARRAYFORMULA ARRAY_CONSTRAIN FILTER SORT SORTN UNIQUE TRANSPOSE SEQUENCE SPLIT QUERY FLATTEN MMULT
  MINVERSE MUNIT FREQUENCY LINEST LOGEST TREND GROWTH INDEX OFFSET INDIRECT RANDARRAY CHOOSECOLS
  CHOOSEROWS HSTACK VSTACK TOCOL TOROW WRAPROWS WRAPCOLS MAP BYROW BYCOL MAKEARRAY SCAN REDUCE LET
  LAMBDA XLOOKUP MODE.MULT REGEXEXTRACT
  IMPORTRANGE IMPORTHTML IMPORTDATA IMPORTXML IMPORTFEED GOOGLEFINANCE`.split(/\s+/),
)

const found = new WeakMap<Node, { references: readonly Reference[]; spills: boolean }>()

function scan(node: Node): { references: readonly Reference[]; spills: boolean } {
  const known = found.get(node)
  if (known) return known
  const references: Reference[] = []
  let spills = false
  const nodes = [node]
  for (let next = nodes.pop(); next; next = nodes.pop()) {
    if (next.kind === 'reference') references.push(next.reference)
    spills ||= next.kind === 'array' || next.kind === 'apply'
    spills ||= next.kind === 'call' && SPILLING.has(next.name.toUpperCase())
    nodes.push(...childrenOf(next))
  }
  const result = { references, spills }
  found.set(node, result)
  return result
}

function childrenOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'array':
      return node.rows.flat()
    case 'call':
      return node.args
    case 'apply':
      return [node.callee, ...node.args]
    case 'prefix':
    case 'percent':
      return [node.operand]
    case 'binary':
    case 'span':
      return [node.left, node.right]
    case 'number':
    case 'string':
    case 'boolean':
    case 'error':
    case 'reference':
    case 'name':
    case 'missing':
      return []
  }
}

/** The references that stand in a formula, wherever. */
export function referencesIn(node: Node): readonly Reference[] {
  return scan(node).references
}

/** Whether the formula may fill more cells than its own. */
export function maySpill(node: Node): boolean {
  return scan(node).spills
}
