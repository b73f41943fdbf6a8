import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cell as schema, EMPTY, text, type Cell } from '#shared/cells.ts'
import { render } from '#shared/template/render.ts'
import { variables } from '#shared/template/variables.ts'
import { facts, rendered, templateOf } from './facts.ts'

const linked = (value: string, link: string): Cell => ({ kind: 'text', value, link })

describe('a template of one variable', () => {
  it.each<[string, Cell]>([
    ['{{selection}}', text('Sea otters hold hands')],
    ['{{title}}', text('Otters')],
    ['{{url}}', linked('https://www.otters.example/sea', 'https://www.otters.example/sea')],
    ['{{domain}}', text('otters.example')],
    ['{{site}}', text('Otter World')],
    ['{{author}}', text('Enhydra Lutris')],
    ['{{description}}', text('All about otters')],
    ['{{lang}}', text('en-GB')],
    ['{{published}}', { kind: 'date', value: '2026-03-01' }],
    ['{{image}}', linked('https://otters.example/otter.png', 'https://otters.example/otter.png')],
    ['{{date}}', { kind: 'date', value: '2026-03-05' }],
    ['{{time}}', { kind: 'time', value: '14:07:09' }],
    ['{{datetime}}', { kind: 'datetime', value: '2026-03-05T14:07:09' }],
    ['{{date:D MMMM YYYY}}', text('5 March 2026')],
    ['{{time:h:mm a}}', text('2:07 pm')],
    ['{{datetime:[on] DD.MM. [at] HH:mm}}', text('on 05.03. at 14:07')],
    ['{{column:Name}}', text('Luna')],
    ['{{column: weight KG}}', { kind: 'number', value: 28.5 }],
    ['{{meta:og:type}}', text('article')],
    ['{{meta:Robots}}', text('index')],
    ['{{schema:name}}', text('Otter World')],
    ['{{schema:@Article:headline}}', text('Hands held')],
    ['{{schema:@Article:wordCount}}', { kind: 'number', value: 420 }],
    ['{{schema:isAccessibleForFree}}', { kind: 'boolean', value: true }],
    ['{{schema:author}}', text('Ann, Bo')],
    ['{{schema:author[1].name}}', text('Bo')],
    ['{{schema:author[*].name}}', text('Ann, Bo')],
    ['{{schema:@Offer:price}}', text('9.50')],
    ['{{select:h1}}', text('Sea otters')],
    ['{{select:.tag}}', text('sea')],
    ['{{selectAll:.tag}}', text('sea, otter, sea')],
    [
      '{{select:a.more?href}}',
      linked('https://otters.example/more', 'https://otters.example/more'),
    ],
  ])('%s gives a value of its own type', (template, cell) => {
    expect(rendered(template)).toEqual(cell)
  })

  it('keeps its type with blanks around it', () => {
    expect(rendered('  {{ date }} ')).toEqual({ kind: 'date', value: '2026-03-05' })
  })

  it('keeps a number with the way it was written', () => {
    const price: Cell = { kind: 'number', value: 5, format: { type: 'CURRENCY', pattern: '"$"0' } }
    expect(rendered('{{selection}}', { selection: price })).toEqual(price)
  })

  it.each([
    '{{author}}',
    '{{published}}',
    '{{image}}',
    '{{meta:constructor}}',
    '{{schema:__proto__.x}}',
    '{{schema:@Thing:name}}',
    '{{select:h1}}',
    '{{selectAll:h1|join:"-"}}',
    '{{column:Name}}',
    '{{column:"…"}}',
    '{{domain}}',
    '{{author|first|upper|split:","|nth:3|truncate:2|number|date:"YYYY"|link:url}}',
  ])('%s is empty where there is no such thing', (template) => {
    const page = { title: '', url: '', meta: {}, schema: [{}] }
    expect(rendered(template, { page, row: [] })).toEqual(EMPTY)
  })
})

