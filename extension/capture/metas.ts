import { FACT_CHARACTERS } from '#shared/limits.ts'

const METAS = 200
const NAME_CHARACTERS = 200

/** What pages hand to their own scripts to prove who asks: it is nobody else's, and stays in the page. */
const SECRET = /csrf|xsrf|nonce|token|secret|session/

/**
 * What a page's `<meta>` say, by their name or property in lower case; of several with one name the
 * first, but all of a paper's authors. What is too long is left out, and whatever comes after the
 * 200th.
 */
export function metasIn(document: Document): Map<string, string> {
  const metas = new Map<string, string>()
  for (const element of document.querySelectorAll('meta[content]')) {
    const name = nameOf(element)
    const content = element.getAttribute('content')?.trim() ?? ''
    if (name === '' || name.length > NAME_CHARACTERS || SECRET.test(name)) continue
    const before = metas.get(name)
    // https://scholar.google.com/intl/en/scholar/inclusion.html#indexing: a tag for each author.
    const value = before !== undefined && isListed(name) ? `${before}, ${content}` : content
    if (content === '' || value.length > FACT_CHARACTERS) continue
    if (before === undefined ? metas.size < METAS : isListed(name)) metas.set(name, value)
  }
  return metas
}

function isListed(name: string): boolean {
  return name === 'citation_author'
}

function nameOf(element: Element): string {
  const name = ['name', 'property', 'itemprop'].find((attribute) => element.hasAttribute(attribute))
  return name === undefined ? '' : (element.getAttribute(name)?.trim().toLowerCase() ?? '')
}
