import { describe, expect, it } from 'vitest'
import { pageFacts } from '#extension/capture/page.ts'
import { captureSelection } from '#extension/capture/selection.ts'
import { doms } from './doms.ts'
import { written } from './written.ts'

const LEVELS = 5000

/** Elements in elements, each with its number in front of the next; happy-dom nests by calls, so this does not. */
function nested(document: Document, tags: string[], levels: number): Element {
  let outer: Element | undefined
  for (let level = levels - 1; level >= 0; level--) {
    const element = document.createElement(tags[level % tags.length] ?? 'div')
    element.append(`${level} `)
    if (outer) element.append(outer)
    outer = element
  }
  if (!outer) throw new Error('No levels.')
  return outer
}

function numbersIn(element: Element): number[] {
  const text = written(captureSelection(element)).flat().join('\n')
  return (text.match(/\d+/g) ?? []).map(Number)
}

describe.each(doms.filter(([name]) => name === 'linkedom'))('in %s', (_, pageOf) => {
  it.each([
    ['blocks', ['div', 'section', 'p', 'span']],
    ['lists', ['ul', 'li']],
    ['terms', ['dl', 'dd']],
    ['tables', ['table', 'tbody', 'tr', 'td']],
    ['links and formatting', ['a', 'b', 'pre']],
  ])('%s may nest as deep as they like', (_, tags) => {
    const element = nested(pageOf(''), tags, LEVELS)
    const numbers = numbersIn(element)
    // What stands between the cells of a table is no part of it.
    const least = tags[0] === 'table' ? LEVELS / 4 : LEVELS
    expect(new Set(numbers).size).toBe(numbers.length)
    expect(numbers.length).toBeGreaterThanOrEqual(least)
  })

  it('what selectors find may nest as deep as it likes', () => {
    const document = pageOf('')
    document.body.append(nested(document, ['div', 'b'], LEVELS))
    const [found] = pageFacts(document, ['body > div']).selected?.['body > div'] ?? []
    expect(found?.match(/\d+/g)).toHaveLength(LEVELS)
  })

  it('a paragraph may have a hundred thousand pieces', () => {
    const document = pageOf('')
    const paragraph = document.createElement('p')
    for (let index = 0; index < 100_000; index++) {
      paragraph.appendChild(document.createTextNode('x'))
    }
    expect(written(captureSelection(paragraph))[0]?.[0]).toHaveLength(100_000)
  })
})

describe.each(doms)('of a table of 2,000 rows, in %s', (_, pageOf) => {
  it('each row is there', () => {
    const rows = Array.from({ length: 2000 }, (_, row) => `<tr><td>r${row}</td><td>x</td></tr>`)
    const { rows: found } = captureSelection(pageOf(`<table>${rows.join('')}</table>`).body)
    expect(found).toHaveLength(2000)
    expect(found.at(-1)?.[0]).toEqual({ kind: 'text', value: 'r1999' })
  })
})
