import { asText, EMPTY, text, type Cell } from '#shared/cells.ts'
import type { Column } from '#shared/contract/destination.ts'
import { columnsForTable, namedColumns, tableHeader } from './columns-for-table.ts'
import type { Facts, NamedCell, ReadText } from './facts.ts'
import { variablesIn } from './needs.ts'
import { parseTemplate } from './parse.ts'
import { render } from './render.ts'
import type { Template } from './template.ts'
import { join } from './value.ts'

type Filled = Pick<Column, 'header' | 'template'>

/** A selection, and what is known of where it was made. */
export type Clip = Pick<Facts, 'now' | 'page'> & {
  rows: readonly (readonly Cell[])[]
  /** How many of the first rows are a table's header; 0 for what is no table. */
  headerRows: number
}

/**
 * The rows that a destination's columns make of a selection, all of one width.
 *
 * - Where each row has one cell, each goes through the columns' templates.
 * - A table whose header names any of the destination's columns fills those, each once
 *   (`columnsForTable`), and whatever column asks for one of its columns (`{{column:…}}`). The others
 *   have their templates, to which the selection is what remains of the row; what no column takes is
 *   left out (`leftOut` tells). A row of one cell is text that was selected beside the table.
 * - Any other table stands as it is, from the column of the selection on to the right, over the
 *   templates there and beyond the last column where it is wider: a table is never folded or cut.
 *
 * A table's header goes along only where it becomes the header: where it stands as it is, and the
 * destination has none.
 */
export function rowsFor(columns: readonly Filled[], clip: Clip, read: ReadText = text): Cell[][] {
  const templates = columns.map(({ template }) => templateOf(template))
  const header = tableHeader(clip.rows, clip.headerRows)
  const body = clip.rows.slice(clip.headerRows)
  const written = (row: readonly Cell[], selection = row): Cell[] => {
    const named = header.map((name, at): NamedCell => ({ header: name, cell: row[at] ?? EMPTY }))
    const facts = { now: clip.now, page: clip.page, selection: selected(selection), row: named }
    return templates.map((template) => render(template, facts, read))
  }

  const sources = sourcesOf(columns, templates, header)
  if (sources) {
    return body.map((row) => {
      const isBesideTable = row.length === 1 && header.length > 1
      if (isBesideTable) return written(row)
      const others = written(
        row,
        row.filter((_, at) => !sources.taken.has(at)),
      )
      return others.map((cell, index) => {
        const from = sources.byColumn[index] ?? null
        return from === null ? cell : (row[from] ?? EMPTY)
      })
    })
  }

  const width = clip.rows.reduce((most, row) => Math.max(most, row.length), 0)
  if (width <= 1) return body.map((row) => written(row))

  const start = selectionColumn(templates)
  const hasHeader = columns.some((column) => column.header.trim() !== '')
  const names = hasHeader ? [] : clip.rows.slice(0, clip.headerRows)
  const total = Math.max(columns.length, start + width)
  const placed = (row: readonly Cell[], beside: readonly Cell[]): Cell[] =>
    Array.from({ length: total }, (_, index) => {
      const isWithin = index >= start && index < start + width
      return (isWithin ? row[index - start] : beside[index]) ?? EMPTY
    })
  return [...names.map((row) => placed(row, [])), ...body.map((row) => placed(row, written(row)))]
}

/** The headers of a table's columns that go nowhere, for the person to know; none where all of it goes. */
export function leftOut(columns: readonly Filled[], clip: Clip): string[] {
  const templates = columns.map(({ template }) => templateOf(template))
  const header = tableHeader(clip.rows, clip.headerRows)
  const sources = sourcesOf(columns, templates, header)
  const takesRest = templates.some(
    (template, index) => sources?.byColumn[index] === null && speaksOf(template, 'selection'),
  )
  if (!sources || takesRest) return []
  return header.filter(
    (_, at) =>
      !sources.taken.has(at) &&
      clip.rows.slice(clip.headerRows).some((row) => asText(row[at] ?? EMPTY).trim() !== ''),
  )
}

/** By destination column the table's that fills it, and all that are used; null where no name fits. */
function sourcesOf(
  columns: readonly Filled[],
  templates: readonly Template[],
  header: readonly string[],
): { byColumn: (number | null)[]; taken: Set<number> } | null {
  // A column that asks for one of the table's by name knows better than its own name.
  const asking = templates.map((template) => speaksOf(template, 'column'))
  const asked = templates.flatMap((template) => namedColumns(template, header))
  const byColumn = columnsForTable(
    header,
    columns.map((column, index) => (asking[index] ? { header: '' } : column)),
  )
  const taken = new Set([...asked, ...byColumn.filter((at) => at !== null)])
  return taken.size === 0 ? null : { byColumn, taken }
}

/** Templates are checked when they are typed; one that cannot be read all the same shows as it is. */
function templateOf(typed: string): Template {
  const parsed = parseTemplate(typed)
  return 'template' in parsed ? parsed.template : [{ kind: 'text', value: typed }]
}

/** Where the selection goes: the column that it has for itself, or else the first that speaks of it. */
function selectionColumn(templates: readonly Template[]): number {
  const speaking = templates.map((template) => speaksOf(template, 'selection'))
  const alone = templates.findIndex((template, index) => speaking[index] && template.length === 1)
  return Math.max(alone >= 0 ? alone : speaking.indexOf(true), 0)
}

function speaksOf(template: Template, variable: 'selection' | 'column'): boolean {
  return variablesIn(template).some(({ name }) => name === variable)
}

/** One cell keeps its type; several are their text, as a spreadsheet would paste them. */
function selected(cells: readonly Cell[]): Cell {
  const [first = EMPTY, ...others] = cells
  return others.length === 0 ? first : join(cells, '\t')
}
