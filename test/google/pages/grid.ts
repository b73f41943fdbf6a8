import { html, raw } from 'hono/html'
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js'
import type { Html } from '#test/google/oauth/page.ts'
import { columnName } from '#test/google/sheets/book/a1.ts'
import { borderDeclarations } from './borders.ts'
import { contentOf } from './cell.ts'
import { declarations, type Looks } from './look.ts'
import type { CellData, Line, View } from './view.ts'

type GridRange = sheets_v4.Schema$GridRange

/** The table of cells. Frozen rows are part of its head, which stays in sight. */
export function gridTable(view: View, looks: Looks): Html {
  const { properties, columns, rows, frozenRows, from, until, left, right } = view
  const gridProperties = properties.gridProperties ?? {}
  const width = 46 + columns.reduce((sum, { pixels }) => sum + pixels, 0)
  const frozen = rows.filter(({ at }) => at < frozenRows)
  const loose = rows.filter(({ at }) => at >= frozenRows)
  const given = { looks, offsets: frozenOffsets(view) }
  return html`<table
    class="${gridProperties.hideGridlines === true ? 'bare' : ''}"
    style="width:${String(width)}px"
    data-gid="${String(properties.sheetId ?? 0)}"
    data-rows="${String(from)} ${String(until)} ${String(frozenRows)}"
    data-columns="${String(left)} ${String(right)} ${String(view.frozenColumns)}"
  >
    <colgroup>
      <col class="numbers" />
      ${columns.map(({ pixels }) => html`<col style="width:${String(pixels)}px" />`)}
    </colgroup>
    <thead>
      <tr>
        <th aria-label="Row"></th>
        ${columns.map(({ at }) => html`<th scope="col">${columnName(at)}</th>`)}
      </tr>
      ${frozen.map((row) => rowOf(view, row, frozen, given))}
    </thead>
    <tbody>
      ${loose.map((row) => rowOf(view, row, loose, given))}
    </tbody>
  </table>`
}

/** @param together the rows of the same part of the table, across which cells can be joined. */
function rowOf(
  view: View,
  { at, pixels }: Line,
  together: readonly Line[],
  { looks, offsets }: { looks: Looks; offsets: ReadonlyMap<number, number> },
): Html {
  const height = pixels === 21 ? '' : html` style="height:${String(pixels)}px"`
  return html`<tr class="${at === view.frozenRows - 1 ? 'last' : ''}" ${height}>
    <th scope="row">${String(at + 1)}</th>
    ${view.columns.map((column) => {
      const joined = mergeAt(view, at, column.at)
      if (joined && !isFirst(joined, at, column.at, together, view.columns)) return ''
      return cellOf(view, at, column, {
        looks,
        joined,
        offset: offsets.get(column.at),
        rows: joined ? inside(together, joined.startRowIndex, joined.endRowIndex).length : 1,
        columns: joined
          ? inside(view.columns, joined.startColumnIndex, joined.endColumnIndex).length
          : 1,
      })
    })}
  </tr>`
}

/** How far from the start of the row each frozen column stays. */
function frozenOffsets({ columns, frozenColumns }: View): Map<number, number> {
  let offset = 46
  const offsets = new Map<number, number>()
  for (const { at, pixels } of columns) {
    if (at >= frozenColumns) break
    offsets.set(at, offset)
    offset += pixels
  }
  return offsets
}

function mergeAt(view: View, row: number, column: number): GridRange | undefined {
  return view.merges.find((range) => contains(range, row, column))
}

function contains(range: GridRange, row: number, column: number): boolean {
  const { startRowIndex, endRowIndex, startColumnIndex, endColumnIndex } = range
  return (
    row >= (startRowIndex ?? 0) &&
    row < (endRowIndex ?? Infinity) &&
    column >= (startColumnIndex ?? 0) &&
    column < (endColumnIndex ?? Infinity)
  )
}

function inside(
  lines: readonly Line[],
  start: number | null | undefined,
  end: number | null | undefined,
): Line[] {
  return lines.filter(({ at }) => at >= (start ?? 0) && at < (end ?? Infinity))
}

/** Whether a cell is the first in sight of those that are joined. */
function isFirst(
  joined: GridRange,
  row: number,
  column: number,
  rows: readonly Line[],
  columns: readonly Line[],
): boolean {
  return (
    inside(rows, joined.startRowIndex, joined.endRowIndex)[0]?.at === row &&
    inside(columns, joined.startColumnIndex, joined.endColumnIndex)[0]?.at === column
  )
}

function cellOf(
  view: View,
  row: number,
  { at }: Line,
  given: {
    looks: Looks
    /** The range of joined cells that it stands for, if it is not alone. */
    joined: GridRange | undefined
    /** How far from the start of the row it stays, when it is frozen. */
    offset: number | undefined
    /** How many rows and columns in sight it takes. */
    rows: number
    columns: number
  },
): Html {
  const { looks, joined, offset, rows, columns } = given
  const cell = view.cell(joined?.startRowIndex ?? row, joined?.startColumnIndex ?? at)
  const look = looks.name([
    ...declarations(cell),
    ...borderDeclarations(view, {
      top: joined?.startRowIndex ?? row,
      left: joined?.startColumnIndex ?? at,
      bottom: (joined?.endRowIndex ?? row + 1) - 1,
      right: (joined?.endColumnIndex ?? at + 1) - 1,
    }),
  ])
  const side = offset === undefined ? '' : looks.name([`inset-inline-start:${String(offset)}px`])
  const classes = [
    look,
    ...(offset === undefined ? [] : ['side', side]),
    ...(at === view.frozenColumns - 1 ? ['edge'] : []),
    ...(cell?.note ? ['note'] : []),
    ...(overflows(view, cell, row, at + columns) ? ['over'] : []),
    ...(view.filter && row === (view.filter.startRowIndex ?? 0) && contains(view.filter, row, at)
      ? ['filter']
      : []),
  ].filter(Boolean)
  const attributes = [
    `data-at="${columnName(at)}${String(row + 1)}"`,
    ...(classes.length > 0 ? [`class="${classes.join(' ')}"`] : []),
    ...(rows > 1 ? [`rowspan="${String(rows)}"`] : []),
    ...(columns > 1 ? [`colspan="${String(columns)}"`] : []),
  ].join(' ')
  if (!cell) return html`<td ${raw(attributes)}></td>`
  const text = cell.formattedValue ?? ''
  // Text that may not fit is told in full.
  const title = cell.note ?? (text.length > 10 ? text : undefined)
  const told = title === undefined ? '' : html` title="${title}"`
  return html`<td ${raw(attributes)}${told}>${contentOf(cell)}</td>`
}

/** Text goes on over the next cell when that is empty. */
function overflows(view: View, cell: CellData | undefined, row: number, next: number): boolean {
  return (
    typeof cell?.effectiveValue?.stringValue === 'string' &&
    cell.effectiveFormat?.wrapStrategy === 'OVERFLOW_CELL' &&
    (view.cell(row, next)?.formattedValue ?? '') === '' &&
    next < view.right
  )
}
