import { typedCell } from '#extension/capture/typed/typed-cell.ts'
import { asText, EMPTY, type Cell, type LinkedPart } from '#shared/cells.ts'

type TextCell = Extract<Cell, { kind: 'text' }>
type NumberCell = Extract<Cell, { kind: 'number' }>

/** What a cell will show, as near as can be told here: a number in the way it was written. */
export function shownText(cell: Cell): string {
  return cell.kind === 'number' ? numberText(cell) : asText(cell)
}

/** What stands in a cell's field for a person to change. */
export function fieldText(cell: Cell): string {
  if (cell.kind !== 'number') return asText(cell)
  if (cell.format?.type !== 'PERCENT') return String(cell.value)
  return `${shifted(cell.value, 2)}%`
}

/**
 * What a person typed into the field of a cell, as a cell of the same kind; null where it is none of that
 * kind. An emptied field is an empty cell, and what is typed into an empty one is text: nothing typed is
 * ever a formula.
 * @param lang the person's own language, for the way numbers are written
 */
export function typedInto(cell: Cell, typed: string, lang: string): Cell | null {
  switch (cell.kind) {
    case 'text':
      return typed === '' ? EMPTY : textTyped(cell, typed)
    case 'empty':
      return typed === '' ? EMPTY : { kind: 'text', value: typed }
    case 'number':
      return typed.trim() === '' ? EMPTY : numberTyped(cell, typed.trim(), lang)
    case 'boolean':
      return cell
    case 'date':
    case 'time':
      return typed === '' ? EMPTY : { kind: cell.kind, value: withSeconds(cell.kind, typed) }
    case 'datetime':
      return typed === '' ? EMPTY : { kind: cell.kind, value: withSeconds(cell.kind, typed) }
  }
}

/** The same cell as text, as it is shown. */
export function textOf(cell: Cell): Cell {
  if (cell.kind === 'text') return cell
  const value = shownText(cell)
  return value === '' ? EMPTY : { kind: 'text', value }
}

/** The value that a text can be read as, where it is more than a text; else null. */
export function valueIn(cell: Cell, lang: string): Exclude<Cell, TextCell> | null {
  if (cell.kind !== 'text' || cell.link !== undefined) return null
  const read = typedCell(cell.value.trim(), lang)
  return read.kind === 'text' || read.kind === 'empty' ? null : read
}

/** Links stay on the parts of a text that were not touched. */
function textTyped({ value, link, links }: TextCell, typed: string): Cell {
  const before = commonLength(value, typed)
  const after = commonLength(reversed(value.slice(before)), reversed(typed.slice(before)))
  const shift = typed.length - value.length
  const kept = (links ?? []).flatMap((part): LinkedPart[] => {
    if (part.end <= before) return [part]
    if (part.start < value.length - after) return []
    return [{ ...part, start: part.start + shift, end: part.end + shift }]
  })
  return {
    kind: 'text',
    value: typed,
    ...(link !== undefined && { link }),
    ...(kept.length > 0 && { links: kept }),
  }
}

function commonLength(one: string, other: string): number {
  const most = Math.min(one.length, other.length)
  let length = 0
  while (length < most && one[length] === other[length]) length++
  return length
}

/** By code units, as links are counted. */
function reversed(value: string): string {
  return value.split('').toReversed().join('')
}

const PLAIN_NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i

function numberTyped({ format }: NumberCell, typed: string, lang: string): Cell | null {
  const isPercent = format?.type === 'PERCENT'
  if (PLAIN_NUMBER.test(typed)) {
    const value = Number(typed)
    if (!Number.isFinite(value)) return null
    return {
      kind: 'number',
      value: isPercent ? shifted(value, -2) : value,
      ...(format && { format }),
    }
  }
  const read = typedCell(typed, lang)
  if (read.kind !== 'number') return null
  // A number alone keeps the way that the cell is written in.
  return { ...read, ...(format && read.format?.type !== 'CURRENCY' && { format }) }
}

/** Times ten to the power of `places`, without what binary fractions would add. */
function shifted(value: number, places: number): number {
  const [digits = '0', exponent = '0'] = String(value).split('e')
  return Number(`${digits}e${Number(exponent) + places}`)
}

/** Browsers leave out seconds that are zero. */
function withSeconds(kind: 'date' | 'time' | 'datetime', typed: string): string {
  return kind !== 'date' && /(?:^|T)\d\d:\d\d$/.test(typed) ? `${typed}:00` : typed
}

const PATTERN = /^(?:\[\$([^\]]+)\]( ?))?(#,##0|0|#)(?:\.(0+))?(%)?(?:( ?)\[\$([^\]]+)\])?$/

/** By the patterns that capture/typed writes. */
function numberText({ value, format }: NumberCell): string {
  const match = PATTERN.exec(format?.pattern ?? '')
  if (!match) return String(value)
  const [, before = '', gap = '', whole, decimals = '', percent, gapAfter = '', after = ''] = match
  const number = new Intl.NumberFormat(undefined, {
    style: percent ? 'percent' : 'decimal',
    useGrouping: whole === '#,##0',
    minimumFractionDigits: decimals.length,
    maximumFractionDigits: decimals.length,
  }).format(value)
  return `${before}${gap}${number}${gapAfter}${after}`
}
