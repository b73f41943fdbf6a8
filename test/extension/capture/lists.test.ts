import { describe, expect, it } from 'vitest'
import { captureSelection } from '#extension/capture/selection.ts'
import { doms, selectFrom } from './doms.ts'
import { written } from './written.ts'

describe.each(doms)('in %s', (_, pageOf) => {
  const rows = (html: string) => written(captureSelection(pageOf(html).body))

  describe('a list', () => {
    it.each([
      ['is a row an item', '<ul><li>a</li> <li>b</li></ul>', [['a'], ['b']]],
      ['may be numbered, or a menu', '<ol><li>a</li><li>b</li></ol>', [['a'], ['b']]],
      [
        'may be one by its role',
        '<div role="list"><div role="listitem">a</div><div>b</div></div>',
        [['a'], ['b']],
      ],
      [
        'may lie in something',
        '<div> <nav><ul><li>a</li><li>b</li></ul></nav> </div>',
        [['a'], ['b']],
      ],
      [
        'has the items of lists within it after their parent',
        '<ul><li>a<ul><li>b<ol><li>c</li></ol></li></ul>d</li><li>e</li></ul>',
        [['a\nd'], ['b'], ['c'], ['e']],
      ],
      [
        'keeps the lines of an item',
        '<ul><li><p>a</p><p>b</p></li><li>c</li></ul>',
        [['a\n\nb'], ['c']],
      ],
      [
        'has no row for an empty item',
        '<ul><li>a</li><li> </li><li style="display: none">x</li></ul>',
        [['a']],
      ],
      [
        'is text where it is not all there is',
        '<p>x</p><ul><li>a</li><li>b</li></ul>',
        [['x\n\na\nb']],
      ],
    ])('%s', (_, html, expected) => {
      expect(rows(html)).toEqual(expected)
    })

    it('keeps the links of its items', () => {
      const html = '<ul><li><a href="/a">a</a></li><li>see <a href="/b">b</a></li></ul>'
      expect(captureSelection(pageOf(html).body).rows).toEqual([
        [{ kind: 'text', value: 'a', link: 'https://example.com/a' }],
        [
          {
            kind: 'text',
            value: 'see b',
            links: [{ start: 4, end: 5, url: 'https://example.com/b' }],
          },
        ],
      ])
    })

    it('is what is selected of it', () => {
      const document = pageOf(
        '<ul><li id="a">alpha</li><li id="b">beta</li><li id="c">gamma</li></ul>',
      )
      selectFrom(document, ['#a', 2], ['#b', 4])
      expect(written(captureSelection(document))).toEqual([['pha'], ['beta']])
    })
  })

  describe('a list of terms', () => {
    it.each([
      [
        'has a column for the terms and one for what is said of them',
        '<dl><dt>a</dt><dd>1</dd><dt>b</dt><dd>2</dd></dl>',
        [
          ['a', '1'],
          ['b', '2'],
        ],
      ],
      [
        'may say several things of a term',
        '<dl><dt>a</dt><dd>1</dd><dd>2</dd></dl>',
        [
          ['a', '1'],
          ['', '2'],
        ],
      ],
      [
        'may say one of several',
        '<dl><dt>a</dt><dt>b</dt><dd>1</dd></dl>',
        [
          ['a', '1'],
          ['b', ''],
        ],
      ],
      [
        'may wrap its groups',
        '<dl><div><dt>a</dt><dd>1</dd></div><div><dt>b</dt><dd>2</dd></div></dl>',
        [
          ['a', '1'],
          ['b', '2'],
        ],
      ],
    ])('%s', (_, html, expected) => {
      expect(rows(html)).toEqual(expected)
    })
  })
})
