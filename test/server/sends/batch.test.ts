import { describe, expect, it } from 'vitest'
import { batchFor, placesIn, type Manner } from '#server/sends/batch.ts'
import type { Table } from '#server/sends/table.ts'
import type { Cell } from '#shared/cells.ts'

const ID = '7f0d0c0e-0000-4000-8000-000000000001'
const EMPTY: Cell = { kind: 'empty' }
const DAY: Cell = { kind: 'date', value: '2026-09-27' }

/** A table of two columns, B and C, whose header is row 1 and whose last row is row 4. */
const table = (given: Partial<Table> = {}): Table => ({
  tab: { sheetId: 3, title: 'Sheet1', size: { rows: 1000, columns: 26 } },
  size: { rows: 1000, columns: 26 },
  headerRow: 0,
  columns: [1, 2],
  inserted: null,
  cells: { startRow: 0, startColumn: 1, endRow: 4, endColumn: 3 },
  ...given,
})
/** The same with nothing in it but its header. */
const justBegun = table({ cells: { startRow: 0, startColumn: 1, endRow: 1, endColumn: 3 } })

const batch = (rows: Cell[][], at = table(), manner: Partial<Manner> = {}) =>
  batchFor(at, [{ id: ID, keyId: 7, rows }], {
    datePatterns: [],
    anchored: true,
    spent: [],
    ...manner,
  })
const kinds = (requests: object[]) => requests.map((request) => Object.keys(request)[0])
const updated = (requests: ReturnType<typeof batch>) =>
  requests.find(({ updateCells }) => updateCells)?.updateCells
const written = (cell: Cell, at = table()) => updated(batch([[cell]], at))?.rows?.[0]?.values?.[0]
const formatted = (requests: ReturnType<typeof batch>) =>
  requests.flatMap(({ repeatCell }) => repeatCell ?? [])

const gridRange = (startRowIndex: number, endRowIndex: number, from = 1, to = 3) => ({
  sheetId: 3,
  startRowIndex,
  endRowIndex,
  startColumnIndex: from,
  endColumnIndex: to,
})

describe('the batch of a send', () => {
  it('makes room, writes, and leaves its key and its anchor', () => {
    const requests = batch([[{ kind: 'text', value: 'a' }]])
    expect(kinds(requests)).toEqual([
      'insertRange',
      'updateCells',
      'createDeveloperMetadata',
      'createDeveloperMetadata',
    ])
    expect(requests[0]?.insertRange).toEqual({ shiftDimension: 'ROWS', range: gridRange(4, 5) })
  })

  it('grows the grid first where the rows lie beyond its edge', () => {
    const requests = batch([[EMPTY]], table({ size: { rows: 4, columns: 2 } }))
    expect(requests.slice(0, 2)).toEqual([
      { appendDimension: { sheetId: 3, dimension: 'ROWS', length: 1 } },
      { appendDimension: { sheetId: 3, dimension: 'COLUMNS', length: 1 } },
    ])
  })

  it('removes keys that have done their work, and leaves no anchor where none fits', () => {
    expect(kinds(batch([[EMPTY]], table(), { anchored: false, spent: [5] }))).toEqual([
      'insertRange',
      'updateCells',
      'deleteDeveloperMetadata',
      'createDeveloperMetadata',
    ])
  })

  it('puts each cell where its column is, and moves the whole width of the table', () => {
    const moved = table({
      columns: [5, 2],
      cells: { startRow: 0, startColumn: 1, endRow: 4, endColumn: 7 },
    })
    const requests = batch(
      [
        [
          { kind: 'number', value: 1 },
          { kind: 'number', value: 2 },
        ],
      ],
      moved,
    )
    expect(requests[0]?.insertRange?.range).toEqual(gridRange(4, 5, 1, 7))
    const values = updated(requests)?.rows?.[0]?.values
    expect(values?.map(({ userEnteredValue }) => userEnteredValue?.numberValue)).toEqual([
      undefined,
      2,
      undefined,
      undefined,
      1,
      undefined,
    ])
  })

  it('puts several sends below each other, with a key and an anchor for each', () => {
    const pieces = ['a', 'b'].map((id, index) => ({
      id,
      keyId: index + 1,
      rows: [[EMPTY], [EMPTY]],
    }))
    expect(placesIn(table(), pieces)).toEqual([
      { startRow: 4, endRow: 6, startColumn: 1, endColumn: 2 },
      { startRow: 6, endRow: 8, startColumn: 1, endColumn: 2 },
    ])
    const made = batchFor(table(), pieces, { datePatterns: [], anchored: true, spent: [] })
      .flatMap(({ createDeveloperMetadata }) => createDeveloperMetadata?.developerMetadata ?? [])
      .map(({ metadataValue, location }) => [metadataValue, location?.dimensionRange?.startIndex])
    expect(made).toEqual([
      ['a', undefined],
      ['b', undefined],
      ['a', 4],
      ['b', 6],
    ])
  })
})

