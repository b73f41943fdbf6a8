import { FACT_CHARACTERS } from '#shared/limits.ts'
import type { PageFacts } from '#shared/template/facts.ts'
import { addressOf } from './address.ts'
import { isThing, listed, thingsIn, type Thing } from './json-ld.ts'
import { metasIn } from './metas.ts'
import { foundBy, wordsOf } from './selected.ts'
import { unclobbered } from './unclobbered.ts'

const FACTS = ['author', 'description', 'lang', 'site', 'published', 'image'] as const
type Fact = (typeof FACTS)[number]

/**
 * What a page says about itself, and what `selectors` find in it, written as templates write them
 * (`a.button?href`). Pure DOM: any implementation will do, and nothing is laid out. Of several places
 * that say the same, the first in the lists below is heard; what is longer than `FACT_CHARACTERS` is
 * passed over. The title and address are as the document has them: whoever knows the tab knows them
 * better. The canonical address, which a page can give wrongly, is `meta.canonical`.
 */
export function pageFacts(document: Document, selectors: readonly string[]): PageFacts {
  const metas = metasIn(document)
  const schema = thingsIn(document)
  const said = (...names: string[]): Said[] => names.map((name) => metas.get(name))
  const linked = (relation: string): string | undefined =>
    addressOf(
      document.querySelector(`link[rel~="${relation}"]`)?.getAttribute('href') ?? null,
      document,
    )

  const canonical = linked('canonical')
  if (fits(canonical)) metas.set('canonical', canonical)

  const facts = {
    author: first(
      said('citation_author'),
      namesIn(schema, 'author'),
      said('author', 'article:author', 'og:article:author', 'dc.creator', 'dcterms.creator').filter(
        isNoAddress,
      ),
      said('parsely-author', 'sailthru.author'),
      [...document.querySelectorAll('[rel~="author"], [itemprop~="author"]')].map(wordsOf),
      said('twitter:creator'),
    ),
    description: first(
      said('description', 'og:description', 'twitter:description'),
      said('dc.description', 'dcterms.description', 'citation_abstract'),
      namesIn(schema, 'description'),
    ),
    lang: first([
      document.documentElement.getAttribute('lang'),
      document.documentElement.getAttribute('xml:lang'),
      document.querySelector('meta[http-equiv="content-language"]')?.getAttribute('content'),
      metas.get('og:locale')?.replace('_', '-'),
    ]),
    site: first(
      said('og:site_name', 'application-name'),
      namesIn(schema, 'publisher'),
      schema.filter(({ '@type': type }) => type === 'WebSite').map(({ name }) => name),
    ),
    published: first(
      said('article:published_time', 'og:article:published_time'),
      namesIn(schema, 'datePublished'),
      said('citation_publication_date', 'citation_date', 'parsely-pub-date', 'datepublished'),
      said('dc.date.issued', 'dcterms.issued', 'dc.date', 'dcterms.date', 'date'),
      [...document.querySelectorAll('[itemprop~="datePublished"], time[pubdate]')]
        .map(unclobbered)
        .map((element) => element.getAttribute('datetime') ?? element.getAttribute('content')),
    ),
    image: first(
      [
        ...said('og:image:secure_url', 'og:image:url', 'og:image', 'twitter:image'),
        ...said('twitter:image:src'),
        ...textsIn(schema, 'image', 'url').flat(),
      ].map((image) => addressOf(typeof image === 'string' ? image : null, document)),
      [linked('image_src')],
    ),
  }
  return {
    title: document.title?.replace(/\s+/g, ' ').trim() ?? '',
    url: document.URL ?? '',
    ...known(facts),
    ...(metas.size > 0 && { meta: Object.fromEntries(metas) }),
    ...(schema.length > 0 && { schema }),
    ...(selectors.length > 0 && { selected: foundBy(document, selectors) }),
  }
}

/** What may say something, or nothing of use. */
type Said = unknown

/** What is said first, without the blanks around it. */
function first(...sources: Said[][]): string | undefined {
  return sources
    .flat()
    .map((said) => (typeof said === 'string' ? said.trim() : undefined))
    .find(fits)
}

function fits(said: string | undefined): said is string {
  return said !== undefined && said !== '' && said.length <= FACT_CHARACTERS
}

/** What the things on the page have as a property: texts, or what other things are called. */
function textsIn(things: readonly Thing[], property: string, called = 'name'): string[][] {
  return things.map((thing) =>
    listed(thing[property])
      .map((value) => (isThing(value) ? value[called] : value))
      .filter((value) => typeof value === 'string')
      .filter((value) => value.trim() !== ''),
  )
}

/** The same, where several are told in one breath: both authors of an article. */
function namesIn(things: readonly Thing[], property: string): string[] {
  return textsIn(things, property).map((names) => names.join(', '))
}

/** Facebook asks for the author's profile where others have the name. https://ogp.me/#type_article */
function isNoAddress(said: Said): boolean {
  return typeof said === 'string' && !/^https?:\/\//i.test(said.trim())
}

/** Those of the facts that are known. */
function known(facts: Record<Fact, string | undefined>): Partial<Record<Fact, string>> {
  const all: Partial<Record<Fact, string>> = {}
  for (const fact of FACTS) {
    const said = facts[fact]
    if (said !== undefined) all[fact] = said
  }
  return all
}
