import { expect, it } from 'vitest'
import { typedCell } from '#extension/capture/typed/typed-cell.ts'
import type { Cell } from '#shared/cells.ts'

type Case = [reason: string, text: string, lang: string | undefined, value: unknown]

/** What a cell holds, and how a number is to be shown. */
function valueOf(cell: Cell): unknown {
  if (cell.kind === 'empty') return null
  if (cell.kind !== 'number' || !cell.format) return cell.value
  return [cell.value, cell.format.pattern]
}

/** Each text is read as a cell of a kind and a value; a number with a look of its own as both. */
export function itReads(kind: Cell['kind'], cases: Case[]): void {
  it.each(cases)('%s: %j in %s', (_reason, text, lang, value) => {
    const cell = typedCell(text, lang)
    expect({ kind: cell.kind, value: valueOf(cell) }).toEqual({ kind, value })
  })
}

type TextCase = [reason: string, text: string, lang?: string]

/** Each text stays the text it is. */
export function itKeeps(cases: TextCase[]): void {
  it.each(cases)('%s: %j', (_reason, text, lang) => {
    expect(typedCell(text, lang)).toEqual({ kind: 'text', value: text })
  })
}
