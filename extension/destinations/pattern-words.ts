import { normalPattern } from '#shared/url-pattern.ts'

/** What a pattern of pages, as it is typed, comes to. */
export type PatternReading =
  | { kind: 'none' }
  | { kind: 'unfit'; message: string }
  /** `words`: which pages it names. */
  | { kind: 'pages'; pattern: string; words: string }

export function readPattern(typed: string): PatternReading {
  if (typed.trim() === '') return { kind: 'none' }
  const pattern = normalPattern(typed)
  if (pattern === null) {
    return {
      kind: 'unfit',
      message:
        'That names no pages. Write an address such as example.com/jobs/*, where * stands for anything.',
    }
  }
  return { kind: 'pages', pattern, words: patternWords(pattern) }
}

/** Which pages a pattern names, such as `All pages of example.com`. */
export function patternWords(pattern: string): string {
  const slash = pattern.indexOf('/')
  const [host, path] = [pattern.slice(0, slash), pattern.slice(slash)]
  const site = siteWords(host)
  if (path === '/*') return host === '*' ? 'All pages' : `All pages of ${site}`
  if (!path.includes('*')) return `The page ${path} of ${site}`
  const start = path.slice(0, -1)
  return path.endsWith('*') && !start.includes('*')
    ? `Pages of ${site} that begin with ${start}`
    : `Pages of ${site} like ${path}`
}

function siteWords(host: string): string {
  if (host === '*') return 'any site'
  return host.startsWith('*.') ? `${host.slice(2)} and its subdomains` : host
}
