import type { FilterName } from './filters.ts'
import type { VariableName } from './variables.ts'

/**
 * What goes into a column: text with variables in double braces, each through any number of filters.
 *
 *     {{title|truncate:80}} ({{date:"D MMM YYYY"}})
 *
 * A template that is one variable alone gives a value of that variable's type; any other gives text.
 * `\{` is a brace that opens nothing; a backslash that stands before no brace is itself.
 */
export type Template = readonly Part[]

/** No two texts stand side by side, and none is empty. */
export type Part = { kind: 'text'; value: string } | Expression

export type Expression = {
  kind: 'expression'
  variable: Variable
  filters: readonly FilterUse[]
}

/** `meta:og:title` is the variable `meta` with the argument `og:title`. */
export type Variable = { name: VariableName; argument: string | null }

export type FilterUse = { name: FilterName; arguments: readonly Argument[] }

/** An argument of a filter: `"text"`, a whole number, or another variable's value. */
export type Argument =
  | { kind: 'text'; value: string }
  | { kind: 'number'; value: number }
  | { kind: 'variable'; variable: Variable }

/** A template as it is typed; `parseTemplate` reads the same template from it. */
export function printTemplate(template: Template): string {
  return template
    .map((part, index) =>
      part.kind === 'text'
        ? printText(part.value, index < template.length - 1)
        : printExpression(part),
    )
    .join('')
}

/** Backslashes before a brace count double, and braces that would open something are escaped. */
function printText(text: string, beforeExpression: boolean): string {
  const printed = text.replace(
    /(\\*)\{(?=(.?))/gs,
    (_, slashes: string, next: string) =>
      slashes +
      slashes +
      (slashes !== '' || next === '{' || (next === '' && beforeExpression) ? '\\{' : '{'),
  )
  return beforeExpression ? printed.replace(/\\+$/, '$&$&') : printed
}

function printExpression({ variable, filters }: Expression): string {
  return `{{${[printVariable(variable), ...filters.map(printFilter)].join('|')}}}`
}

function printVariable({ name, argument }: Variable): string {
  if (argument === null) return name
  return `${name}:${PLAIN.test(argument) ? argument : printQuoted(argument)}`
}

/** What needs no quotes wherever it stands. */
const PLAIN = /^[\w@#*.][\w@#*.:/>-]*$/

/** A use of a filter as it is typed after `|`. */
export function printFilter({ name, arguments: given }: FilterUse): string {
  return given.length === 0 ? name : `${name}:${given.map(printArgument).join(',')}`
}

function printArgument(argument: Argument): string {
  switch (argument.kind) {
    case 'text':
      return printQuoted(argument.value)
    case 'number':
      return String(argument.value)
    case 'variable':
      return printVariable(argument.variable)
  }
}

function printQuoted(text: string): string {
  const escaped = text
    .replace(/["\\]/g, '\\$&')
    .replaceAll('\n', String.raw`\n`)
    .replaceAll('\t', String.raw`\t`)
  return `"${escaped}"`
}
