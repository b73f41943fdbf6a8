import { describe, expect, it } from 'vitest'
import { Grid, type Row } from './grid.ts'

const text = (stringValue: string): Row[number] => ({ value: { stringValue } })

function shown(grid: Grid): string[][] {
  return Array.from({ length: grid.usedRows }, (_, row) =>
    Array.from(grid.row(row), (cell) => cell?.value?.stringValue ?? ''),
  )
}

describe('a grid', () => {
  it('makes rows only when they are read, however many there are', () => {
    const made: number[] = []
    const source = (index: number): Row => {
      made.push(index)
      return [text(`row ${String(index)}`)]
    }
    const grid = new Grid(1_000_000, 10, { source, count: 1_000_000 })
    expect(grid.cell(500_000, 0)).toEqual(text('row 500000'))
    grid.insertRows(2, [[]])
    grid.deleteRows(0, 1)
    expect(grid.cell(1, 0)).toBeUndefined()
    expect(grid.cell(2, 0)).toEqual(text('row 2'))
    expect(made).toEqual([500_000, 2])
  })

  it('a copy is another grid, whichever of the two is written', () => {
    const grid = new Grid(5, 5, [[text('a')]])
    const copy = grid.copy()
    grid.setCell(0, 0, text('changed'))
    copy.setCell(1, 0, text('b'))
    expect(shown(grid)).toEqual([['changed']])
    expect(shown(copy)).toEqual([['a'], ['b']])
    expect(shown(copy.copy().copy())).toEqual([['a'], ['b']])
  })

  it('forgets what is blank at the end of a row', () => {
    const grid = new Grid(5, 5)
    grid.setRow(0, [text('a'), undefined, {}])
    expect(grid.row(0)).toHaveLength(1)
  })

  it('moves rows and columns to places counted before the move', () => {
    const grid = new Grid(
      4,
      3,
      ['a', 'b', 'c', 'd'].map((name) => [text(name), text('x')]),
    )
    grid.moveRows(0, 1, 3)
    expect(shown(grid).map(([name]) => name)).toEqual(['b', 'c', 'a', 'd'])
    grid.moveRows(2, 4, 0)
    expect(shown(grid).map(([name]) => name)).toEqual(['a', 'd', 'b', 'c'])
    grid.moveColumns(0, 1, 2)
    expect(shown(grid)[0]).toEqual(['x', 'a'])
  })

  it('takes in and moves more rows at once than a call has arguments', () => {
    const many = 400_000
    const grid = new Grid(2, 1, [[text('a')], [text('b')]])
    grid.insertRows(
      1,
      Array.from({ length: many }, () => []),
    )
    expect(grid.cell(many + 1, 0)).toEqual(text('b'))
    grid.moveRows(1, many + 1, 0)
    expect(grid.cell(many, 0)).toEqual(text('a'))
    expect(grid.cell(many + 1, 0)).toEqual(text('b'))
  })

  it('knows the last row with a value, not the last with a format', () => {
    const grid = new Grid(10, 5, [[text('a')], [undefined, text('b')]])
    grid.setCell(7, 0, { format: { textFormat: { bold: true } } })
    expect(grid.lastRowWithValue()).toBe(2)
    expect(grid.lastRowWithValue(0, 1)).toBe(1)
    expect(grid.lastRowWithValue(3, 4)).toBe(0)
  })

  it('is cut when it is made smaller', () => {
    const grid = new Grid(3, 3, [[text('a'), text('b')], [text('c')], [text('d')]])
    grid.resize(2, 1)
    expect(shown(grid)).toEqual([['a'], ['c']])
    expect([grid.rowCount, grid.columnCount]).toEqual([2, 1])
  })
})
