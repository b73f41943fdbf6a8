import { describe, expect, it } from 'vitest'
import { captureSelection } from '#extension/capture/selection.ts'
import type { Capture } from '#extension/capture/captured.ts'
import { TEXTS } from './cases/texts.ts'
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
    it.each(TEXTS)('%s', (_, html, expected) => {
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
