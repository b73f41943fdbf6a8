import { describe, expect, it } from 'vitest'
import { captureSelection } from '#extension/capture/selection.ts'
import type { Capture } from '#extension/capture/captured.ts'
import { doms, select, textIn } from './doms.ts'

// What needs a layout (computed styles, real selections) is tested in a real browser, in test/e2e.

/** The text of a capture that is a single cell; undefined for no row at all. */
function textOf({ rows }: Capture): string | undefined {
  const [cell] = rows[0] ?? []
  expect(rows.flat()).toHaveLength(cell ? 1 : 0)
  return cell?.kind === 'text' ? cell.value : undefined
}

describe.each(doms)('in %s', (_, pageOf) => {
  /** The text captured from a fragment of HTML, all of it selected. */
  function captured(html: string): string | undefined {
    const template = pageOf('').createElement('template')
    template.innerHTML = html
    return textOf(captureSelection(template.content))
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
      ['a list in a text is a line an item', 'x<ul><li>one</li><li>two</li></ul>', 'x\none\ntwo'],
      [
        'blanks of the source collapse',
        '<p>\n  one\n\t two </p>\n  <p> three\n</p>\n',
        'one two\n\nthree',
      ],
      ['a blank between elements is one', '<b>one</b> \n <i> two</i>', 'one two'],
      ['preformatted text stays', '<pre>if (x)\n    y()\n\nz</pre>', 'if (x)\n    y()\n\nz'],
      ['code in it too', '<pre><code>a\n  b</code></pre>', 'a\n  b'],
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

    it.each(['', ' \n ', '<br>', '<p>&nbsp;</p>', '<img alt="">'])(
      'is no row at all where nothing is to be read: %j',
      (html) => {
        expect(captured(html)).toBeUndefined()
      },
    )

    it('of an element is all that it holds', () => {
      const element = pageOf('<div id="list">one<p>two</p></div>').querySelector('#list')
      if (!element) throw new Error('No element.')
      expect(textOf(captureSelection(element))).toBe('one\n\ntwo')
    })

    it('of a document that knows no selections is all of its body', () => {
      const document = pageOf('<p>one</p>')
      Object.defineProperty(document, 'getSelection', { value: undefined })
      expect(textOf(captureSelection(document))).toBe('one')
    })
  })

  describe('a text longer than a cell', () => {
    it('stays whole: who receives it refuses it', () => {
      expect(captured(`<p>${'x'.repeat(50_001)}</p>`)).toHaveLength(50_001)
    })
  })

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

    it('may have several ranges, each a row of its own', () => {
      const document = page()
      const [a, c] = [textIn(document, '#a'), textIn(document, '#c')]
      select(
        document,
        { start: { node: a, offset: 0 }, end: { node: a, offset: 5 } },
        { start: { node: a, offset: 5 }, end: { node: a, offset: 5 } },
        { start: { node: c, offset: 0 }, end: { node: c, offset: 5 } },
      )
      expect(captureSelection(document).rows).toEqual([
        [{ kind: 'text', value: 'alpha' }],
        [{ kind: 'text', value: 'gamma' }],
      ])
    })

    it('is nothing where nothing is selected', () => {
      const document = page()
      select(document)
      expect(captureSelection(document)).toEqual({ rows: [], headerRows: 0 })
    })
  })

  function focused(tag: string, field: Record<string, unknown>, attributes = ''): Document {
    const document = pageOf(`<p>page</p><${tag} ${attributes}></${tag}>`)
    select(document)
    const element = document.querySelector(tag)
    if (!element) throw new Error('No field.')
    for (const [name, value] of Object.entries(field))
      Object.defineProperty(element, name, { value })
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
      expect(captureSelection(focused('input', field, attributes))).toEqual({
        rows: [],
        headerRows: 0,
      })
    })
  })
})
