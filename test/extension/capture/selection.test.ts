import { parseHTML } from 'linkedom'
import { describe, expect, it } from 'vitest'
import { captureSelection } from '#extension/capture/selection.ts'

// What needs a layout (computed styles, real selections) is tested in a real browser, in test/e2e.

function pageOf(html: string): Document {
  return parseHTML(`<!doctype html><html><head><title>T</title></head><body>${html}</body></html>`)
    .document
}

/** The text captured from a fragment of HTML, all of it selected. */
function captured(html: string): string | undefined {
  const template = pageOf('').createElement('template')
  template.innerHTML = html
  return textOf(captureSelection(template.content))
}

function textOf(result: ReturnType<typeof captureSelection>): string | undefined {
  if (!('rows' in result)) throw new Error('Refused.')
  const [cell] = result.rows[0] ?? []
  expect(result.rows.flat()).toHaveLength(cell ? 1 : 0)
  return cell?.kind === 'text' ? cell.value : undefined
}

describe('the captured text', () => {
  it.each([
    ['plain text', 'just text', 'just text'],
    ['inline elements run on', 'one <b>bold</b><i>ly</i> go', 'one boldly go'],
    ['<br> is a line break', 'one<br>two<br/><br>four', 'one\ntwo\n\nfour'],
    ['blocks are lines of their own', '<div>one</div><div>two</div>three', 'one\ntwo\nthree'],
    ['nested blocks break once', '<div><section><div>one</div></section></div>two', 'one\ntwo'],
    ['an empty block is no line', '<div>one</div><div></div><div>two</div>', 'one\ntwo'],
    ['a break at a block’s end is the block’s', '<div>one<br></div><div>two</div>', 'one\ntwo'],
    ['a break between blocks is a line', '<div>one</div><br><div>two</div>', 'one\n\ntwo'],
    ['paragraphs stand apart', '<p>one</p><p>two</p>', 'one\n\ntwo'],
    ['a list is a line an item', '<ul><li>one</li><li>two</li></ul>', 'one\ntwo'],
    [
      'blanks of the source collapse',
      '<p>\n  one\n\t two </p>\n  <p> three\n</p>\n',
      'one two\n\nthree',
    ],
    ['a blank between elements is one', '<b>one</b> \n <i> two</i>', 'one two'],
    ['preformatted text stays', '<pre>if (x)\n    y()\n\nz</pre>', 'if (x)\n    y()\n\nz'],
    ['code in it too', '<pre><code>a\n  b</code></pre>', 'a\n  b'],
    [
      'cells are parted by tabs',
      '<table><tr><th>a</th><td>b</td></tr><tr><td></td><td>d</td></tr></table>',
      'a\tb\n\td',
    ],
    [
      'blocks in a cell break its own lines only',
      '<table><tr><td><p>a</p></td><td><p>b</p></td></tr></table>',
      'a\tb',
    ],
    ['what starts with = is text', '=IMPORTXML("x")', '=IMPORTXML("x")'],
    ['characters outside the basic plane', 'naïve 👩‍👩‍👧 日本', 'naïve 👩‍👩‍👧 日本'],
    ['spaces that do not break are spaces', '1&nbsp;000&nbsp;€', '1 000 €'],
    ['blank ends are trimmed', '<br>&nbsp; one <br><br>', 'one'],
    [
      'scripts and styles are not seen',
      'a<script>b</script><style>c</style><template>d</template>e',
      'ae',
    ],
    ['hidden elements are not seen', 'a<span hidden>b</span><div hidden>c</div>d', 'ad'],
    [
      'of what is folded away only the summary is seen',
      '<details><summary>a</summary>b<p>c</p></details><details open><summary>d</summary>e</details>',
      'a\nd\ne',
    ],
    [
      'controls keep their own text',
      'a<textarea>b</textarea><select><option>c</option></select>',
      'a',
    ],
  ])('%s', (_, html, expected) => {
    expect(captured(html)).toBe(expected)
  })

  it.each(['', ' \n ', '<br>', '<p>&nbsp;</p>', '<img src="x.png" alt="picture">'])(
    'is no row at all where nothing is to be read: %j',
    (html) => {
      expect(captured(html)).toBeUndefined()
    },
  )

  it('of an element is all that it holds', () => {
    const element = pageOf('<ul id="list"><li>one<li>two</ul>').querySelector('#list')
    if (!element) throw new Error('No list.')
    expect(textOf(captureSelection(element))).toBe('one\ntwo')
  })

  it('of a document that knows no selections is all of its body', () => {
    expect(textOf(captureSelection(pageOf('<p>one</p>')))).toBe('one')
  })
})

