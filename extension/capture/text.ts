import { addressOf } from './address.ts'
import { isControl, writeControl } from './control.ts'
import { piecesOf, textWithin, type Extent } from './extent.ts'
import type { Rendering } from './rendering.ts'
import { TextBuilder, type Anchor, type Picture } from './text-builder.ts'
import { isElement, isText, parentOf, upwardsFrom } from './tree.ts'
import type { View } from './view.ts'

/** What a reader makes of special elements. */
export type Reading = {
  /** Controls tell their values, as those of a table's cells do; in a text they are left out. */
  readsControls?: boolean
  /** Called for each element that is met; true where nothing is left to read of it. */
  takes?: (element: Element, extent: Extent) => boolean
  /** Cells that no table was made of are lines; else they are parted by tabs. */
  hasCellLines?: boolean
}

/**
 * Writes the selected text of a node as a person sees it: `<br>` and the edges of blocks are line
 * breaks, paragraphs stand apart by an empty line, cells of a table row are separated by tabs, pictures
 * are their alternative text, links are kept. Left out is what is hidden, cannot be selected, or is
 * for screen readers alone.
 * After https://html.spec.whatwg.org/multipage/dom.html#rendered-text-collection-steps
 */
export class TextReader {
  #out = new TextBuilder()
  readonly #view: View
  readonly #reading: Reading
  #rowHasCell = false

  constructor(view: View, reading: Reading = {}) {
    this.#view = view
    this.#reading = reading
  }

  /** What was read until now. */
  get out(): TextBuilder {
    return this.#out
  }

  /** Begins a new text, and gives the one that was read until now. */
  begin(): TextBuilder {
    const { out } = this
    this.#out = new TextBuilder()
    return out
  }

  read(top: Node, extent: Extent): void {
    const parent = parentOf(top)
    const inherited = isElement(parent) ? this.#view.renderingOf(parent) : NEUTRAL
    this.#read(top, extent, inherited, anchorAround(parent))
  }

  /** All that an element holds, without its own edges. */
  readChildren(element: Element, extent: Extent): void {
    this.#readChildren(element, extent, this.#view.renderingOf(element), anchorAround(element))
  }

  #read(node: Node, extent: Extent, parent: Rendering, anchor: Anchor | undefined): void {
    if (isText(node)) {
      const text = parent.isVisible ? parent.transform(textWithin(node, extent)) : ''
      if (text !== '') this.#out.write(text, parent.keeps, anchor)
    } else if (isElement(node)) {
      this.#readElement(node, extent, anchor)
    } else {
      this.#readChildren(node, extent, parent, anchor)
    }
  }

  #readElement(element: Element, extent: Extent, around: Anchor | undefined): void {
    const rendering = this.#view.renderingOf(element)
    if (rendering.display === 'none' || rendering.isCollapsed) return
    if (this.#reading.takes?.(element, extent)) {
      if (rendering.display !== 'inline') this.#out.separate(1)
      return
    }
    if (element.localName === 'br') {
      this.#out.lineBreak()
    } else if (isControl(element)) {
      if (this.#reading.readsControls && rendering.isVisible) writeControl(element, this.#out)
    } else if (isPicture(element)) {
      if (rendering.isVisible) this.#out.picture(pictureOf(element), around)
    } else {
      this.#readBox(element, extent, rendering, anchorOf(element) ?? around)
    }
  }

  #readBox(element: Element, extent: Extent, rendering: Rendering, anchor?: Anchor): void {
    const { display } = rendering
    if (display === 'cell' && !this.#reading.hasCellLines) {
      this.#readCell(element, extent, rendering, anchor)
      return
    }
    const breaks = display === 'inline' ? 0 : display === 'paragraph' ? 2 : 1
    const outerRowHasCell = this.#rowHasCell
    if (display === 'row') this.#rowHasCell = false
    if (breaks > 0) this.#out.separate(breaks)
    this.#readChildren(element, extent, rendering, anchor)
    if (breaks > 0) this.#out.separate(breaks)
    if (display === 'row') this.#rowHasCell = outerRowHasCell
  }

  /** Blocks inside a cell break its own lines, not the row's. */
  #readCell(element: Element, extent: Extent, rendering: Rendering, anchor?: Anchor): void {
    if (this.#rowHasCell) this.#out.tab()
    const row = this.begin()
    this.#readChildren(element, extent, rendering, anchor)
    row.writeLinked(this.#out.text())
    this.#out = row
    this.#rowHasCell = true
  }

  #readChildren(node: Node, extent: Extent, rendering: Rendering, anchor?: Anchor): void {
    for (const piece of piecesOf(node, extent)) {
      if (piece.extent) this.#read(piece.node, piece.extent, rendering, anchor)
    }
  }
}

const NEUTRAL: Rendering = {
  display: 'block',
  keeps: 'none',
  isVisible: true,
  isCollapsed: false,
  transform: (text) => text,
  part: undefined,
}

function anchorOf(element: Element): Anchor | undefined {
  if (element.localName !== 'a') return undefined
  const url = addressOf(element.getAttribute('href'), element)
  return url === undefined ? undefined : { url }
}

/** The link that a node lies in, if any. */
function anchorAround(node: Node | null): Anchor | undefined {
  if (!node) return undefined
  for (const at of upwardsFrom(node)) {
    const anchor = isElement(at) ? anchorOf(at) : undefined
    if (anchor) return anchor
  }
  return undefined
}

function isPicture(element: Element): element is HTMLImageElement {
  return element.localName === 'img'
}

/** What is shown now (`currentSrc`) counts before what is written, and what a script may load later never. */
function pictureOf(image: HTMLImageElement): Picture {
  const url =
    addressOf(image.currentSrc || null, image) ?? addressOf(image.getAttribute('src'), image)
  const alt = image.getAttribute('alt')
  return { words: (alt ?? '').trim().replace(/\s+/g, ' '), url, isDecoration: alt === '' }
}
