import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pageFacts as schema } from '#shared/template/facts.ts'
import { pageFacts } from '#extension/capture/page.ts'
import { doms } from './doms.ts'

const meta = (name: string, content: string): string =>
  `<meta ${/^(?:og|article):/.test(name) ? 'property' : 'name'}="${name}" content="${content}">`

const script = (source: string): string => `<script type="application/ld+json">${source}</script>`

const jsonLd = (json: unknown): string => script(JSON.stringify(json))

describe.each(doms)('what a page says about itself (%s)', (_, pageOf) => {
  const factsOf = (head: string, body = '', selectors: string[] = []) => {
    const facts = pageFacts(pageOf(body, head), selectors)
    expect(schema.parse(facts)).toEqual(facts)
    return facts
  }

  it('is its title at least', () => {
    const { url, ...facts } = factsOf('<title> Sea\n otters </title>')
    expect(facts).toEqual({ title: 'Sea otters' })
    expect(typeof url).toBe('string')
  })

  it.each([
    ['author', meta('author', ' Ann '), 'Ann'],
    [
      'author',
      meta('article:author', 'https://social.example/ann') + meta('dc.creator', 'Ann'),
      'Ann',
    ],
    ['author', meta('author', 'newsroom') + jsonLd({ author: { name: 'Ann' } }), 'Ann'],
    ['author', jsonLd({ author: [{ name: 'Ann' }, 'Bo', { url: 'x' }] }), 'Ann, Bo'],
    ['author', meta('citation_author', 'Ann') + meta('citation_author', 'Bo'), 'Ann, Bo'],
    ['author', meta('twitter:creator', '@ann'), '@ann'],
    ['description', meta('og:description', 'B') + meta('description', 'A'), 'A'],
    ['description', meta('description', '') + meta('og:description', 'B'), 'B'],
    ['description', meta('description', 'x'.repeat(2001)) + meta('og:description', 'B'), 'B'],
    ['description', jsonLd({ '@graph': [{}, { description: 'C' }] }), 'C'],
    ['site', meta('og:site_name', 'Otters'), 'Otters'],
    ['site', jsonLd({ publisher: { '@type': 'Organization', name: 'Otters' } }), 'Otters'],
    ['site', jsonLd([{ '@type': 'WebSite', name: 'Otters' }]), 'Otters'],
    ['published', meta('article:published_time', '2026-03-05T10:00:00Z'), '2026-03-05T10:00:00Z'],
    ['published', meta('date', '2020') + jsonLd({ datePublished: '2026-03-05' }), '2026-03-05'],
    ['image', meta('og:image', '/otter.png'), 'https://example.com/otter.png'],
    [
      'image',
      meta('og:image', 'data:,x') + meta('twitter:image', 'o.png'),
      'https://example.com/dir/o.png',
    ],
    ['image', jsonLd({ image: { url: 'https://i.example/o.png' } }), 'https://i.example/o.png'],
    ['image', jsonLd({ image: ['/a.png', '/b.png'] }), 'https://example.com/a.png'],
    ['image', '<link rel="image_src" href="o.png">', 'https://example.com/dir/o.png'],
    ['lang', '<meta http-equiv="content-language" content="fr">', 'fr'],
    ['lang', meta('og:locale', 'pt_BR'), 'pt-BR'],
  ] as const)('has its %s from %s', (fact, head, value) => {
    expect(factsOf(head)[fact]).toBe(value)
  })

  it('has its author from a link, and its day from what the text marks', () => {
    const body =
      '<a rel="author" href="/ann">By <b>Ann</b></a><time itemprop="datePublished" datetime="2026-03-05">today</time>'
    expect(factsOf('', body)).toMatchObject({ author: 'By Ann', published: '2026-03-05' })
  })

  it('has the language of the whole page', () => {
    const document = pageOf('', '<meta http-equiv="content-language" content="fr">')
    document.documentElement.setAttribute('lang', 'de-AT')
    expect(pageFacts(document, []).lang).toBe('de-AT')
  })

  it('has each meta by its name, the first of several, and the canonical address', () => {
    const head =
      meta('og:type', 'article') +
      meta('OG:Type', 'other') +
      '<meta content="nameless"><meta charset="utf-8"><meta http-equiv="refresh" content="9">' +
      '<link rel="canonical" href="/otters">'
    expect(factsOf(head).meta).toEqual({
      'og:type': 'article',
      canonical: 'https://example.com/otters',
    })
  })

  it('leaves what proves who asks where it is', () => {
    expect(factsOf(meta('csrf-token', 'abc') + meta('x-session-id', 'def')).meta).toBeUndefined()
  })

  it('takes metas and JSON-LD up to a measure', () => {
    const metas = Array.from({ length: 300 }, (_, index) => meta(`m${index}`, 'x')).join('')
    expect(Object.keys(factsOf(metas).meta ?? {})).toHaveLength(200)
    const big = { a: 'x'.repeat(60_000) }
    expect(factsOf(jsonLd(big) + jsonLd(big) + jsonLd({ b: 1 })).schema).toEqual([big, { b: 1 }])
  })

  it('passes over JSON-LD that is broken, bottomless or no thing', () => {
    const deep = '['.repeat(5_000) + ']'.repeat(5_000)
    const head =
      script('{"a":') +
      script(deep) +
      script('') +
      script('"x"') +
      script('{"a":1e999}') +
      script('[null, {"name": "A"}]')
    expect(factsOf(head).schema).toEqual([{ name: 'A' }])
  })

  it('finds what selectors ask for', () => {
    const body = `
      <h1>Sea <i>otters</i></h1><ul class="tags"><li>sea</li><li> otter</li><li></li></ul>
      <a class="more" href="more?x=1">More</a><div id="x">one<br>two<script>three</script></div>
      <input type="password" value="secret"><p data-id="7"></p>`
    const selectors = [
      'h1',
      '.tags li',
      '.tags',
      'a.more?href',
      '#x',
      'input?value',
      'p?data-id',
      '.none',
      'a[',
    ]
    expect(factsOf('', body, selectors).selected).toEqual({
      h1: ['Sea otters'],
      '.tags li': ['sea', 'otter'],
      '.tags': ['sea otter'],
      'a.more?href': ['https://example.com/dir/more?x=1'],
      '#x': ['one two'],
      'input?value': [],
      'p?data-id': ['7'],
      '.none': [],
      'a[': [],
    })
  })

  it('is read whatever the JSON-LD holds', () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ maxDepth: 6 }),
        fc.constantFrom('author', 'image', '@graph', 'publisher'),
        (value, key) => {
          const source = JSON.stringify({ [key]: value }).replaceAll('<', String.raw`\u003c`)
          expect(schema.safeParse(pageFacts(pageOf('', script(source)), [])).success).toBe(true)
        },
      ),
      { numRuns: 100 },
    )
  })
})
