import { renderingOf, type Rendering } from './rendering.ts'

/**
 * The text of a node as a person sees it, or of the part of it within a range: `<br>` and the edges of
 * blocks are line breaks, paragraphs stand apart by an empty line, cells of a table row are separated
 * by tabs, what is hidden or cannot be selected is left out.
 * After https://html.spec.whatwg.org/multipage/dom.html#rendered-text-collection-steps
 */
export function textOf(root: Node, range?: Range): string {
  const out = new TextBuilder()
  const inherited = root.parentElement ? renderingOf(root.parentElement) : NEUTRAL
  collect(root, inherited, range, out)
  return out.toString()
}

const NEUTRAL: Rendering = {
  display: 'block',
  keeps: 'none',
  isVisible: true,
  transform: (text) => text,
}

function collect(node: Node, parent: Rendering, range: Range | undefined, out: TextBuilder): void {
  if (range && !range.intersectsNode(node)) return
  if (isText(node)) {
    if (parent.isVisible) out.write(parent.transform(within(node, range)), parent.keeps)
    return
  }
  if (!isElement(node)) {
    collectChildren(node, parent, range, out)
    return
  }
  if (node.localName === 'br') {
    out.lineBreak()
    return
  }
  const rendering = renderingOf(node)
  switch (rendering.display) {
    case 'none':
      return
    case 'inline':
      collectChildren(node, rendering, range, out)
      return
    case 'cell': {
      // Blocks inside a cell break its own lines, not the row's.
      const inside = new TextBuilder()
      collectChildren(node, rendering, range, inside)
      out.write(inside.toString().trim(), 'all')
      if (hasNext(node, 'cell', range)) out.tab()
      return
    }
    case 'row':
    case 'block':
    case 'paragraph': {
      const breaks = rendering.display === 'paragraph' ? 2 : 1
      out.separate(breaks)
      collectChildren(node, rendering, range, out)
      out.separate(breaks)
    }
  }
}

function collectChildren(
  node: Node,
  rendering: Rendering,
  range: Range | undefined,
  out: TextBuilder,
): void {
  const shown = isClosed(node) ? node.querySelectorAll(':scope > summary') : node.childNodes
  for (const child of shown) collect(child, rendering, range, out)
}

/** Of a closed `<details>` only the summary is seen. */
function isClosed(node: Node): node is Element {
  return isElement(node) && node.localName === 'details' && !node.hasAttribute('open')
}

/** The characters of a text node that lie within the range. */
function within(node: Text, range: Range | undefined): string {
  const text = node.data
  const from = node === range?.startContainer ? range.startOffset : 0
  const to = node === range?.endContainer ? range.endOffset : text.length
  return text.slice(from, to)
}

function hasNext(element: Element, display: Rendering['display'], range?: Range): boolean {
  let next = element.nextElementSibling
  while (next) {
    if (range?.intersectsNode(next) === false) return false
    if (renderingOf(next).display === display) return true
    next = next.nextElementSibling
  }
  return false
}

function isText(node: Node): node is Text {
  return node.nodeType === 3
}

function isElement(node: Node): node is Element {
  return node.nodeType === 1
}

/** Puts pieces of text together and collapses the blanks between them, as a browser lays them out. */
class TextBuilder {
  #text = ''
  #hasBlank = false
  #breaks = 0

  write(text: string, keeps: Rendering['keeps']): void {
    if (keeps === 'all') {
      this.#append(text)
      return
    }
    const lines = keeps === 'lines' ? text.split('\n') : [text]
    for (const [index, line] of lines.entries()) {
      if (index > 0) this.lineBreak()
      this.#collapse(line)
    }
  }

  /** A line break of the text itself. */
  lineBreak(): void {
    this.#hasBlank = false
    this.#append('\n')
  }

  tab(): void {
    this.#hasBlank = false
    this.#append('\t')
  }

  /** The edge of a block: at least so many line breaks before whatever follows. */
  separate(breaks: number): void {
    this.#hasBlank = false
    this.#breaks = Math.max(this.#breaks, breaks)
  }

  toString(): string {
    return this.#text
  }

  #collapse(text: string): void {
    const words = text.split(/[ \t\n\r\f]+/)
    for (const [index, word] of words.entries()) {
      if (index > 0) this.#hasBlank = true
      if (word !== '') this.#append(word)
    }
  }

  #append(text: string): void {
    if (text === '') return
    if (this.#text !== '') {
      // A line break at a block's end shows as the block's own.
      let has = 0
      while (has < this.#breaks && this.#text.at(-1 - has) === '\n') has++
      this.#text += '\n'.repeat(this.#breaks - has)
      if (this.#hasBlank && !/[\n\t ]/.test(this.#text.at(-1) ?? '')) this.#text += ' '
    }
    this.#hasBlank = false
    this.#breaks = 0
    this.#text += text
  }
}
