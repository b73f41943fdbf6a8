import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asText, EMPTY, text, type Cell } from '#shared/cells.ts'
import { columnsForTable } from '#shared/template/columns-for-table.ts'
import { leftOut, rowsFor, type Clip } from '#shared/template/rows-for.ts'
import { facts, read } from './facts.ts'

/** Columns in short: `Header ← template`. */
const columnsOf = (...all: string[]) =>
  all.map((column) => {
    const [header = '', template = ''] = column.split('←').map((part) => part.trim())
    return { header, template }
  })

/** A clip of rows that are written with bars; a number in them is one. */
const clipOf = (headerRows: number, ...rows: string[]): Clip => ({
  now: facts.now,
  page: facts.page,
  headerRows,
  rows: rows.map((row) =>
    row.split('|').map((value): Cell => (value === '' ? EMPTY : read(value, undefined))),
  ),
})

const sent = (columns: ReturnType<typeof columnsOf>, clip: Clip): string[] =>
  rowsFor(columns, clip).map((row) => row.map(asText).join('|'))

const reading = columnsOf('Note ← {{selection}}', 'Title ← {{title}}', 'Day ← {{date}}')

describe('a selection of text', () => {
  it('goes through the templates', () => {
    expect(sent(reading, clipOf(0, 'hello'))).toEqual(['hello|Otters|2026-03-05'])
  })

  it('makes a row of each item of a list', () => {
    expect(sent(reading, clipOf(0, 'a', 'b'))).toEqual([
      'a|Otters|2026-03-05',
      'b|Otters|2026-03-05',
    ])
  })

  it('keeps its type', () => {
    const [row] = rowsFor(reading, clipOf(0, '42'))
    expect(row?.[0]).toEqual({ kind: 'number', value: 42 })
  })

  it('shows a template that cannot be read as it is', () => {
    expect(sent(columnsOf('A ← {{mood}}'), clipOf(0, 'x'))).toEqual(['{{mood}}'])
  })
})

describe('a table that shares headers with the destination', () => {
  const columns = columnsOf(
    'PRICE: ←',
    'Page ← {{title}}',
    'Name ← {{selection}}',
    'Rest ← {{selection}}',
  )
  const table = clipOf(1, 'Name|Rank|Price', 'Luna|1|9.5', 'Milo|2|7')

  it('fills them by name, without its header, and leaves the others to their templates', () => {
    expect(sent(columns.slice(0, 3), table)).toEqual(['9.5|Otters|Luna', '7|Otters|Milo'])
  })

  it('gives a column of the selection what no other takes', () => {
    expect(rowsFor(columns, table)[0]).toEqual([
      { kind: 'number', value: 9.5 },
      text('Otters'),
      text('Luna'),
      { kind: 'number', value: 1 },
    ])
  })

  it('says what goes nowhere', () => {
    expect(leftOut(columns.slice(0, 3), table)).toEqual(['Rank'])
    expect(leftOut(columns, table)).toEqual([])
    expect(leftOut(columns.slice(0, 3), clipOf(1, 'Name|Rank', 'Luna|'))).toEqual([])
  })

  it('is asked by name from within a template, which then knows better than its header', () => {
    const asking = columnsOf('Name ← {{column:rank}}. {{column:Name|upper}}', 'Price ←')
    expect(sent(asking, table)).toEqual(['1. LUNA|9.5', '2. MILO|7'])
    expect(leftOut(asking, table)).toEqual([])
  })

  it('has the lowest of several header rows as its names', () => {
    const grouped = clipOf(2, 'Name|2025||', '|Won|Lost', 'Luna|3|4')
    expect(sent(columnsOf('Lost ←', 'Name ←'), grouped)).toEqual(['4|Luna'])
  })

  it('leaves to the templates what was selected beside it', () => {
    expect(sent(columns, clipOf(1, 'Name|Price', 'Luna|9.5', 'as of today'))).toEqual([
      '9.5|Otters|Luna|',
      '|Otters|as of today|as of today',
    ])
  })

  it('gives no row where it has a header alone', () => {
    expect(sent(columns, clipOf(1, 'Name|Price'))).toEqual([])
  })

  it('may have a single column', () => {
    expect(sent(columnsOf('Page ← {{title}}', 'name ←'), clipOf(1, 'Name', 'Luna'))).toEqual([
      'Otters|Luna',
    ])
  })
})

