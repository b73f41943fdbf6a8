import { EMPTY, text, type Cell } from '#shared/cells.ts'
import type { Facts, ReadText } from './facts.ts'
import { filterNamed } from './filters.ts'
import type { Argument, Expression, Template } from './template.ts'
import { join, type Value } from './value.ts'
import { valueOf } from './variables.ts'

/** What stands between several values where no `join` says otherwise. */
const BETWEEN = ', '

/**
 * The cell that a template makes of what is known. A template of one variable alone keeps the type of
 * its value; otherwise it is text, with the links of its parts where they stand. What is missing is
 * empty: rendering never fails. A cell is typed, so no template can yield a formula.
 */
export function render(template: Template, facts: Facts, read: ReadText = text): Cell {
  const spoken = template.filter((part) => part.kind === 'expression' || part.value.trim() !== '')
  const [first] = spoken
  if (first?.kind === 'expression' && spoken.length === 1) return evaluate(first, facts, read)
  return join(
    template.map((part) => (part.kind === 'text' ? text(part.value) : evaluate(part, facts, read))),
    '',
  )
}

function evaluate({ variable, filters }: Expression, facts: Facts, read: ReadText): Cell {
  const reading = { read, lang: facts.page.lang }
  const value = filters.reduce<Value>(
    (value, { name, arguments: given }) =>
      filterNamed(name)?.apply(
        value,
        given.map((argument) => argumentCell(argument, facts)),
        reading,
      ) ?? value,
    valueOf(variable, facts),
  )
  return oneCell(value)
}

function argumentCell(argument: Argument, facts: Facts): Cell {
  switch (argument.kind) {
    case 'text':
      return text(argument.value)
    case 'number':
      return argument
    case 'variable':
      return oneCell(valueOf(argument.variable, facts))
  }
}

function oneCell(value: Value): Cell {
  const [only, ...others] = value
  return only === undefined ? EMPTY : others.length === 0 ? only : join(value, BETWEEN)
}
