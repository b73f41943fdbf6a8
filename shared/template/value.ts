import { address, asText, EMPTY, type Cell, type LinkedPart } from '#shared/cells.ts'

/** What a variable gives and a filter takes: mostly one cell, several where a page has several, or none. */
export type Value = readonly Cell[]

/** The cells' texts in a row, with their links where their texts now stand. */
export function join(cells: readonly Cell[], separator: string): Cell {
  let value = ''
  const links: LinkedPart[] = []
  for (const [index, cell] of cells.entries()) {
    if (index > 0) value += separator
    for (const { start, end, url } of linksOf(cell)) {
      links.push({ start: value.length + start, end: value.length + end, url })
    }
    value += asText(cell)
  }
  return linkedText(value, links)
}

/** A part of a cell's text, from `start` up to `end` in UTF-16 code units, with what is linked there. */
export function slice(cell: Cell, start: number, end: number): Cell {
  const value = asText(cell).slice(start, end)
  const links = linksOf(cell)
    .map((link) => ({
      start: Math.max(link.start - start, 0),
      end: Math.min(link.end - start, value.length),
      url: link.url,
    }))
    .filter((link) => link.start < link.end)
  return linkedText(value, links)
}

/** Another text in a cell's place: where all of it led somewhere, the new one does; links of parts go. */
export function reworded(cell: Cell, value: string): Cell {
  if (value === '') return EMPTY
  const link = cell.kind === 'text' ? cell.link : undefined
  return { kind: 'text', value, ...(link !== undefined && { link }) }
}

/** Text that leads to `url`, or text alone where that is no address that a cell may link to. */
export function linkTo(cell: Cell, url: string): Cell {
  const value = asText(cell)
  if (value === '') return EMPTY
  return { kind: 'text', value, ...(address.safeParse(url).success && { link: url }) }
}

/** Text as a page gives it: an address of the web is a link to itself. */
export function textOrLink(value: string): Cell {
  if (value === '') return EMPTY
  return /^https?:\/\//i.test(value)
    ? linkTo({ kind: 'text', value }, value)
    : { kind: 'text', value }
}

function linksOf(cell: Cell): readonly LinkedPart[] {
  if (cell.kind !== 'text' || cell.value === '') return []
  if (cell.link !== undefined) return [{ start: 0, end: cell.value.length, url: cell.link }]
  return cell.links ?? []
}

function linkedText(value: string, links: LinkedPart[]): Cell {
  if (value === '') return EMPTY
  const [first] = links
  if (!first) return { kind: 'text', value }
  const all = links.length === 1 && first.start === 0 && first.end === value.length
  return all ? { kind: 'text', value, link: first.url } : { kind: 'text', value, links }
}
