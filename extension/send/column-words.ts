import type { Column } from '#shared/contract/destination.ts'
import { columnName, parseRange } from '#shared/a1.ts'
import { parseTemplate } from '#shared/template/parse.ts'
import type { Part } from '#shared/template/template.ts'
import { variableNamed } from '#shared/template/variables.ts'

/** A column of the sheet, and what a send puts there; null where it stays empty. */
export type Filling = { column: string; filledWith: string | null }

/**
 * A destination's columns in words: `Title ← page title`. A column without a header goes by its letter,
 * counted from `tableStart` (A1).
 */
export function fillings(columns: readonly Column[], tableStart: string): Filling[] {
  const first = parseRange(tableStart)?.startColumn ?? 0
  return columns.map(({ header, template }, index) => ({
    column: header.trim() === '' ? `Column ${columnName(first + index)}` : header.trim(),
    filledWith: templateWords(template),
  }))
}

function templateWords(template: string): string | null {
  const parsed = parseTemplate(template)
  const words = 'template' in parsed ? parsed.template.map(partWords).join('') : template
  return words.trim() === '' ? null : words.trim()
}

function partWords(part: Part): string {
  if (part.kind === 'text') return part.value
  const { name, argument } = part.variable
  const words = variableNamed(name)?.words ?? name
  return argument === null ? words : `${words} “${argument}”`
}
