import { text } from '#shared/cells.ts'
import { formatMoment, isLanguage, isoDay, unknownToken } from './date-format.ts'
import type { Facts } from './facts.ts'
import { headerKey } from './header-key.ts'
import { parseSchemaPath, valueAt } from './schema-path.ts'
import type { Variable } from './template.ts'
import { linkTo, textOrLink, type Value } from './value.ts'

/** What may follow a variable after a colon, and a filter's argument of the same kind. */
export type ArgumentKind = 'pattern' | 'name' | 'path' | 'selector'

type VariableSpec = {
  name: string
  /** What it is to a person: `page title`. */
  words: string
  argument: null | { kind: ArgumentKind; name: string; required: boolean }
  example: string
  value: (facts: Facts, argument: string | null) => Value
}

const format = { kind: 'pattern', name: 'format', required: false } as const

const specs = [
  {
    name: 'selection',
    words: 'selection',
    argument: null,
    example: '{{selection}}',
    value: ({ selection }) => [selection],
  },
  {
    name: 'title',
    words: 'page title',
    argument: null,
    example: '{{title}}',
    value: ({ page }) => textOf(page.title),
  },
  {
    name: 'url',
    words: 'page link',
    argument: null,
    example: '{{url}}',
    value: ({ page }) => [linkTo({ kind: 'text', value: page.url }, page.url)],
  },
  {
    name: 'domain',
    words: 'domain',
    argument: null,
    example: '{{domain}}',
    value: ({ page }) => textOf(domainOf(page.url)),
  },
  {
    name: 'site',
    words: 'name of the site',
    argument: null,
    example: '{{site}}',
    value: ({ page }) => textOf(page.site),
  },
  {
    name: 'author',
    words: 'author',
    argument: null,
    example: '{{author}}',
    value: ({ page }) => textOf(page.author),
  },
  {
    name: 'description',
    words: 'description',
    argument: null,
    example: '{{description}}',
    value: ({ page }) => textOf(page.description),
  },
  {
    name: 'published',
    words: 'day of publication',
    argument: null,
    example: '{{published}}',
    value: ({ page }) => publishedOn(page.published),
  },
  {
    name: 'image',
    words: 'image of the page',
    argument: null,
    example: '{{image}}',
    value: ({ page }) => [textOrLink(page.image ?? '')],
  },
  {
    name: 'lang',
    words: 'language of the page',
    argument: null,
    example: '{{lang}}',
    value: ({ page }) => textOf(page.lang),
  },
  {
    name: 'date',
    words: 'date',
    argument: format,
    example: '{{date:D MMMM YYYY}}',
    value: ({ now }, pattern) =>
      pattern === null ? [{ kind: 'date', value: now.date }] : textOf(formatMoment(pattern, now)),
  },
  {
    name: 'time',
    words: 'time',
    argument: format,
    example: '{{time:HH:mm}}',
    value: ({ now }, pattern) =>
      pattern === null ? [{ kind: 'time', value: now.time }] : textOf(formatMoment(pattern, now)),
  },
  {
    name: 'datetime',
    words: 'date and time',
    argument: format,
    example: '{{datetime}}',
    value: ({ now }, pattern) =>
      pattern === null
        ? [{ kind: 'datetime', value: `${now.date}T${now.time}` }]
        : textOf(formatMoment(pattern, now)),
  },
  {
    name: 'column',
    words: 'column of the table',
    argument: { kind: 'name', name: 'header', required: true },
    example: '{{column:Price}}',
    value: ({ row = [] }, header) => {
      const key = headerKey(header ?? '')
      const found = row.find((named) => headerKey(named.header) === key)
      return found && key !== '' ? [found.cell] : []
    },
  },
  {
    name: 'meta',
    words: 'meta tag',
    argument: { kind: 'name', name: 'name', required: true },
    example: '{{meta:og:type}}',
    value: ({ page }, name) => [textOrLink(own(page.meta, name?.toLowerCase()) ?? '')],
  },
  {
    name: 'schema',
    words: 'structured data',
    argument: { kind: 'path', name: 'path', required: true },
    example: '{{schema:@Article:author.name}}',
    value: ({ page }, path) => {
      const parsed = parseSchemaPath(path ?? '')
      return parsed ? valueAt(parsed, page.schema ?? []) : []
    },
  },
  {
    name: 'select',
    words: 'element of the page',
    argument: { kind: 'selector', name: 'CSS selector', required: true },
    example: '{{select:a.button?href}}',
    value: ({ page }, selector) => selectedBy(page.selected, selector).slice(0, 1),
  },
  {
    name: 'selectAll',
    words: 'elements of the page',
    argument: { kind: 'selector', name: 'CSS selector', required: true },
    example: '{{selectAll:.tag|join:", "}}',
    value: ({ page }, selector) => selectedBy(page.selected, selector),
  },
] as const satisfies readonly VariableSpec[]

export type VariableName = (typeof specs)[number]['name']

/** Every variable, in the order in which help shows them. */
export const variables: readonly (VariableSpec & { name: VariableName })[] = specs

/** The variable of that name, in whatever case it is written. */
export function variableNamed(name: string): (typeof variables)[number] | undefined {
  return variables.find((spec) => spec.name.toLowerCase() === name.toLowerCase())
}

/** What a variable stands for; nothing where the page, or the selection, has no such thing. */
export function valueOf({ name, argument }: Variable, facts: Facts): Value {
  return (variableNamed(name)?.value(facts, argument) ?? []).filter(({ kind }) => kind !== 'empty')
}

/** What is wrong with a text in that place, in words that say what to do; null where nothing is. */
export function argumentMistake(kind: ArgumentKind | 'language', given: string): string | null {
  switch (kind) {
    case 'pattern': {
      const unknown = unknownToken(given)
      return unknown === null
        ? null
        : `“${unknown}” is no part of a date or time. Use letters such as YYYY, MM, DD, HH and mm, and put words in [brackets].`
    }
    case 'path':
      return parseSchemaPath(given)
        ? null
        : `“${given}” is no path. Write one such as author.name, offers[0].price or @Article:headline.`
    case 'language':
      return isLanguage(given)
        ? null
        : `“${given}” is no language. Write a code such as "de" or "en-GB".`
    case 'name':
    case 'selector':
      return given.trim() === '' ? 'Something is missing here.' : null
  }
}

function textOf(value = ''): Value {
  return [text(value)]
}

function selectedBy(selected: Facts['page']['selected'], selector: string | null): Value {
  return (own(selected, selector ?? '') ?? []).map(textOrLink)
}

function own<T>(record: Record<string, T> | undefined, key = ''): T | undefined {
  return record && Object.hasOwn(record, key) ? record[key] : undefined
}

/** The host, without a leading `www.`; nothing for what has none. */
function domainOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, '') : ''
}

/** The day as the page writes it, whatever its time zone; other texts as they are. */
function publishedOn(published = ''): Value {
  const day = isoDay(published)
  return day === null ? textOf(published) : [{ kind: 'date', value: day }]
}
