import { typedCell } from '#extension/capture/typed/typed-cell.ts'
import { asText, type Cell } from '#shared/cells.ts'
import type { Facts } from '#shared/template/facts.ts'
import { selectorsIn } from '#shared/template/needs.ts'
import { parseTemplate, type Mistake } from '#shared/template/parse.ts'
import { render } from '#shared/template/render.ts'

/** What a template comes to as it is typed. */
export type Trial =
  | { kind: 'mistaken'; mistakes: [Mistake, ...Mistake[]] }
  /** Nothing is typed: the column is left alone. */
  | { kind: 'unused' }
  /** The template is right, and this example has no such thing. */
  | { kind: 'nothing' }
  /** `what` it is in the sheet: `Date`. */
  | { kind: 'gives'; words: string; what: string; isLink: boolean }

/** @param isSelector whether a text is CSS that a browser understands */
export function tryTemplate(
  typed: string,
  facts: Facts,
  isSelector: (css: string) => boolean,
): Trial {
  if (typed.trim() === '') return { kind: 'unused' }
  const parsed = parseTemplate(typed)
  if ('mistakes' in parsed) return { kind: 'mistaken', mistakes: parsed.mistakes }
  const [bad, ...others] = badSelectors(typed, selectorsIn(parsed.template), isSelector)
  if (bad) return { kind: 'mistaken', mistakes: [bad, ...others] }
  const cell = render(parsed.template, facts, typedCell)
  const words = asText(cell).trim()
  if (words === '') return { kind: 'nothing' }
  return { kind: 'gives', words, what: typeWords(cell), isLink: isLink(cell) }
}

/**
 * Those that are none, where they stand. One in quotes may be written otherwise than it is meant; then all
 * of the template is marked, for that one alone.
 *
 * @param selectors all of the template's, in their order
 */
function badSelectors(
  typed: string,
  selectors: readonly string[],
  isSelector: (css: string) => boolean,
): Mistake[] {
  const bad: Mistake[] = []
  let from = 0
  for (const css of selectors) {
    const isBad = !isSelector(css)
    const start = typed.indexOf(css, from)
    if (start < 0) {
      if (isBad) return [noSelector(css, 0, typed.length)]
      continue
    }
    from = start + css.length
    if (isBad) bad.push(noSelector(css, start, from))
  }
  return bad
}

function noSelector(css: string, start: number, end: number): Mistake {
  const message = `“${css}” is no CSS selector. Write one such as h1, .price or a.more?href.`
  return { start, end, message }
}

function isLink(cell: Cell): boolean {
  return cell.kind === 'text' && cell.link !== undefined
}

function typeWords(cell: Cell): string {
  switch (cell.kind) {
    case 'text':
      if (isLink(cell)) return 'Link'
      return cell.links ? 'Text with links' : 'Text'
    case 'number':
      return 'Number'
    case 'boolean':
      return 'True or false'
    case 'date':
      return 'Date'
    case 'time':
      return 'Time'
    case 'datetime':
      return 'Date and time'
    case 'empty':
      return 'Empty'
  }
}