describe('too much for a cell', () => {
  it('is refused with its size, never cut', () => {
    const fits = pageOf(`<p>${'x'.repeat(50_000)}</p>`)
    expect(textOf(captureSelection(fits))).toHaveLength(50_000)
    const over = pageOf(`<p>${'x'.repeat(50_001)}</p>`)
    expect(captureSelection(over)).toEqual({ tooLarge: { characters: 50_001 } })
  })
})

/** linkedom has no selections; these are what a browser's come down to. */
type Point = { node: Node; offset: number }

function select(document: Document, ...ranges: { start: Point; end: Point }[]): void {
  const selection = {
    rangeCount: ranges.length,
    getRangeAt: (index: number) => {
      const range = ranges[index]
      if (!range) throw new RangeError()
      return {
        startContainer: range.start.node,
        startOffset: range.start.offset,
        endContainer: range.end.node,
        endOffset: range.end.offset,
        commonAncestorContainer:
          range.start.node === range.end.node ? range.start.node : document.body,
        intersectsNode: (node: Node) =>
          !isBefore(node, range.start.node) && !isBefore(range.end.node, node),
      }
    },
  }
  Object.assign(document, { getSelection: () => selection })
}

/** That all of `a` lies before all of `b`. */
function isBefore(a: Node, b: Node): boolean {
  const after = (node: Node): Node | null =>
    node.nextSibling ?? (node.parentNode && after(node.parentNode))
  for (let node = after(a); node; node = node.firstChild ?? after(node)) if (node === b) return true
  return false
}

function textIn(document: Document, selector: string): Node {
  const node = document.querySelector(selector)?.firstChild
  if (!node) throw new Error(`No text in ${selector}.`)
  return node
}

const page = () => pageOf('<p id="a">alpha</p><p id="b">be<b>t</b>a</p><p id="c">gamma</p>')

describe('the selection of a document', () => {
  it('is cut where it begins and ends', () => {
    const document = page()
    select(document, {
      start: { node: textIn(document, '#a'), offset: 2 },
      end: { node: textIn(document, '#c'), offset: 3 },
    })
    expect(textOf(captureSelection(document))).toBe('pha\n\nbeta\n\ngam')
  })

  it('may lie within one text', () => {
    const document = page()
    const node = textIn(document, '#a')
    select(document, { start: { node, offset: 1 }, end: { node, offset: 4 } })
    expect(textOf(captureSelection(document))).toBe('lph')
  })

  it('may have several ranges, each a line of its own', () => {
    const document = page()
    const [a, c] = [textIn(document, '#a'), textIn(document, '#c')]
    select(
      document,
      { start: { node: a, offset: 0 }, end: { node: a, offset: 5 } },
      { start: { node: a, offset: 5 }, end: { node: a, offset: 5 } },
      { start: { node: c, offset: 0 }, end: { node: c, offset: 5 } },
    )
    expect(textOf(captureSelection(document))).toBe('alpha\ngamma')
  })

  it('is nothing where nothing is selected', () => {
    const document = page()
    select(document)
    expect(captureSelection(document)).toEqual({ rows: [] })
  })
})

function focused(tag: string, field: Record<string, unknown>, attributes = ''): Document {
  const document = pageOf(`<p>page</p><${tag} ${attributes}></${tag}>`)
  select(document)
  const element = document.querySelector(tag)
  if (!element) throw new Error('No field.')
  for (const [name, value] of Object.entries(field)) Object.defineProperty(element, name, { value })
  Object.defineProperty(document, 'activeElement', { value: element })
  return document
}

describe('a selection in a text field', () => {
  it('is what is selected in it, line breaks and all', () => {
    const field = { value: 'one\ntwo\nthree', selectionStart: 4, selectionEnd: 13 }
    expect(textOf(captureSelection(focused('textarea', field)))).toBe('two\nthree')
  })

  it('is found in an input too, and in a shadow tree', () => {
    const field = { value: 'search me', selectionStart: 0, selectionEnd: 6 }
    expect(textOf(captureSelection(focused('input', field, 'type="search"')))).toBe('search')
    const inner = focused('input', field).activeElement
    const host = focused('div', { shadowRoot: { activeElement: inner } })
    expect(textOf(captureSelection(host))).toBe('search')
  })

  it.each([
    ['nothing is selected in it', { value: 'x', selectionStart: 1, selectionEnd: 1 }, ''],
    ['it does not tell', { value: 'a@b.c', selectionStart: null, selectionEnd: null }, ''],
    [
      'it holds a password',
      { value: 'secret', selectionStart: 0, selectionEnd: 6 },
      'type="password"',
    ],
  ])('is left to the page where %s', (_, field, attributes) => {
    expect(captureSelection(focused('input', field, attributes))).toEqual({ rows: [] })
  })
})
