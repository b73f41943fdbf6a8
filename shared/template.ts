import { asText, EMPTY, text, type Cell } from './cells.ts'
import type { Column } from './contract/send.ts'

/** What a capture gives to the columns of a destination. */
export const variables = ['selection', 'title', 'url', 'date'] as const
export type Variable = (typeof variables)[number]
export type Values = Record<Variable, Cell>

/** The names under which people keep each of them in their own sheets, in lower case. */
const synonyms: Record<Variable, readonly string[]> = {
  selection: [
    'selection',
    'text',
    'note',
    'notes',
    'quote',
    'excerpt',
    'clip',
    'snippet',
    'content',
  ],
  title: ['title', 'page', 'page title', 'article', 'headline'],
  url: ['url', 'link', 'address', 'page url', 'web address', 'source', 'website'],
  date: ['date', 'added', 'date added', 'saved', 'saved on', 'captured', 'day', 'when', 'created'],
}

/**
 * What to put under each header of a table. A variable goes where a header names it. Where any header
 * fits, the selection itself takes the first column that nothing fits, if none names it, and the rest
 * is left out, since a link under "Price" helps nobody; where none fits, or there is no header, the
 * variables go in order from the left.
 */
export function columnsFor(header: readonly string[]): Column[] {
  const names = header.map((name) => name.trim().toLowerCase())
  const filled: (Variable | null)[] = header.map(() => null)
  for (const variable of variables) {
    const candidates = synonyms[variable].map((synonym) => names.indexOf(synonym))
    const found = candidates.find((index) => index >= 0 && filled[index] === null)
    if (found !== undefined) filled[found] = variable
  }

  if (filled.every((variable) => variable === null)) {
    const width = header.length === 0 ? variables.length : header.length
    return Array.from({ length: width }, (_, index) => column(header[index], variables[index]))
  }
  if (!filled.includes('selection')) {
    const free = filled.indexOf(null)
    if (free >= 0) filled[free] = 'selection'
  }
  return header.map((name, index) => column(name, filled[index]))
}

function column(header = '', variable?: Variable | null): Column {
  return { header, template: variable ? `{{${variable}}}` : '' }
}

const VARIABLE = /\{\{\s*(\w+)\s*\}\}/g
const ONLY_A_VARIABLE = /^\s*\{\{\s*(\w+)\s*\}\}\s*$/

/** The row that a destination's columns make of a capture. A template that is one variable keeps its type. */
export function renderRow(columns: readonly Pick<Column, 'template'>[], values: Values): Cell[] {
  return columns.map(({ template }) => {
    const only = ONLY_A_VARIABLE.exec(template)?.[1]
    if (only !== undefined) return valueOf(only, values)
    return text(template.replace(VARIABLE, (_, name: string) => asText(valueOf(name, values))))
  })
}

function valueOf(name: string, values: Values): Cell {
  return isVariable(name) ? values[name] : EMPTY
}

function isVariable(name: string): name is Variable {
  return (variables as readonly string[]).includes(name)
}
