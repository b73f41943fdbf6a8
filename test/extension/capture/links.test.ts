import { describe, expect, it } from 'vitest'
import { captureSelection } from '#extension/capture/selection.ts'
import type { Cell } from '#shared/cells.ts'
import { doms, selectFrom } from './doms.ts'

/** The pieces of a text that are links. */
function pieces([row]: Cell[][]): [string, string][] {
  const [cell] = row ?? []
  if (cell?.kind !== 'text') throw new Error('No text.')
  return (cell.links ?? []).map(({ start, end, url }) => [cell.value.slice(start, end), url])
}

describe.each(doms)('in %s', (_, pageOf) => {
  const captured = (html: string) => captureSelection(pageOf(html).body).rows

  describe('a link', () => {
    it.each([
      ['is whole against the address of the page', '/up', 'https://example.com/up'],
      ['may be relative', 'next?x=1#y', 'https://example.com/dir/next?x=1#y'],
      ['may be written with blanks around it', ' https://a.example/ ', 'https://a.example/'],
      ['may be an email address', 'mailto:a@b.example', 'mailto:a@b.example'],
      ['may be a phone number', 'tel:+4912345', 'tel:+4912345'],
    ])('%s', (_, href, link) => {
      expect(captured(`<a href="${href}">x</a>`)).toEqual([[{ kind: 'text', value: 'x', link }]])
    })

    it.each([
      'javascript:alert(1)',
      'data:text/html,x',
      'blob:https://a.example/1',
      '#',
      '',
      'http://',
    ])('is none where it leads nowhere, or to what runs: %j', (href) => {
      expect(captured(`<a href="${href}">x</a>`)).toEqual([[{ kind: 'text', value: 'x' }]])
    })

    it('keeps what looks like a number a text, so that it can be followed', () => {
      expect(captured('<a href="https://a.example/">12</a>')).toEqual([
        [{ kind: 'text', value: '12', link: 'https://a.example/' }],
      ])
    })

    it('may be cut by the selection', () => {
      const document = pageOf('<p>See <a id="a" href="https://a.example/">the whole list</a>.</p>')
      selectFrom(document, ['#a', 4], ['#a', 9])
      expect(captureSelection(document).rows).toEqual([
        [{ kind: 'text', value: 'whole', link: 'https://a.example/' }],
      ])
    })
  })

  describe('links within a text', () => {
    const [A, B] = ['https://a.example/', 'https://b.example/']

    it.each([
      ['lie where their words are', `<p>one <a href="${A}">two</a> three</p>`, [['two', A]]],
      [
        'after blanks have collapsed',
        `<p>\n one \n <a href="${A}">  two\n  words </a>\n!</p>`,
        [['two words', A]],
      ],
      ['after blank ends were trimmed', `<br>&nbsp;<a href="${A}">one</a> two`, [['one', A]]],
      ['across formatting', `<a href="${A}">one <b>bold</b> word</a>, two`, [['one bold word', A]]],
      [
        'across blocks and paragraphs',
        `<p>x</p><a href="${A}"><p>one</p><p>two</p></a>`,
        [['one\n\ntwo', A]],
      ],
      [
        'one after another',
        `<a href="${A}">one</a> <a href="${B}">two</a>`,
        [
          ['one', A],
          ['two', B],
        ],
      ],
      ['beyond the basic plane', `👩‍👩‍👧 <a href="${A}">日本 👍</a> !`, [['日本 👍', A]]],
      ['never where they have no words', `x <a href="${A}"></a> <a href="${A}"> </a> y`, []],
      ['in preformatted text', `<pre>x\n  <a href="${A}">y\n z</a>!</pre>`, [['y\n z', A]]],
    ] as [string, string, [string, string][]][])('%s', (_, html, expected) => {
      expect(pieces(captured(html))).toEqual(expected)
    })
  })

  describe('a picture', () => {
    it.each([
      [
        'by itself is its words, linked',
        '<img src="a/b.png" alt="A chart">',
        'A chart',
        'https://example.com/dir/a/b.png',
      ],
      [
        'without words is its file’s name',
        '<p><img src="/a/my%20cat.png?x=1"></p>',
        'my cat.png',
        'https://example.com/a/my%20cat.png?x=1',
      ],
      [
        'that is a decoration too, where it is all there is',
        '<img src="/line.png" alt="">',
        'line.png',
        'https://example.com/line.png',
      ],
      [
        'in a link leads where the link leads',
        '<a href="https://a.example/"><img src="/a.png"></a>',
        'a.png',
        'https://a.example/',
      ],
      [
        'is never what a script may load later',
        '<img data-src="/x.png" src="/a.png">',
        'a.png',
        'https://example.com/a.png',
      ],
    ])('%s', (_, html, value, link) => {
      expect(captured(html)).toEqual([[{ kind: 'text', value, link }]])
    })

    it('in a text is its words', () => {
      expect(captured('Good <img src="/a.png" alt="👍"> work<img src="/line.png" alt="">')).toEqual(
        [[{ kind: 'text', value: 'Good 👍 work' }]],
      )
    })

    it('whose data is in the page has no address', () => {
      expect(captured('<img src="data:image/gif;base64,R0lGODdh" alt="dot">')).toEqual([
        [{ kind: 'text', value: 'dot' }],
      ])
    })
  })
})
