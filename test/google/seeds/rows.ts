import type { Cell, Row } from '#test/google/sheets/book/grid.ts'
import { serial } from '#test/google/sheets/book/number-format.ts'
import { BOLD, cell, DATE, GROUPED, numbers, table } from './table.ts'

/** Makes the row of an index, from zero; always the same one. */
export type Generator = (index: number) => Row

/** The rows of sheets too long to keep, by a name under which state can be kept. */
export const GENERATORS = { measurements, cells } satisfies Record<string, Generator>

const STATIONS = ['Harbour', 'North gate', 'Mill pond', 'Observatory', 'East bridge']

const CELSIUS = numbers('0.0" °C"', 'NUMBER')
const SHARE = numbers('0%', 'PERCENT')
const HECTOPASCAL = numbers('#,##0.0', 'NUMBER')
const CLOCK = numbers('h:mm', 'TIME')

const MEASUREMENT_NAMES = table(
  ['No.', 'Date', 'Time', 'Station', 'Temperature', 'Humidity', 'Pressure', 'Remark'],
  [],
)[0]

/** A header, then what five stations measured, hour by hour. */
function measurements(index: number): Row {
  if (index === 0) return MEASUREMENT_NAMES ?? []
  const wave = Math.sin(index / 17) * 9 + Math.sin(index / 331) * 6
  const remark = index % 97 === 0 ? 'sensor cleaned' : index % 41 === 0 ? 'estimated' : null
  return [
    cell(index),
    cell(serial(2025, 1, 1) + Math.floor((index - 1) / 24), DATE),
    cell(((index - 1) % 24) / 24, CLOCK),
    cell(STATIONS[index % STATIONS.length] ?? ''),
    cell(Math.round((11 + wave) * 10) / 10, CELSIUS),
    cell(Math.round(62 + Math.cos(index / 23) * 27) / 100, SHARE),
    cell(Math.round((1013 + Math.sin(index / 89) * 18) * 10) / 10, HECTOPASCAL),
    cell(remark),
  ]
}

const HEADER = ['Number', 'Share', 'Date', 'Text', 'Done']

/** Of each kind some thousand cells, made once: rows share them, or reading many would be slow. */
const KINDS: (readonly (Cell | undefined)[])[] = [
  Array.from({ length: 10_007 }, (_, value) => cell(value, GROUPED)),
  Array.from({ length: 1001 }, (_, value) => cell(value / 1000, SHARE)),
  Array.from({ length: 9001 }, (_, value) => cell(serial(2000, 1, 1) + value, DATE)),
  Array.from({ length: 997 }, (_, value) =>
    cell(`${STATIONS[value % STATIONS.length] ?? ''} ${String(value + 1)}`),
  ),
  [cell(true), cell(false), cell(false)],
]

const COLUMNS = 100

const CELL_NAMES = Array.from({ length: COLUMNS }, (_, column) =>
  cell(
    `${HEADER[column % KINDS.length] ?? ''} ${String(Math.floor(column / KINDS.length) + 1)}`,
    BOLD,
  ),
)

/** 100 columns in turns of number, share, date, text and truth, below a header that says which. */
function cells(index: number): Row {
  if (index === 0) return CELL_NAMES
  const row: (Cell | undefined)[] = []
  for (let column = 0; column < COLUMNS; column += 1) {
    const kind = KINDS[column % KINDS.length] ?? []
    row.push(kind[(index * 7919 + column * 104_729) % kind.length])
  }
  return row
}
