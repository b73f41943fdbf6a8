import { describe, expect, it } from 'vitest'
import { captureSelection } from '#extension/capture/selection.ts'
import { LISTS, TERMS } from './cases/lists.ts'
import { doms, selectFrom } from './doms.ts'
import { written } from './written.ts'

describe.each(doms)('in %s', (_, pageOf) => {
  const rows = (html: string) => written(captureSelection(pageOf(html).body))

  describe('a list', () => {
    it.each(LISTS)('%s', (_, html, expected) => {
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
    it.each(TERMS)('%s', (_, html, expected) => {
      expect(rows(html)).toEqual(expected)
    })
  })
})
