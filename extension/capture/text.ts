import { addressOf } from './address.ts'
import { isControl, writeControl } from './control.ts'
import { selectedIn, textWithin, within, type Extent } from './extent.ts'
import type { Rendering } from './rendering.ts'
import { TextBuilder, type Anchor, type Picture } from './text-builder.ts'
import { isElement, isText, parentOf } from './tree.ts'
import type { View } from './view.ts'
import { walk, type Enter, type Inside } from './walk.ts'

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
    walk(top, extent, this.#around(parentOf(top)), this.#enter)
  }

  /** All that an element holds, without its own edges. */
  readChildren(element: Element, extent: Extent): void {
    const around = this.#around(element)
    for (const child of selectedIn(element, extent)) {
      walk(child, within(child, extent), around, this.#enter)
    }
  }

  #around(node: Node | null): Around {
    const rendering = isElement(node) ? this.#view.renderingOf(node) : NEUTRAL
    return { rendering, anchor: node ? this.#view.anchorOf(node) : undefined }
  }

  readonly #enter: Enter<Around> = (node, extent, around) => {
    if (isElement(node)) return this.#enterElement(node, extent, around)
    if (!isText(node)) return { context: around }
    const { rendering, anchor } = around
    const text = rendering.isVisible ? rendering.transform(textWithin(node, extent)) : ''
    if (text !== '') this.#out.write(text, rendering.keeps, anchor)
    return null
  }

  #enterElement(element: Element, extent: Extent, around: Around): Inside<Around> | null {
    const rendering = this.#view.renderingOf(element)
    if (rendering.display === 'none' || rendering.isCollapsed) return null
    if (rendering.display === 'closed' || this.#reading.takes?.(element, extent)) {
      if (rendering.display !== 'inline') this.#out.separate(1)
      return null
    }
    if (element.localName === 'br') {
      this.#out.lineBreak()
    } else if (isControl(element)) {
      if (this.#reading.readsControls && rendering.isVisible) writeControl(element, this.#out)
    } else if (isPicture(element)) {
      if (rendering.isVisible) this.#out.picture(pictureOf(element), around.anchor)
    } else {
      const own = element.localName === 'a' ? this.#view.anchorOf(element) : undefined
      return this.#enterBox(element, { rendering, anchor: own ?? around.anchor })
    }
    return null
  }

  #enterBox(element: Element, context: Around): Inside<Around> {
    const { display } = context.rendering
    if (element.localName === 'rt') return this.#enterReading(context)
    if (display === 'cell' && !this.#reading.hasCellLines) return this.#enterCell(context)
    if (display === 'inline') return { context }
    const breaks = display === 'paragraph' ? 2 : 1
    const outerRowHasCell = this.#rowHasCell
    if (display === 'row') this.#rowHasCell = false
    this.#out.separate(breaks)
    return {
      context,
      leave: () => {
        this.#out.separate(breaks)
        if (display === 'row') this.#rowHasCell = outerRowHasCell
      },
    }
  }

  /** Blocks inside a cell break its own lines, not the row's. */
  #enterCell(context: Around): Inside<Around> {
    if (this.#rowHasCell) this.#out.tab()
    const row = this.begin()
    return {
      context,
      leave: () => {
        row.writeLinked(this.#out.text())
        this.#out = row
        this.#rowHasCell = true
      },
    }
  }

  /** How ruby is read stands behind what is read, in parentheses: side by side they would be one word. */
  #enterReading(context: Around): Inside<Around> {
    const base = this.begin()
    return {
      context,
      leave: () => {
        const reading = this.#out.text()
        this.#out = base
        if (reading.value === '') return
        base.write('(', 'all')
        base.writeLinked(reading)
        base.write(')', 'all')
      },
    }
  }
}

/** What those within an element take from it. */
type Around = { rendering: Rendering; anchor: Anchor | undefined }

const NEUTRAL: Rendering = {
  display: 'block',
  keeps: 'none',
  isVisible: true,
  isCollapsed: false,
  transform: (text) => text,
  part: undefined,
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
