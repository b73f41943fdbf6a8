import type { Column } from '#shared/contract/send.ts'
import { columnName, parseRange } from '#shared/a1.ts'
import { variables, type Variable } from '#shared/template.ts'

/** What each variable is to the person who selects. */
const NAMES: Record<Variable, string> = {
  selection: 'selection',
  title: 'page title',
  url: 'page link',
  date: 'date',
}

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
  const words = template
    .replace(/\{\{\s*(\w+)\s*\}\}/g, (whole, name: string) =>
      isVariable(name) ? NAMES[name] : whole,
    )
    .trim()
  return words === '' ? null : words
}

function isVariable(name: string): name is Variable {
  return (variables as readonly string[]).includes(name)
}