describe('a cell', () => {
  it.each<[Cell, object]>([
    [{ kind: 'text', value: '=1+1' }, { stringValue: '=1+1' }],
    [{ kind: 'number', value: 1.5 }, { numberValue: 1.5 }],
    [{ kind: 'boolean', value: false }, { boolValue: false }],
    [DAY, { numberValue: 46_292 }],
    [{ kind: 'time', value: '18:00:00' }, { numberValue: 0.75 }],
    [{ kind: 'datetime', value: '2026-09-27T12:00:00' }, { numberValue: 46_292.5 }],
  ])('%o is written as a value of its own type', (cell, userEnteredValue) => {
    expect(written(cell)).toEqual({ userEnteredValue })
  })

  it('that is empty is left so', () => {
    expect(written(EMPTY)).toEqual({})
  })

  it('keeps its link', () => {
    const link = 'https://example.com/a'
    expect(written({ kind: 'text', value: 'a', link })).toEqual({
      userEnteredValue: { stringValue: 'a' },
      textFormatRuns: [{ startIndex: 0, format: { link: { uri: link } } }],
    })
  })

  it('keeps the links within its text, and nothing but those is a link', () => {
    const [one, two] = ['https://example.com/1', 'https://example.com/2']
    const links = [
      { start: 2, end: 5, url: one },
      { start: 5, end: 8, url: two },
    ]
    expect(written({ kind: 'text', value: 'a onetwo b', links })?.textFormatRuns).toEqual([
      { startIndex: 2, format: { link: { uri: one } } },
      { startIndex: 5, format: { link: { uri: two } } },
      { startIndex: 8, format: {} },
    ])
    const atEnd = [{ start: 2, end: 5, url: one }]
    expect(written({ kind: 'text', value: 'a one', links: atEnd })?.textFormatRuns).toHaveLength(1)
  })
})

const dateFormat = (pattern: string) => ({ numberFormat: { type: 'DATE', pattern } })

describe('how a cell is shown', () => {
  it('is set for days, and for nothing else of theirs', () => {
    expect(formatted(batch([[EMPTY, DAY]]))).toEqual([
      {
        range: gridRange(4, 5, 2, 3),
        cell: { userEnteredFormat: dateFormat('yyyy-mm-dd') },
        fields: 'userEnteredFormat.numberFormat',
      },
    ])
  })

  it('is as the dates that stand in its column', () => {
    const requests = batch([[EMPTY, DAY]], table(), { datePatterns: [undefined, 'd mmm yyyy'] })
    expect(formatted(requests)[0]?.cell?.userEnteredFormat).toEqual(dateFormat('d mmm yyyy'))
  })

  it('is as it was written for shares and money', () => {
    const format = { type: 'CURRENCY' as const, pattern: '[$€]#,##0.00' }
    const requests = batch([[{ kind: 'number', value: 5, format }]])
    expect(formatted(requests)[0]?.cell).toEqual({ userEnteredFormat: { numberFormat: format } })
  })

  it('is set once for cells of one look below each other', () => {
    const rows = [[DAY], [DAY], [EMPTY], [DAY]]
    expect(formatted(batch(rows)).map(({ range }) => range)).toEqual([
      gridRange(4, 6, 1, 2),
      gridRange(7, 8, 1, 2),
    ])
  })

  it('is not taken over from a header', () => {
    const requests = batch([[DAY]], justBegun)
    expect(updated(requests)?.fields).toContain('userEnteredFormat')
    expect(written(DAY, justBegun)).toEqual({
      userEnteredValue: { numberValue: 46_292 },
      userEnteredFormat: dateFormat('yyyy-mm-dd'),
    })
    expect(formatted(requests)).toEqual([])
  })
})
