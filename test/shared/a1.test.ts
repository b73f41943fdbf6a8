import { describe, expect, it } from 'vitest'
import {
  columnIndex,
  columnName,
  parseRange,
  quoteTitle,
  rangeName,
  sheetRange,
} from '#shared/a1.ts'

describe('column names', () => {
  it.each([
    [0, 'A'],
    [25, 'Z'],
    [26, 'AA'],
    [701, 'ZZ'],
    [702, 'AAA'],
  ])('%i is %s, and back', (index, name) => {
    expect(columnName(index)).toBe(name)
    expect(columnIndex(name)).toBe(index)
  })
})

describe('ranges', () => {
  it('count from one and include their end', () => {
    const cells = { startRow: 6, startColumn: 0, endRow: 8, endColumn: 4 }
    expect(rangeName(cells)).toBe('A7:D8')
    expect(parseRange('A7:D8')).toEqual(cells)
  })

  it('of one cell have no colon', () => {
    const cells = { startRow: 0, startColumn: 2, endRow: 1, endColumn: 3 }
    expect(rangeName(cells)).toBe('C1')
    expect(parseRange('Sheet1!C1')).toEqual(cells)
  })

  it('keep any title safe, an apostrophe or what looks like a cell', () => {
    const cells = { startRow: 0, startColumn: 0, endRow: 1, endColumn: 2 }
    expect(quoteTitle("Ada's")).toBe("'Ada''s'")
    expect(sheetRange("Ada's D3!", cells)).toBe("'Ada''s D3!'!A1:B1")
    expect(parseRange("'Ada''s D3!'!A1:B1")).toEqual(cells)
  })

  it('that are not bounded are none', () => {
    expect(parseRange('Sheet1')).toBeNull()
    expect(parseRange('A:B')).toBeNull()
    expect(parseRange('A0')).toBeNull()
  })
})
