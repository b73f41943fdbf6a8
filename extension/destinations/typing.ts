import { filterNamed, filters, type FilterName } from '#shared/template/filters.ts'
import { parseTemplate } from '#shared/template/parse.ts'
import { printFilter } from '#shared/template/template.ts'
import { variableNamed, variables, type VariableName } from '#shared/template/variables.ts'

/** A template in its field, with what is selected there, in UTF-16 code units. */
export type Typed = { text: string; start: number; end: number }

/** A variable put where the caret is, or behind the expression that it stands in. */
export function withVariable({ text, start, end }: Typed, name: VariableName): Typed {
  const around = expressionsIn(text).find((span) => span.start < start && start < span.end)
  const [from, to] = around ? [around.end, around.end] : [start, end]
  const written = variableAsTyped(name)
  // Of backslashes before a brace two are one.
  const slashes = /\\*$/.exec(text.slice(0, from))?.[0] ?? ''
  const within = selectionIn(written, slashes.length + 2)
  // Where nothing is to be typed over, one goes on behind the braces.
  const then = within.start === within.end ? { start: within.end + 2, end: within.end + 2 } : within
  return replaced(text, from, to, `${slashes}{{${written}}}`, then)
}

/**
 * A filter put at the end of the expression that the caret is in or behind, else of the first one; null
 * where the template has none.
 */
export function withFilter({ text, start }: Typed, name: FilterName): Typed | null {
  const spans = expressionsIn(text).filter(({ isClosed }) => isClosed)
  const at = spans.findLast((span) => span.start <= start) ?? spans[0]
  if (!at) return null
  const written = filterAsTyped(name)
  return replaced(text, at.end - 2, at.end - 2, `|${written}`, selectionIn(written, 1))
}

export function hasExpression(text: string): boolean {
  return expressionsIn(text).some(({ isClosed }) => isClosed)
}

/** What the name that is being typed may be the beginning of, and what each would make of the template. */
export type Completions = {
  what: 'variable' | 'filter'
  /** The letters of it that are there already; none behind `{{` or `|`. */
  begun: string
  options: { name: string; words: string; result: Typed }[]
}

/** Null where no name is being typed, or it is whole already. */
export function completionsAt({ text, start, end }: Typed): Completions | null {
  if (start !== end) return null
  const within = expressionsIn(text).find((span) => span.start + 2 <= start && start <= span.inner)
  if (!within) return null
  const before = text.slice(within.start + 2, start)
  const [, pipe, word = ''] =
    /^(?:[^"]|"(?:[^"\\]|\\.)*")*?(\|?)\s*([A-Za-z]*)$/s.exec(before) ?? []
  if (pipe === undefined) return null
  const isFilter = pipe === '|'
  if (!isFilter && before.trim() !== word) return null
  const from = start - word.length
  const to = start + (/^[A-Za-z]*/.exec(text.slice(start))?.[0].length ?? 0)
  const known = isFilter ? filters : variables
  const fitting = known.filter(({ name }) => name.toLowerCase().startsWith(word.toLowerCase()))
  if (fitting.some(({ name }) => name === text.slice(from, to))) return null
  const closing = within.isClosed ? '' : '}}'
  const options = fitting.map(({ name, words }) => {
    const spec = variableNamed(name)
    const written = isFilter || !spec ? filterAsTyped(name) : variableAsTyped(spec.name)
    const result = replaced(text, from, to, written + closing, selectionIn(written, 0))
    // Nothing more is to be typed within: on behind the braces.
    const isWhole = result.start === result.end && closing !== ''
    return {
      name,
      words,
      result: isWhole ? { ...result, start: result.start + 2, end: result.end + 2 } : result,
    }
  })
  return options.length === 0
    ? null
    : { what: isFilter ? 'filter' : 'variable', begun: word, options }
}

type Span = {
  start: number
  end: number
  /** The last place within, before the braces that close it. */
  inner: number
  isClosed: boolean
}

/** Where a template has expressions, whether or not they can be read. */
function expressionsIn(text: string): Span[] {
  const spans: Span[] = []
  for (const found of text.matchAll(
    /(?<!\\)(?:\\\\)*(\{\{)((?:"(?:[^"\\]|\\.)*"|(?!\}\}|\{\{).)*)(\}\})?/gs,
  )) {
    const [whole, , , close = ''] = found
    const end = found.index + whole.length
    const start = found.index + whole.indexOf('{{')
    spans.push({ start, end, inner: end - close.length, isClosed: close !== '' })
  }
  return spans
}

/** As the example of help has it, where something has to follow its name. */
function variableAsTyped(name: VariableName): string {
  const spec = variableNamed(name)
  if (!spec?.argument?.required) return name
  return spec.example.slice(2, spec.example.search(/\||\}\}/))
}

function filterAsTyped(name: string): string {
  const spec = filterNamed(name)
  if (!spec || spec.parameters.every((parameter) => 'optional' in parameter)) return name
  const parsed = parseTemplate(`{{selection|${spec.example.filter}}}`)
  const [only] = 'template' in parsed ? parsed.template : []
  const uses = only?.kind === 'expression' ? only.filters : []
  const use = uses.find((each) => each.name === spec.name)
  return use ? printFilter(use) : name
}

/** What of it is an example, to be typed over; where nothing is, its end. */
function selectionIn(written: string, offset: number): { start: number; end: number } {
  const colon = written.indexOf(':')
  const end = written.length + offset
  return { start: colon < 0 ? end : colon + 1 + offset, end }
}

function replaced(
  text: string,
  from: number,
  to: number,
  by: string,
  within: { start: number; end: number },
): Typed {
  return {
    text: text.slice(0, from) + by + text.slice(to),
    start: from + within.start,
    end: from + within.end,
  }
}
