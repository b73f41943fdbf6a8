import { splitSelector } from './selector.ts'
import type { FilterUse, Template, Variable } from './template.ts'
import { variableNamed } from './variables.ts'

/** What a page must be asked for so that templates can be rendered. */
export type Needs = {
  /** Selectors as templates write them, each once: `a.button?href`. */
  selectors: string[]
  /** Whether any template speaks of the page beyond its title and address. */
  page: boolean
}

/** Variables that are known without a look into the page. */
const WITHOUT_PAGE = new Set([
  'selection',
  'title',
  'url',
  'domain',
  'date',
  'time',
  'datetime',
  'column',
])

/** Filters that read a text by the page's language. */
function readsText({ name }: FilterUse): boolean {
  return name === 'number' || name === 'date'
}

/** What the templates of a destination need of a page. */
export function needs(templates: readonly Template[]): Needs {
  const used = templates.flatMap(variablesIn)
  return {
    selectors: [...new Set(used.filter(isSelector).map(({ argument }) => argument ?? ''))],
    page:
      used.some(({ name }) => !WITHOUT_PAGE.has(name)) ||
      templates.flat().some((part) => part.kind === 'expression' && part.filters.some(readsText)),
  }
}

/** The CSS of a template, for whoever has a document to try it: a bad one makes `querySelector` throw. */
export function selectorsIn(template: Template): string[] {
  return variablesIn(template)
    .filter(isSelector)
    .map(({ argument }) => splitSelector(argument ?? '').css)
}

/** Every variable of a template, those in arguments too. */
export function variablesIn(template: Template): Variable[] {
  return template.flatMap((part) =>
    part.kind === 'text'
      ? []
      : [
          part.variable,
          ...part.filters
            .flatMap((filter) => filter.arguments)
            .flatMap((argument) => (argument.kind === 'variable' ? [argument.variable] : [])),
        ],
  )
}

function isSelector({ name }: Variable): boolean {
  return variableNamed(name)?.argument?.kind === 'selector'
}