describe('a template of several parts', () => {
  it('is text', () => {
    expect(rendered('{{title}} ({{ date }})')).toEqual(text('Otters (2026-03-05)'))
  })

  it('keeps the links of its parts where they stand', () => {
    const selection: Cell = {
      kind: 'text',
      value: 'see here',
      links: [{ start: 4, end: 8, url: 'https://here.example/' }],
    }
    expect(rendered('🦦 {{selection}} – {{title|link:url}}', { selection })).toEqual({
      kind: 'text',
      value: '🦦 see here – Otters',
      links: [
        { start: 7, end: 11, url: 'https://here.example/' },
        { start: 14, end: 20, url: 'https://www.otters.example/sea' },
      ],
    })
  })

  it('is a link as a whole where a link is all there is', () => {
    expect(rendered('{{author|default:""}}{{title|link:url}}')).toMatchObject({ kind: 'text' })
    const page = { ...facts.page, author: '' }
    expect(rendered('{{author}}{{title|link:url}}', { page })).toEqual(
      linked('Otters', 'https://www.otters.example/sea'),
    )
  })

  it('does not render what a value itself looks like', () => {
    const page = { ...facts.page, title: '{{url}}' }
    expect(rendered('> {{title}}', { page })).toEqual(text('> {{url}}'))
  })

  it('gives text for what looks like a formula', () => {
    expect(rendered('={{title}}()')).toEqual(text('=Otters()'))
  })

  it('is its own text without a variable, and empty without anything', () => {
    expect(rendered('to read')).toEqual(text('to read'))
    expect(rendered('')).toEqual(EMPTY)
  })

  it('says in the text of an escaped brace what stands there', () => {
    expect(rendered(String.raw`\{{title}} of {{title}}`)).toEqual(text('{{title}} of Otters'))
  })
})

const linkedCell = fc
  .array(fc.tuple(fc.string({ unit: 'grapheme', minLength: 1 }), fc.boolean()))
  .map((pieces): Cell => {
    let value = ''
    const links = []
    for (const [piece, isLinked] of pieces) {
      const start = value.length
      value += piece
      if (isLinked)
        links.push({ start, end: value.length, url: `https://x.example/${links.length}` })
    }
    return value === '' ? EMPTY : { kind: 'text', value, links }
  })

describe('any template and any text with links', () => {
  it('puts each link on the text that was linked', () => {
    const aroundIt = fc.string().map((s) => s.replace(/[\\{]/g, ''))
    fc.assert(
      fc.property(linkedCell, aroundIt, aroundIt, (selection, before, after) => {
        const template = templateOf(`${before}{{selection}}${after}-`)
        const cell = render(template, { ...facts, selection })
        const linksBefore = linksOf(selection)
        expect(linksOf(cell)).toEqual(linksBefore)
      }),
    )
  })

  it.each(['trim', 'slice:1,5', 'slice:-3', 'truncate:4', 'split:" "', 'split:"a"|nth:1', 'upper'])(
    '%s leaves links within the text, on words that they were on',
    (filter) => {
      fc.assert(
        fc.property(linkedCell, (selection) => {
          const cell = rendered(`{{selection|${filter}}}`, { selection })
          const words = linksOf(selection)
          for (const [word, url] of linksOf(cell)) {
            expect(word).not.toBe('')
            expect(words.some(([whole, to]) => to === url && whole.includes(word))).toBe(true)
          }
        }),
      )
    },
  )
})

describe('any page', () => {
  it('gives cells that can be sent', () => {
    const said = fc.oneof(
      fc.string(),
      fc.webUrl(),
      fc.constantFrom('https://', 'http://[', 'mailto:'),
    )
    const templates = [
      ...variables.map(({ example }) => example),
      '{{title|link:author}} {{image}}',
    ]
    fc.assert(
      fc.property(said, said, fc.jsonValue({ maxDepth: 3 }), (one, other, json) => {
        const page = {
          title: one,
          url: other,
          author: other,
          published: one,
          image: one,
          meta: { 'og:type': other },
          schema: [{ '@type': 'Article', author: JSON.parse(JSON.stringify(json)) }],
          selected: { 'a.button?href': [one], '.tag': [one, other] },
        }
        for (const template of templates) {
          expect(schema.safeParse(rendered(template, { page })).error).toBeUndefined()
        }
      }),
    )
  })
})

/** Each link's words and address. */
function linksOf(cell: Cell): [string, string][] {
  if (cell.kind !== 'text') return []
  if (cell.link !== undefined) return [[cell.value, cell.link]]
  return (cell.links ?? []).map(({ start, end, url }) => {
    expect(start).toBeGreaterThanOrEqual(0)
    expect(end).toBeLessThanOrEqual(cell.value.length)
    return [cell.value.slice(start, end), url]
  })
}
