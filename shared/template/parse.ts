import { filterNamed, filters } from './filters.ts'
import { nearest } from './nearest.ts'
import { Source, type Stop } from './source.ts'
import type { Argument, Expression, FilterUse, Part, Template, Variable } from './template.ts'
import { argumentMistake, variableNamed, variables } from './variables.ts'

/**
 * From `start` up to `end` in UTF-16 code units of the source, and what to do about it. `instead`: what
 * was most likely meant there.
 */
export type Mistake = { start: number; end: number; message: string; instead?: string }

/** Ends the reading of one expression. It never leaves this file. */
class Misread extends Error {
  readonly mistake: Mistake

  constructor(start: number, end: number, message: string, instead: string | null = null) {
    super(message)
    this.mistake = { start, end, message, ...(instead !== null && { instead }) }
  }
}

/**
 * Reads a template as a person types it. Every mistake that can be known before a page is there is
 * found here, the first of each expression; whether a selector is good CSS only a document can tell
 * (`selectorsIn`). Never throws.
 */
export function parseTemplate(
  typed: string,
): { template: Template } | { mistakes: [Mistake, ...Mistake[]] } {
  const source = new Source(typed)
  const template: Part[] = []
  const mistakes: Mistake[] = []
  while (!source.atEnd) {
    const literal = source.literal()
    if (literal !== '') template.push({ kind: 'text', value: literal })
    if (source.atEnd) break
    const start = source.at
    try {
      template.push(expression(source))
    } catch (error) {
      if (!(error instanceof Misread)) throw error
      mistakes.push(error.mistake)
      source.skipExpression(start)
    }
  }
  const [first, ...others] = mistakes
  return first ? { mistakes: [first, ...others] } : { template }
}

function expression(source: Source): Expression {
  const start = source.at
  source.take('{{')
  source.skipBlanks()
  if (source.sees('}}')) {
    throw new Misread(
      start,
      source.at + 2,
      'Name a variable between the braces, such as {{title}}.',
    )
  }
  const read = variable(source, 'filter')
  const uses: FilterUse[] = []
  source.skipBlanks()
  while (source.take('|')) {
    source.skipBlanks()
    uses.push(filter(source))
    source.skipBlanks()
  }
  if (!source.take('}}')) {
    if (source.atEnd) throw new Misread(start, source.at, 'Close the braces with }}.')
    throw new Misread(
      source.at,
      source.at + 1,
      'Before this, close the braces with }}, or put | and a filter.',
    )
  }
  return { kind: 'expression', variable: read, filters: uses }
}

function variable(source: Source, stop: Stop): Variable {
  const start = source.at
  const name = source.word()
  const spec = variableNamed(name)
  if (!spec) throw unknown(start, source, name, 'variable', variables)
  const end = source.at
  source.skipBlanks()
  if (!source.take(':')) {
    if (spec.argument?.required) {
      throw new Misread(
        start,
        end,
        `“${spec.name}” needs a ${spec.argument.name} after a colon, as in ${spec.example}.`,
      )
    }
    return { name: spec.name, argument: null }
  }
  if (!spec.argument) {
    throw new Misread(
      start,
      source.at,
      `“${spec.name}” takes nothing after a colon. Filters come after |, as in {{${spec.name}|trim}}.`,
    )
  }
  source.skipBlanks()
  const argumentStart = source.at
  const argument = source.sees('"')
    ? quoted(source)
    : source.plain(stop, spec.argument.kind === 'selector')
  const message =
    argument === ''
      ? `“${spec.name}:” needs a ${spec.argument.name} after the colon, as in ${spec.example}.`
      : argumentMistake(spec.argument.kind, argument)
  if (message !== null) {
    throw new Misread(argument === '' ? start : argumentStart, source.at, message)
  }
  return { name: spec.name, argument }
}

function filter(source: Source): FilterUse {
  const start = source.at
  const name = source.word()
  const spec = filterNamed(name)
  if (!spec) throw unknown(start, source, name, 'filter', filters)
  const given: Argument[] = []
  source.skipBlanks()
  if (source.take(':')) {
    do {
      source.skipBlanks()
      const argumentStart = source.at
      const read = argument(source)
      const parameter = spec.parameters[given.length]
      const message = parameter ? unfit(parameter.kind, read) : null
      if (message !== null) throw new Misread(argumentStart, source.at, message)
      given.push(read)
      source.skipBlanks()
    } while (source.take(','))
  }
  const least = spec.parameters.filter(({ optional }) => !optional).length
  if (given.length < least || given.length > spec.parameters.length) {
    throw new Misread(
      start,
      source.at,
      spec.parameters.length === 0
        ? `“${spec.name}” takes nothing after a colon. Write |${spec.name} alone.`
        : `“${spec.name}” takes ${spec.parameters.map((parameter) => parameter.name + (parameter.optional ? ' (if you like)' : '')).join(', ')}, as in ${spec.example.filter}.`,
    )
  }
  return { name: spec.name, arguments: given }
}

function argument(source: Source): Argument {
  if (source.sees('"')) return { kind: 'text', value: quoted(source) }
  const number = source.integer()
  if (number !== null) return { kind: 'number', value: number }
  const start = source.at
  if (!variableNamed(source.peekWord())) {
    const bare = source.plain('argument', false)
    throw new Misread(
      start,
      Math.max(source.at, start + 1),
      bare === ''
        ? 'An argument is missing here.'
        : `Put text in quotes: "${bare}". Without quotes goes a number or a variable.`,
      bare === '' || /["\\]/.test(bare) ? null : `"${bare}"`,
    )
  }
  return { kind: 'variable', variable: variable(source, 'argument') }
}

type ParameterKind = (typeof filters)[number]['parameters'][number]['kind']

/** What is wrong with an argument in its place; null where nothing is. */
function unfit(kind: ParameterKind, given: Argument): string | null {
  switch (kind) {
    case 'text':
      return null
    case 'number':
      return given.kind === 'number' ? null : 'Here goes a whole number, without quotes.'
    case 'pattern':
    case 'language':
      return given.kind === 'text'
        ? argumentMistake(kind, given.value)
        : 'Here goes a text in quotes, such as "D MMM YYYY" for a format or "de" for a language.'
  }
}

function quoted(source: Source): string {
  const start = source.at
  const value = source.quoted()
  if (value === null) throw new Misread(start, source.end, 'Close this text with a quote: ".')
  return value
}

function unknown(
  start: number,
  source: Source,
  name: string,
  what: 'variable' | 'filter',
  known: readonly { name: string }[],
): Misread {
  if (name === '') {
    if (source.atEnd)
      return new Misread(start, source.at, `Name a ${what} here, and close with }}.`)
    return new Misread(start, source.at + 1, `Here goes the name of a ${what}.`)
  }
  const names = known.map(({ name }) => name)
  const meant = nearest(name, names)
  const offer = meant === null ? `There are ${names.join(', ')}.` : `Did you mean “${meant}”?`
  return new Misread(start, source.at, `There is no ${what} “${name}”. ${offer}`, meant)
}
