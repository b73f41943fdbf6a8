/**
 * Patterns of pages, such as `example.com/jobs/*`: what follows `*://` in a match pattern of browsers, as
 * far as all of them understand it the same.
 * https://developer.mozilla.org/en-US/docs/Mozilla/Add-ons/WebExtensions/Match_patterns
 */

const MOST_CHARACTERS = 500

/**
 * A pattern as it is kept, from what a person typed or pasted: without the scheme, a port or a fragment,
 * the host in lower case, all of a site where no path is named. Null for what is no pattern: another
 * scheme than http(s), a `*` in the middle of a host, a lone word.
 */
export function normalPattern(typed: string): string | null {
  const [, scheme, rest = ''] = /^(?:(\*|https?):\/\/)?(.*)$/is.exec(typed.trim()) ?? []
  const [, wildcard = '', host = '', path = ''] =
    /^(\*(?=[/?#]|$)|\*\.)?([^/?#]*)(.*)$/s.exec(rest) ?? []
  if ((wildcard === '*') !== (host === '') || /\*|:$/.test(host)) return null
  // The address of a site on a local network may be one word, but then it has to look like an address.
  const isLoneWord = scheme === undefined && path === '' && !host.includes('.')
  if (isLoneWord && wildcard === '' && host !== 'localhost') return null
  const url = parsed(`https://${host === '' ? 'any' : host}${path}`)
  if (!url || url.username !== '' || url.password !== '' || !HOST.test(url.hostname)) return null
  const page = `${url.pathname}${url.search}`
  const pattern = `${wildcard}${host === '' ? '' : url.hostname}${page === '/' ? '/*' : page}`
  return pattern.length > MOST_CHARACTERS ? null : pattern
}

/** Browsers do not agree on addresses of IPv6. */
const HOST = /^[a-z0-9_-]+(\.[a-z0-9_-]+)*$/

/** Whether a page is one of those that a pattern, as `normalPattern` gives it, names. Ports do not count. */
export function matchesPattern(pattern: string, url: string): boolean {
  const page = parsed(url)
  if (!page || !['http:', 'https:'].includes(page.protocol)) return false
  const slash = pattern.indexOf('/')
  if (slash < 0) return false
  return (
    matchesHost(pattern.slice(0, slash), page.hostname) &&
    matchesText(pattern.slice(slash), `${page.pathname}${page.search}`)
  )
}

/** Without `URL.parse`, which Node 20 lacks. */
function parsed(address: string): URL | null {
  return URL.canParse(address) ? new URL(address) : null
}

function matchesHost(pattern: string, host: string): boolean {
  if (pattern === '*') return true
  if (!pattern.startsWith('*.')) return pattern === host
  return host === pattern.slice(2) || host.endsWith(pattern.slice(1))
}

/** A star stands for any text. Each piece is taken where it first fits, so that no pattern takes long. */
function matchesText(pattern: string, text: string): boolean {
  const [start = '', ...pieces] = pattern.split('*')
  const end = pieces.pop()
  if (end === undefined) return pattern === text
  let at = start.length
  if (!text.startsWith(start)) return false
  for (const piece of pieces) {
    const found = text.indexOf(piece, at)
    if (found < 0) return false
    at = found + piece.length
  }
  return text.length - end.length >= at && text.endsWith(end)
}
