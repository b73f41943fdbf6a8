import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { captureSelection } from '#extension/capture/selection.ts'
import type { Cell } from '#shared/cells.ts'
import { doms, select } from './doms.ts'
import { written } from './written.ts'

const TAGS =
  'div p span a b ul ol li dl dt dd table thead tbody tfoot tr td th caption colgroup col pre br section details summary button'.split(
    ' ',
  )
const ATTRIBUTES: [string, string[]][] = [
  ['role', ['grid', 'row', 'cell', 'columnheader', 'rowgroup', 'list', 'presentation']],
  ['rowspan', ['0', '2', '65535', '-1', 'x']],
  ['colspan', ['0', '2', '1001', 'x']],
  ['href', ['/a', 'https://a.example/', 'javascript:x', 'http://[', '#']],
  ['lang', ['en', 'de', '', '%%']],
]

type Tree = { tag: string; attributes: Record<string, string>; children: (Tree | null)[] }

const attributes = fc.record(
  Object.fromEntries(ATTRIBUTES.map(([name, values]) => [name, fc.constantFrom(...values)])),
  { requiredKeys: [] },
) as fc.Arbitrary<Record<string, string>>

const { tree } = fc.letrec<{ tree: Tree; child: Tree | null }>((tie) => ({
  // Null stands for a word, which is made unique when the tree is built.
  child: fc.option(tie('tree'), { freq: 3 }),
  tree: fc.record({
    tag: fc.constantFrom(...TAGS),
    attributes,
    children: fc.array(tie('child'), {
      maxLength: 5,
      depthIdentifier: 'tree',
    }),
  }),
}))

/** Builds what no parser would, too: cells in paragraphs, rows in lists. */
function build(document: Document, tree: Tree, words: string[]): Element {
  const element = document.createElement(tree.tag)
  for (const [name, value] of Object.entries(tree.attributes)) element.setAttribute(name, value)
  for (const child of tree.children) {
    if (child) {
      element.append(build(document, child, words))
    } else {
      words.push(`word${words.length};`)
      element.append(` ${words.at(-1)} `)
    }
  }
  return element
}

function textNodes(node: Node): Node[] {
  if (node.nodeType === 3) return [node]
  return Array.from(node.childNodes).flatMap(textNodes)
}

function seeLinksWithin(cell: Cell): void {
  if (cell.kind !== 'text') return
  let at = 0
  for (const { start, end, url } of cell.links ?? []) {
    expect(start).toBeGreaterThanOrEqual(at)
    expect(end).toBeGreaterThan(start)
    expect(end).toBeLessThanOrEqual(cell.value.length)
    expect(cell.value.slice(start, end).trim()).not.toBe('')
    expect(url).toMatch(/^https?:/)
    at = end
  }
}

describe.each(doms)('in %s, of any tree', (_, pageOf) => {
  it('all links lie within their texts, and all words come once at the most', () => {
    fc.assert(
      fc.property(tree, (tree) => {
        const document = pageOf('')
        const words: string[] = []
        document.body.append(build(document, tree, words))
        const { rows, headerRows } = captureSelection(document.body)
        for (const cell of rows.flat()) seeLinksWithin(cell)
        expect(headerRows).toBeLessThanOrEqual(rows.length)
        const found =
          written({ rows, headerRows })
            .flat()
            .join('\n')
            .match(/word\d+;/g) ?? []
        expect(new Set(found).size).toBe(found.length)
      }),
      { numRuns: 150 },
    )
  })

  it('that has no table, all words come exactly once', () => {
    const plain = new Set('div p span a b ul ol li pre section button'.split(' '))
    const flat = ({ tag, children }: Tree): Tree => ({
      tag: plain.has(tag) ? tag : 'div',
      attributes: {},
      children: children.map((child) => child && flat(child)),
    })
    fc.assert(
      fc.property(tree.map(flat), (tree) => {
        const document = pageOf('')
        const words: string[] = []
        document.body.append(build(document, tree, words))
        const text = written(captureSelection(document.body)).flat().join('\n')
        expect((text.match(/word\d+;/g) ?? []).toSorted()).toEqual(words.toSorted())
      }),
      { numRuns: 150 },
    )
  })

  it('a selection may begin and end anywhere', () => {
    fc.assert(
      fc.property(
        tree,
        fc.nat(),
        fc.nat(),
        fc.nat(9),
        fc.nat(9),
        (tree, one, other, start, end) => {
          const document = pageOf('')
          document.body.append(build(document, tree, []))
          const nodes = textNodes(document.body)
          const [from, to] = [nodes[one % nodes.length], nodes[other % nodes.length]]
          if (!from || !to) return
          select(document, { start: { node: from, offset: start }, end: { node: to, offset: end } })
          for (const cell of captureSelection(document).rows.flat()) seeLinksWithin(cell)
        },
      ),
      { numRuns: 150 },
    )
  })
})
