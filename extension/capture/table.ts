import { WHOLE, type Extent } from './extent.ts'
import type { TablePart } from './rendering.ts'
import type { Span, Stretch } from './grid.ts'
import { childrenOf, isElement, upwardsFrom } from './tree.ts'
import { unclobbered } from './unclobbered.ts'
import type { View } from './view.ts'
import { walk, type Inside } from './walk.ts'

/** A cell of a table, and what it takes of its columns and rows. */
export type TableCell = Span & { element: Element; isHeader: boolean }

export type TableRow = { cells: TableCell[]; isHead: boolean; isCollapsed: boolean }

export type Table = {
  /** Groups of rows in the order they are drawn: the first head on top, the first foot at the end. */
  groups: TableRow[][]
  /** Columns that take no room, from left to right. */
  collapsed: Stretch[]
}

/** The table that a node is a part of; null within a cell or a caption, and outside of tables. */
export function tableAround(node: Node | null, view: View): Element | null {
  for (const at of node ? upwardsFrom(node) : []) {
    if (!isElement(at)) continue
    const { part } = view.renderingOf(at)
    if (part === 'table') return at
    if (part === 'cell' || part === 'caption') return null
  }
  return null
}

/** The cells of a table of which something is selected, without those of tables within it. */
export function cellsIn(top: Node, extent: Extent, view: View): Element[] {
  const cells: Element[] = []
  walk(top, extent, undefined, (node) => {
    const part = isElement(node) ? view.renderingOf(node).part : undefined
    if (part === 'cell' && isElement(node)) cells.push(node)
    return part === 'cell' || (part === 'table' && node !== top) ? null : INSIDE
  })
  return cells
}

const INSIDE: Inside<undefined> = { context: undefined }

/**
 * The rows and cells of a table, be it made by tags, by roles or by CSS, without what is hidden. Tables
 * within its cells are no part of it.
 */
export function tableOf(element: Element, view: View): Table {
  const reader = new TableReader(view)
  reader.read(element)
  const groups = reader.groups.filter(({ rows }) => rows.length > 0)
  const head = groups.find(({ part }) => part === 'head')
  const foot = groups.find(({ part }) => part === 'foot')
  const bodies = groups.filter((group) => group !== head && group !== foot)
  return {
    groups: [head, ...bodies, foot].flatMap((group) => (group ? [group.rows] : [])),
    collapsed: reader.collapsed,
  }
}

type Group = { part: TablePart | undefined; rows: TableRow[] }

class TableReader {
  readonly groups: Group[] = []
  readonly collapsed: Stretch[] = []
  readonly #view: View
  #columns = 0
  /** Of cells that lie in no row: they make one of their own. */
  #looseRow: TableRow | undefined

  constructor(view: View) {
    this.#view = view
  }

  read(table: Element): void {
    const outside: Place = { group: undefined, row: undefined }
    for (const node of childrenOf(table)) {
      walk(node, WHOLE, outside, (at, _, place) => (isElement(at) ? this.#enter(at, place) : null))
    }
  }

  #enter(element: Element, place: Place): Inside<Place> | null {
    const { display, part, isCollapsed } = this.#view.renderingOf(element)
    if (part === 'columns' && !place.row) this.#readColumns(element)
    if (display === 'none' || part === 'table') return null
    if (place.row) return part === 'cell' ? put(element, place.row) : { context: place }
    if (part === 'cell') {
      this.#looseRow ??= this.#addRow(place.group, false)
      return put(element, this.#looseRow)
    }
    this.#looseRow = undefined
    const leave = () => (this.#looseRow = undefined)
    switch (part) {
      case 'caption':
      case 'columns':
        return null
      case 'row':
        return { context: { ...place, row: this.#addRow(place.group, isCollapsed) } }
      case 'head':
      case 'body':
      case 'foot': {
        const group: Group = { part, rows: [] }
        this.groups.push(group)
        return { context: { group, row: undefined }, leave }
      }
      case undefined:
        return { context: place, leave }
    }
  }

  #addRow(group: Group | undefined, isCollapsed: boolean): TableRow {
    const row = { cells: [], isHead: group?.part === 'head', isCollapsed }
    // Rows that lie in no group follow each other as one.
    let into = group ?? this.groups.at(-1)
    if (!into || (!group && into.part !== undefined)) {
      into = { part: undefined, rows: [] }
      this.groups.push(into)
    }
    into.rows.push(row)
    return row
  }

  /** A group that has columns of its own does not count itself. */
  #readColumns(element: Element): void {
    const columns = Array.from(unclobbered(element).children).filter(
      ({ localName }) => localName === 'col',
    )
    const isCollapsed = this.#view.renderingOf(element).isCollapsed
    for (const column of columns.length > 0 ? columns : [element]) {
      const from = this.#columns
      this.#columns += spanned(unclobbered(column).getAttribute('span'), 1, 1000)
      if (isCollapsed || this.#view.renderingOf(column).isCollapsed) {
        this.collapsed.push({ from, to: this.#columns })
      }
    }
  }
}

/** Where a reader is in a table. */
type Place = { group: Group | undefined; row: TableRow | undefined }

/** What a cell holds is no part of its table. */
function put(cell: Element, row: TableRow): null {
  row.cells.push(cellAt(cell))
  return null
}

function cellAt(element: Element): TableCell {
  const asked = unclobbered(element)
  const read = (name: string) => asked.getAttribute(name) ?? asked.getAttribute(`aria-${name}`)
  const scope = asked.getAttribute('scope') ?? ''
  const role = asked.getAttribute('role')
  return {
    element,
    isHeader:
      role === 'columnheader' ||
      (element.localName === 'th' && role !== 'rowheader' && !scope.startsWith('row')),
    columns: spanned(read('colspan'), 1, 1000),
    rows: spanned(read('rowspan'), 0, 65_534),
  }
}

/** https://html.spec.whatwg.org/multipage/tables.html#dom-tdth-colspan */
function spanned(written: string | null, least: number, most: number): number {
  const count = Number.parseInt(written ?? '', 10)
  return count >= least ? Math.min(count, most) : 1
}