describe('a table whose headers the destination does not know', () => {
  const table = clipOf(1, 'Rank|Team', '1|Otters FC', '2|Seals')

  it('stands from the selection’s column on, without its header', () => {
    const columns = columnsOf(
      'Day ← {{date}}',
      'Note ← {{selection}}',
      'More ←',
      'Page ← {{title}}',
    )
    expect(sent(columns, table)).toEqual([
      '2026-03-05|1|Otters FC|Otters',
      '2026-03-05|2|Seals|Otters',
    ])
  })

  it('brings its header where the destination has none', () => {
    const columns = columnsOf('← {{selection}}', '← {{title}}', '← {{url}}')
    expect(sent(columns, table)).toEqual([
      'Rank|Team|',
      '1|Otters FC|https://www.otters.example/sea',
      '2|Seals|https://www.otters.example/sea',
    ])
  })

  it('goes on beyond the last column, and nothing of it is lost', () => {
    expect(
      sent(columnsOf('Day ← {{date}}', 'Note ← {{selection}}'), clipOf(0, 'a|b|c', 'd')),
    ).toEqual(['2026-03-05|a|b|c', '2026-03-05|d||'])
  })

  it('goes where the selection stands alone, rather than within a text', () => {
    const columns = columnsOf('A ← “{{selection}}”', 'B ← {{selection}}', 'C ←')
    expect(sent(columns, clipOf(0, 'a|b'))).toEqual(['“a\tb”|a|b'])
  })

  it('begins at the left where no column takes the selection', () => {
    expect(sent(columnsOf('A ← {{title}}', 'B ← {{date}}'), clipOf(0, 'a|b'))).toEqual(['a|b'])
  })
})

describe('any table', () => {
  const value = fc.constantFrom('', 'a', 'b', '7')
  const rows = fc.integer({ min: 1, max: 4 }).chain((width) =>
    fc.array(fc.array(value, { minLength: width, maxLength: width }), {
      minLength: 1,
      maxLength: 4,
    }),
  )
  const template = fc.constantFrom(
    '',
    '{{selection}}',
    '{{title}}',
    'x {{selection}}',
    '{{column:a}}',
  )
  const columns = fc.array(fc.record({ header: value, template }), { minLength: 1, maxLength: 4 })

  it('makes rows of one width, one for each of its own', () => {
    fc.assert(
      fc.property(columns, rows, fc.nat({ max: 4 }), (columns, rows, header) => {
        const headerRows = Math.min(header, rows.length)
        const clip = clipOf(headerRows, ...rows.map((row) => row.join('|')))
        const made = rowsFor(columns, clip)
        expect(new Set(made.map((row) => row.length)).size).toBeLessThanOrEqual(1)
        expect([rows.length, rows.length - headerRows]).toContain(made.length)
      }),
    )
  })

  it('arrives whole where it has no header', () => {
    fc.assert(
      fc.property(columns, rows, (columns, rows) => {
        fc.pre(rows.some((row) => row.length > 1))
        const made = sent(columns, clipOf(0, ...rows.map((row) => row.join('|'))))
        for (const [index, row] of rows.entries()) {
          expect(`|${made[index]}|`).toContain(`|${row.join('|')}|`)
        }
      }),
    )
  })
})

describe('headers', () => {
  it.each([
    [
      ['Name', 'Price'],
      ['price', 'NAME '],
      [1, 0],
    ],
    [['Crème brûlée'], ['creme brulee'], [0]],
    [
      ['E-mail', 'Prix\u00a0(€)'],
      ['prix €', 'e mail'],
      [1, 0],
    ],
    [
      ['#', '%'],
      ['%', '#'],
      [1, 0],
    ],
    [
      ['Score', 'Score'],
      ['Score', 'Score', 'Score'],
      [0, 1, null],
    ],
    [
      ['', '…'],
      ['', '...'],
      [null, 1],
    ],
    [
      ['मूल्य', 'मूल'],
      ['मूल', 'मूल्य'],
      [1, 0],
    ],
    [['A'], ['B'], [null]],
  ])('of a table, %j, fit %j', (header, columns, indexes) => {
    const named = columns.map((header) => ({ header }))
    expect(columnsForTable(header, named)).toEqual(indexes)
  })
})
