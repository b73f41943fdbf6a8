import { describe, expect, it } from 'vitest'
import { batchFor, type Place } from '#server/sends/batch.ts'
import type { Cell } from '#shared/cells.ts'

const KEY = { id: '7f0d0c0e-0000-4000-8000-000000000001', keyId: 7, anchored: true, spent: [] }

const place = (given: Partial<Place> = {}): Place => ({
  cells: { startRow: 4, startColumn: 1, endRow: 5, endColumn: 3 },
  first: false,
  datePatterns: [],
  size: { rows: 1000, columns: 26 },
  ...given,
})

const kinds = (requests: object[]) => requests.map((request) => Object.keys(request)[0])

const written = (cell: Cell, first = false) => {
  const requests = batchFor(0, place({ first }), [[cell]], KEY)
  const update = requests.find(({ updateCells }) => updateCells)?.updateCells
  return update?.rows?.[0]?.values?.[0]
}

describe('the batch of a send', () => {
  it('makes room, writes, and leaves its key and its anchor', () => {
    const requests = batchFor(3, place(), [[{ kind: 'text', value: 'a' }]], KEY)
    expect(kinds(requests)).toEqual([
      'insertRange',
      'updateCells',
      'createDeveloperMetadata',
      'createDeveloperMetadata',
    ])
    expect(requests[0]?.insertRange).toEqual({
      shiftDimension: 'ROWS',
      range: {
        sheetId: 3,
        startRowIndex: 4,
        endRowIndex: 5,
        startColumnIndex: 1,
        endColumnIndex: 3,
      },
    })
  })

  it('grows the grid first where the rows lie beyond its edge', () => {
    const requests = batchFor(0, place({ size: { rows: 4, columns: 2 } }), [[]], KEY)
    expect(requests.slice(0, 2)).toEqual([
      { appendDimension: { sheetId: 0, dimension: 'ROWS', length: 1 } },
      { appendDimension: { sheetId: 0, dimension: 'COLUMNS', length: 1 } },
    ])
  })

  it('removes keys that have done their work, and leaves no anchor where none fits', () => {
    const requests = batchFor(0, place(), [[]], { ...KEY, anchored: false, spent: [5] })
    expect(kinds(requests)).toEqual([
      'insertRange',
      'updateCells',
      'createDeveloperMetadata',
      'deleteDeveloperMetadata',
    ])
  })

  it('writes every kind of cell as a value of its own type', () => {
    expect(written({ kind: 'text', value: '=1+1' })).toEqual({
      userEnteredValue: { stringValue: '=1+1' },
    })
    expect(written({ kind: 'number', value: 1.5 })).toEqual({
      userEnteredValue: { numberValue: 1.5 },
    })
    expect(written({ kind: 'boolean', value: false })).toEqual({
      userEnteredValue: { boolValue: false },
    })
    expect(written({ kind: 'empty' })).toEqual({})
  })

  it('writes a day as its serial number, shown as a date', () => {
    const day: Cell = { kind: 'date', value: '2026-09-27' }
    expect(written(day)).toEqual({ userEnteredValue: { numberValue: 46_292 } })
    const requests = batchFor(0, place(), [[{ kind: 'empty' }, day]], KEY)
    expect(requests.find(({ repeatCell }) => repeatCell)?.repeatCell).toEqual({
      range: {
        sheetId: 0,
        startRowIndex: 4,
        endRowIndex: 5,
        startColumnIndex: 2,
        endColumnIndex: 3,
      },
      cell: { userEnteredFormat: { numberFormat: { type: 'DATE', pattern: 'yyyy-mm-dd' } } },
      fields: 'userEnteredFormat.numberFormat',
    })
  })

  it('shows a day as the dates that stand in its column', () => {
    const day: Cell = { kind: 'date', value: '2026-09-27' }
    const below = place({ datePatterns: [undefined, 'd mmm yyyy'] })
    const requests = batchFor(0, below, [[{ kind: 'empty' }, day]], KEY)
    expect(requests.find(({ repeatCell }) => repeatCell)?.repeatCell?.cell).toEqual({
      userEnteredFormat: { numberFormat: { type: 'DATE', pattern: 'd mmm yyyy' } },
    })
  })

  it('takes no looks over from a header', () => {
    const requests = batchFor(0, place({ first: true }), [[{ kind: 'empty' }]], KEY)
    const update = requests.find(({ updateCells }) => updateCells)?.updateCells
    expect(update?.fields).toContain('userEnteredFormat')
    expect(written({ kind: 'date', value: '1899-12-31' }, true)).toEqual({
      userEnteredValue: { numberValue: 1 },
      userEnteredFormat: { numberFormat: { type: 'DATE', pattern: 'yyyy-mm-dd' } },
    })
  })

  it('keeps a link with its text', () => {
    const link = 'https://example.com/a'
    expect(written({ kind: 'text', value: 'a', link })).toEqual({
      userEnteredValue: { stringValue: 'a' },
      textFormatRuns: [{ startIndex: 0, format: { link: { uri: link } } }],
    })
  })
})
