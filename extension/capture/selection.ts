import type { Cell } from '#shared/cells.ts'
import type { Capture } from './captured.ts'
import { linkedCell, pictureCell, valueOf } from './cell-of.ts'
import { selectedInField } from './control.ts'
import { extentOf, extentOfNode, textWithin, within, selectedIn, type Extent } from './extent.ts'
import { isList, listRows } from './list-rows.ts'
import { documentOfFrame, focusedIn, selectedRanges } from './selected-ranges.ts'
import { cellsIn, tableAround } from './table.ts'
import { tableRows } from './table-rows.ts'
import { TextReader } from './text.ts'
import { isDocument, isElement, isText, parentOf, upwardsFrom } from './tree.ts'
import { typedCell } from './typed/typed-cell.ts'
import { viewOfPage, type View } from './view.ts'

/**
 * What is selected in a document, or all that a fragment or an element holds, as rows of typed cells:
 * the cells of a table in their columns, an item of a list a row, any other text one cell with its line
 * breaks and links. Of a table with text around it, the text before and after are rows of their own.
 *
 * A part of a document's selection that reaches into a second cell takes both whole, as browsers show
 * it. Where several parts were marked, cells of one table make one grid; else each part is read by
 * itself and its rows follow, since who marks things one by one means several things.
 *
 * Any DOM will do. Where it knows no selections, all of a document counts as selected; where it
 * computes no styles, tags and `hidden` say what is seen. Throws `TooManyCells`.
 */
export function captureSelection(root: Document | DocumentFragment | Element): Capture {
  if (!isDocument(root)) return captureNode(root, viewOfPage())
  if (typeof root.getSelection !== 'function') return captureSelection(root.documentElement)

  const focused = focusedIn(root)
  const frame = documentOfFrame(focused)
  // A page keeps its selection where one in a frame is made after it: the focus tells which is meant.
  const inFrame = frame && captureSelection(frame)
  if (inFrame && inFrame.rows.length > 0) return inFrame

  const view = viewOfPage()
  const field = focused && selectedInField(focused)?.replaceAll('\u00A0', ' ').trim()
  if (focused && field) return { rows: [[typedCell(field, view.langOf(focused))]], headerRows: 0 }
  return captureRanges(
    selectedRanges(root).flatMap((range) => extentOf(range) ?? []),
    view,
  )
}

/** An element that a person pointed at, whatever of it can be selected. */
export function captureElement(element: Element): Capture {
  return captureNode(element, viewOfPage({ takesUnselectable: true }))
}

function captureNode(node: Node, view: View): Capture {
  return captureRanges([{ top: node, extent: extentOfNode(node) }], view)
}

type Selected = { top: Node; extent: Extent }

function captureRanges(ranges: Selected[], view: View): Capture {
  const captures = byTable(ranges, view).flatMap(({ table, parts }) => {
    const grid =
      table &&
      tableRows(
        table,
        parts.flatMap(({ top, extent }) => cellsIn(top, extent, view)),
        view,
      )
    return grid ? [grid] : parts.map((part) => captureRange(part, view))
  })
  const [first] = captures
  return { rows: captures.flatMap(({ rows }) => rows), headerRows: first?.headerRows ?? 0 }
}

/** Parts that follow each other in the same table belong together, all others stand alone. */
function byTable(ranges: Selected[], view: View): { table: Element | null; parts: Selected[] }[] {
  const groups: { table: Element | null; parts: Selected[] }[] = []
  for (const range of ranges) {
    const table = tableOfRange(range, view)
    const last = groups.at(-1)
    if (table && last?.table === table) last.parts.push(range)
    else groups.push({ table, parts: [range] })
  }
  return groups
}

/** The table in which the selection lies; a cell that is marked as a whole is one of its table. */
function tableOfRange({ top, extent }: Selected, view: View): Element | null {
  return tableAround(extent.from?.node === top ? parentOf(top) : top, view)
}

function captureRange({ top, extent }: Selected, view: View): Capture {
  const list = onlyListIn(top, extent, view)
  if (list) return { rows: listRows(list.element, list.extent, view), headerRows: 0 }

  const captured: Capture = { rows: [], headerRows: 0 }
  const add = (rows: Cell[][]) => {
    for (const row of rows) captured.rows.push(row)
  }
  const reader = new TextReader(view, {
    hasCellLines: true,
    takes: (element, selected) => {
      if (view.renderingOf(element).part !== 'table') return false
      const grid = tableRows(element, cellsIn(element, selected, view), view)
      if (!grid) return false
      add(textRows(reader))
      if (captured.rows.length === 0) captured.headerRows = grid.headerRows
      add(grid.rows)
      return true
    },
  })
  reader.read(top, extent)
  if (captured.rows.length > 0) {
    add(textRows(reader))
    return captured
  }
  // Nothing but a text: a value, or a picture by itself.
  const value = valueOf(reader.out, view.langOf(top))
  const cell = value.kind === 'empty' ? pictureCell(reader.out) : value
  return cell.kind === 'empty' ? captured : { rows: [[cell]], headerRows: 0 }
}

/** What was read so far, as a row; the reader begins anew. */
function textRows(reader: TextReader): Cell[][] {
  const cell = linkedCell(reader.begin().text())
  return cell.kind === 'empty' ? [] : [[cell]]
}

/** The list that is all there is to see in what is selected; else null. */
function onlyListIn(
  top: Node,
  selected: Extent,
  view: View,
): { element: Element; extent: Extent } | null {
  const [first, last] = [seenIn(top, selected, view, 'first'), seenIn(top, selected, view, 'last')]
  if (!first || !last) return null
  const around = new Set(pathTo(top, first))
  // From the outside in, as far as the path leads to both.
  for (const node of pathTo(top, last)) {
    if (!around.has(node) || !isElement(node)) continue
    if (isList(node)) return { element: node, extent: within(node, selected) }
    if (node !== top && view.renderingOf(node).part === 'table') return null
  }
  return null
}

/** All that a node lies in, up to `top`, from the outside in. */
function pathTo(top: Node, node: Node): Node[] {
  const path: Node[] = []
  for (const at of upwardsFrom(node)) {
    path.push(at)
    if (at === top) break
  }
  return path.toReversed()
}

/** The first or the last text or picture that is to be seen. */
function seenIn(top: Node, selected: Extent, view: View, which: 'first' | 'last'): Node | null {
  const waiting = [{ node: top, extent: selected }]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node, extent } = next
    if (isText(node)) {
      if (textWithin(node, extent).trim() !== '') return node
      continue
    }
    if (isElement(node) && /none|closed/.test(view.renderingOf(node).display)) continue
    if (isElement(node) && node.localName === 'img') return node
    const nodes = selectedIn(node, extent)
    for (const child of which === 'first' ? nodes.toReversed() : nodes) {
      waiting.push({ node: child, extent: within(child, extent) })
    }
  }
  return null
}
