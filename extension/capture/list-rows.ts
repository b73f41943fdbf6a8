import type { Cell } from '#shared/cells.ts'
import { EMPTY } from './empty.ts'
import { linkedCell, valueOf } from './cell-of.ts'
import { selectedIn, within, type Extent } from './extent.ts'
import { TextReader } from './text.ts'
import { isElement, isText } from './tree.ts'
import { unclobbered } from './unclobbered.ts'
import type { View } from './view.ts'

const LISTS = new Set(['ul', 'ol', 'menu', 'dl'])

export function isList(element: Element): boolean {
  return LISTS.has(element.localName) || unclobbered(element).getAttribute('role') === 'list'
}

/**
 * A row for each selected item of a list: the item's own text, then a row for each item of the lists
 * within it. A list of terms has two columns, for a term and what is said of it.
 */
export function listRows(list: Element, extent: Extent, view: View): Cell[][] {
  const rows: Cell[][] = []
  // Lists within items wait in line: they may nest deeper than calls can.
  const waiting: Selected[] = [{ node: list, extent }]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node } = next
    if (!isElement(node) || !isList(node)) {
      const { own, inner } = readItem(next, view)
      rows.push([own])
      waiting.push(...inner.toReversed())
    } else if (node.localName === 'dl') {
      for (const row of termRows(node, next.extent, view)) rows.push(row)
    } else {
      for (const item of itemsIn(next).toReversed()) waiting.push(item)
    }
  }
  return rows.filter((row) => row.some(({ kind }) => kind !== 'empty'))
}

/** What an item itself says, and the lists within it. */
function readItem({ node, extent }: Selected, view: View): { own: Cell; inner: Selected[] } {
  const inner: Selected[] = []
  const reader = new TextReader(view, {
    takes: (element, selected) => {
      if (!isList(element)) return false
      inner.push({ node: element, extent: selected })
      return true
    },
  })
  reader.read(node, extent)
  return { own: valueOf(reader.out, view.langOf(node)), inner }
}

/**
 * Terms and what is said of them lie in groups: some of the one, then some of the other. Those of a
 * group stand side by side, in their order; where one side has fewer, the rest of it is empty.
 * https://html.spec.whatwg.org/multipage/grouping-content.html#the-dl-element
 */
function termRows(list: Element, extent: Extent, view: View): Cell[][] {
  const groups: { terms: Cell[]; details: Cell[] }[] = []
  for (const { node, extent: selected } of namesAndValues(list, extent)) {
    const reader = new TextReader(view)
    reader.read(node, selected)
    const isTerm = isElement(node) && node.localName === 'dt'
    // A term names what is said, also where it could be read as a number or a day.
    const cell = isTerm ? linkedCell(reader.out.text()) : valueOf(reader.out, view.langOf(node))
    let group = groups.at(-1)
    if (!group || (isTerm && group.details.length > 0)) {
      group = { terms: [], details: [] }
      groups.push(group)
    }
    group[isTerm ? 'terms' : 'details'].push(cell)
  }
  return groups.flatMap(({ terms, details }) =>
    Array.from({ length: Math.max(terms.length, details.length) }, (_, index) => [
      terms[index] ?? EMPTY,
      details[index] ?? EMPTY,
    ]),
  )
}

/** Groups may be wrapped. */
function namesAndValues(list: Element, extent: Extent): Selected[] {
  const found: Selected[] = []
  const waiting = itemsIn({ node: list, extent }).toReversed()
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (isElement(next.node) && next.node.localName === 'div') {
      for (const item of itemsIn(next).toReversed()) waiting.push(item)
    } else {
      found.push(next)
    }
  }
  return found
}

type Selected = { node: Node; extent: Extent }

/** The selected children that are not blank text. */
function itemsIn({ node, extent }: Selected): Selected[] {
  return selectedIn(node, extent)
    .filter((child) => !isText(child) || child.data.trim() !== '')
    .map((child) => ({ node: child, extent: within(child, extent) }))
}
