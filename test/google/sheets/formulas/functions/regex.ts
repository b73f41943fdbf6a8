import { FormulaError } from '#test/google/sheets/formulas/errors.ts'
import { define, type FunctionEntry } from '#test/google/sheets/formulas/function.ts'

/**
 * Google's expressions are RE2's: no looking around and no references back. Classes of Unicode are
 * refused, too: seen by a live probe.
 */
const REFUSED = /\(\?<?[=!]|\\[1-9]|\(\?>|\\[pP]/

/** @throws FormulaError for what RE2 does not take. */
export function compile(name: string, pattern: string, flags = ''): RegExp {
  const [, inline = '', rest = pattern] = /^\(\?([imsU]+)\)(.*)$/s.exec(pattern) ?? []
  const source = rest.replaceAll('(?P<', '(?<')
  const all = flags + inline.replace('U', '')
  try {
    if (!REFUSED.test(pattern)) return new RegExp(source, `${all}u`)
  } catch {
    // RE2 lets any mark be escaped, which JavaScript does only without its mode for Unicode.
    try {
      return new RegExp(source, all)
    } catch {
      // Refused below.
    }
  }
  throw new FormulaError(
    'REF',
    `Function ${name} parameter 2 value "${pattern}" is not a valid regular expression.`,
  )
}

export const REGEX: Record<string, FunctionEntry> = {
  REGEXMATCH: define('v t', (text, pattern) =>
    compile('REGEXMATCH', pattern).test(textOnly('REGEXMATCH', text)),
  ),
  REGEXEXTRACT: define('v t', (text, pattern) => {
    const given = textOnly('REGEXEXTRACT', text)
    const match = compile('REGEXEXTRACT', pattern).exec(given)
    if (!match) {
      throw new FormulaError(
        'N_A',
        `Function REGEXEXTRACT parameter 2 value "${pattern}" does not match text of Function REGEXEXTRACT parameter 1 value "${given}".`,
      )
    }
    const groups = match.slice(1).map((group: string | undefined) => group ?? '')
    return groups.length > 1 ? [groups] : (groups[0] ?? match[0])
  }),
  REGEXREPLACE: define('v t t', (text, pattern, fresh) =>
    textOnly('REGEXREPLACE', text).replaceAll(
      compile('REGEXREPLACE', pattern, 'g'),
      fresh.replaceAll('$$', '$$$$').replaceAll(/\\(\d)/g, '$$$1'),
    ),
  ),
}

/** A number is not made into text here, as it is elsewhere. */
function textOnly(name: string, value: string | number | boolean | null): string {
  if (typeof value === 'string') return value
  if (value === null) return ''
  throw new FormulaError(
    'VALUE',
    `Function ${name} parameter 1 expects text values. But '${String(value)}' is a ${typeof value} and cannot be coerced to a text.`,
  )
}
