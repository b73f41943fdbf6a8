import { EMPTY, type Cell } from '#shared/cells.ts'
import { linkedCell } from './cell-of.ts'
import { piecesOf, type Extent, type Piece } from './extent.ts'
import { TextReader } from './text.ts'
import { isElement, isText } from './tree.ts'
import type { View } from './view.ts'

const LISTS = new Set(['ul', 'ol', 'menu', 'dl'])

export function isList(element: Element): boolean {
  return LISTS.has(element.localName) || element.getAttribute('role') === 'list'
}

/**
 * A row for each selected item of a list: the item's own text, then a row for each item of the lists
 * within it. A list of terms has two columns, for a term and what is said of it.
 */
export function listRows(list: Element, extent: Extent, view: View): Cell[][] {
  const rows = list.localName === 'dl' ? termRows(list, extent, view) : itemRows(list, extent, view)
  return rows.filter((row) => row.some(({ kind }) => kind !== 'empty'))
}

function itemRows(list: Element, extent: Extent, view: View): Cell[][] {
  return selectedIn(list, extent).flatMap((piece) => rowsOfItem(piece, view))
}

function rowsOfItem(item: Selected, view: View): Cell[][] {
  const inner: { list: Element; extent: Extent }[] = []
  const reader = new TextReader(view, {
    takes: (element, extent) => {
      if (!isList(element)) return false
      inner.push({ list: element, extent })
      return true
    },
  })
  reader.read(item.node, item.extent)
  const own = linkedCell(reader.out.text())
  return [[own], ...inner.flatMap(({ list, extent }) => listRows(list, extent, view))]
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
    const cell = linkedCell(reader.out.text())
    const isTerm = isElement(node) && node.localName === 'dt'
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

function namesAndValues(node: Node, extent: Extent): Selected[] {
  return selectedIn(node, extent).flatMap((piece) =>
    isElement(piece.node) && piece.node.localName === 'div'
      ? namesAndValues(piece.node, piece.extent)
      : [piece],
  )
}

type Selected = { node: Node; extent: Extent }

/** The selected children that are not blank text. */
function selectedIn(node: Node, extent: Extent): Selected[] {
  return piecesOf(node, extent)
    .filter(isSelected)
    .filter((piece) => !isText(piece.node) || piece.node.data.trim() !== '')
}

function isSelected(piece: Piece): piece is Selected {
  return piece.extent !== null
}
