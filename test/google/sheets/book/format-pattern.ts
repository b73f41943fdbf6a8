/**
 * Google's format patterns, written as the formatter reads them, which follows Excel.
 * https://developers.google.com/workspace/sheets/api/guides/formats
 */
export type Pattern = {
  /** As the formatter reads it. */
  readonly text: string
  /** Whether numbers are shown as a date, a time or a duration. */
  readonly isDate: boolean
  /** Counts hours, minutes or seconds past the day: `[h]:mm`. */
  readonly isElapsed: boolean
  /** Whether text has a section of its own. */
  readonly showsText: boolean
  /** Says nothing about numbers: only `@`, or `General`. */
  readonly isGeneral: boolean
  /** `e+`: the formatter only knows the capital. */
  readonly smallExponent: boolean
  /** A fraction that is not lined up with `?`: no space stands where it would be. */
  readonly looseFraction: boolean
}

/** Marks the letter of an `a/p`, which has to be small: the formatter only knows capitals. */
const SMALL = '\uE000'

const known = new Map<string, Pattern>()

export function readPattern(pattern: string): Pattern {
  const before = known.get(pattern)
  if (before) return before
  const sections = splitSections(pattern)
  const read = sections.map((tokens) => {
    const isDate = isDateSection(tokens)
    return { isDate, tokens, text: isDate ? dateSection(tokens) : numberSection(tokens) }
  })
  const made = {
    text: read.map(({ text }) => text).join(';'),
    isDate: read[0]?.isDate === true,
    isElapsed: sections[0]?.some((token) => ELAPSED.test(token)) === true,
    showsText: sections.at(-1)?.includes('@') === true,
    isGeneral: sections[0]?.includes('@') === true || /^(general)?$/i.test(pattern.trim()),
    smallExponent: sections.flat().some((token) => /^e[+-]$/.test(token)),
    looseFraction: sections.some(
      (tokens) => !isDateSection(tokens) && tokens.includes('/') && !tokens.includes('?'),
    ),
  }
  known.set(pattern, made)
  return made
}

/** What the formatter showed, as Google would. */
export function finish(shown: string, { smallExponent, looseFraction }: Pattern): string {
  let text = shown
  if (looseFraction) text = text.trimEnd()
  if (smallExponent) text = text.replace(/E(?=[+-]?\d)/, 'e')
  if (!text.includes(SMALL)) return text
  return text.replaceAll(new RegExp(`${SMALL}(.)`, 'g'), (_, letter: string) =>
    letter.toLowerCase(),
  )
}

const TOKENS = /"[^"]*"?|\\.|\[[^\]]*\]|[_*].|a\/p|am\/pm|\b[AP]M\b|e[+-]|([hmsdy])\1*|0+|[^]/gi

const ELAPSED = /^\[(h+|m+|s+)\]$/i

/** The sections, each in its tokens; a semicolon in quotes or brackets splits nothing. */
function splitSections(pattern: string): string[][] {
  const sections: string[][] = [[]]
  for (const [token] of pattern.matchAll(TOKENS)) {
    if (token === ';') sections.push([])
    else sections.at(-1)?.push(token)
  }
  return sections
}

function isDateSection(tokens: readonly string[]): boolean {
  const has = (pattern: RegExp): boolean => tokens.some((token) => pattern.test(token))
  return has(/^([hmsdy])\1*$/i) || has(ELAPSED) ? !has(/^[#?]$/) : false
}

/** Literals are quoted: letters mean more to the formatter than to Google. */
function literal(token: string): string {
  return /^[\p{L}\p{N}]/u.test(token) ? `"${token}"` : `\\${token}`
}

function common(token: string): string | null {
  if (token.startsWith('"')) return token.endsWith('"') && token.length > 1 ? token : `${token}"`
  if (token.startsWith('\\')) return token
  // A currency in brackets is only its symbol; which language it names does not matter here.
  const currency = /^\[\$([^-\]]*)(?:-[^\]]*)?\]$/.exec(token)
  if (currency) return currency[1] === '' ? '' : `"${currency[1] ?? ''}"`
  if (/^\[.*\]$/.test(token) && !ELAPSED.test(token)) return token
  return null
}

function dateSection(tokens: readonly string[]): string {
  let elapsed = false
  let afterSeconds = false
  return tokens
    .map((token, at) => {
      const fraction = afterSeconds && token === '.' && /^0+$/.test(tokens[at + 1] ?? '')
      const digits = tokens[at - 1] === '.' && /^0+$/.test(token)
      const seconds = /^\[?s+\]?$/i.test(token)
      if (seconds) afterSeconds = true
      if (fraction) return '.'
      if (digits) return token.slice(0, 3)
      const counted = ELAPSED.exec(token)
      if (counted) {
        const letters = counted[1] ?? ''
        // After hours that count on, minutes are those of the hour.
        const within = elapsed
        elapsed = true
        return within ? letters.slice(0, 2).toLowerCase() : token
      }
      return common(token) ?? dateToken(token)
    })
    .join('')
}

function dateToken(token: string): string {
  const letter = token[0]?.toLowerCase() ?? ''
  if (/^([hmsdy])\1*$/i.test(token)) {
    const length = token.length
    if (letter === 'y') return length > 2 ? 'yyyy' : 'yy'
    if (letter === 'm') return 'm'.repeat(length > 5 ? 4 : length)
    return letter.repeat(Math.min(length, letter === 'd' ? 4 : 2))
  }
  // A lone `PM` is read as `am/pm`, as the guide's `h PM` is.
  if (/^(am\/pm|[ap]m)$/i.test(token)) return 'AM/PM'
  if (token === 'A/P') return 'A/P'
  if (/^a\/p$/i.test(token)) return `"${SMALL}"A/P`
  return /^[ :/,.\-@;]$/.test(token) ? token : literal(token)
}

function numberSection(tokens: readonly string[]): string {
  return tokens
    .map((token) => {
      const shared = common(token)
      if (shared !== null) return shared
      if (/^[_*]./.test(token)) return token
      if (/^E[+-]$/.test(token)) return token
      if (/^e[+-]$/.test(token)) return token.toUpperCase()
      return /^(0+|[#?.,%/@$\-+(): ]|[1-9])$/.test(token) ? token : literal(token)
    })
    .join('')
}
