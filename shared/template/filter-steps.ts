import { asText, type Cell } from '#shared/cells.ts'
import { isoDay, type Moment } from './date-format.ts'
import type { ReadText } from './facts.ts'
import { slice } from './value.ts'

/** What a filter may need besides the value: how to read texts, and the page's language. */
export type Reading = { read: ReadText; lang: string | undefined }

/** A text without blanks at its ends. */
export function trimmed(cell: Cell): Cell {
  if (cell.kind !== 'text') return cell
  const start = cell.value.length - cell.value.trimStart().length
  return slice(cell, start, start + cell.value.trim().length)
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** A text's characters as a person counts them: an emoji or a letter with its accents is one. */
export function charactersOf(text: string): string[] {
  return Array.from(graphemes.segment(text), ({ segment }) => segment)
}

/** From one character up to another, as `Array.slice` counts. */
export function characters(cell: Cell, from: number, to: number | undefined): Cell {
  const all = charactersOf(asText(cell))
  const start = all.slice(0, from).join('').length
  return slice(cell, start, start + all.slice(from, to).join('').length)
}

/** The parts of a text between a separator, without blanks at their ends; empty ones are left out. */
export function parts(cell: Cell, separator: string): Cell[] {
  if (separator === '') return [cell]
  let start = 0
  return asText(cell)
    .split(separator)
    .map((part) => {
      const found = slice(cell, start, start + part.length)
      start += part.length + separator.length
      return trimmed(found)
    })
    .filter(({ kind }) => kind !== 'empty')
}

/** A number with at most so many decimals, halves away from zero. */
export function rounded(value: number, decimals = 0): number {
  // Through its decimal digits, as it was written: 1.005 is 1.01, though no double is.
  const places = Math.min(Math.max(decimals, 0), 15)
  const [digits = '0', exponent = '0'] = String(Math.abs(value)).split('e')
  const scaled = Math.round(Number(`${digits}e${Number(exponent) + places}`))
  const result = Number(`${scaled}e${-places}`)
  return Number.isFinite(result) ? Math.sign(value) * result : value
}

/** When a cell is; a text is read. Null for what is no date and no time. */
export function momentOf(cell: Cell, { read, lang }: Reading): Moment | null {
  switch (cell.kind) {
    case 'date':
      return { date: cell.value, time: '' }
    case 'time':
      return { date: '', time: cell.value }
    case 'datetime': {
      const [date = '', time = ''] = cell.value.split('T')
      return { date, time }
    }
    case 'text': {
      const found = read(cell.value.trim(), lang)
      if (found.kind !== 'text') return momentOf(found, { read, lang })
      const day = isoDay(cell.value.trim())
      return day === null ? null : { date: day, time: '' }
    }
    case 'number':
    case 'boolean':
    case 'empty':
      return null
  }
}
