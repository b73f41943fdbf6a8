import { describe, expect, it } from 'vitest'
import { moveCursor, type CellAddress } from '#extension/sheet/grid/cursor.ts'

const size = { rowCount: 100, columnCount: 10 }
const press = (keys: string, from: CellAddress = { row: 50, column: 5 }) => {
  const parts = keys.split('+')
  return moveCursor(
    from,
    {
      key: parts.at(-1) ?? '',
      ctrlKey: parts.includes('Control'),
      metaKey: parts.includes('Meta'),
      shiftKey: parts.includes('Shift'),
    },
    20,
    size,
  )
}

describe('the active cell', () => {
  it.each([
    ['ArrowDown', 51, 5],
    ['ArrowUp', 49, 5],
    ['ArrowRight', 50, 6],
    ['ArrowLeft', 50, 4],
    ['Enter', 51, 5],
    ['Shift+Enter', 49, 5],
    ['PageDown', 70, 5],
    ['PageUp', 30, 5],
    ['Home', 50, 0],
    ['End', 50, 9],
    ['Control+Home', 0, 0],
    ['Control+End', 99, 9],
    ['Meta+ArrowDown', 99, 5],
    ['Control+ArrowLeft', 50, 0],
  ])('goes with %s', (keys, row, column) => {
    expect(press(keys)).toEqual({ row, column })
  })

  it('stops at the edges', () => {
    expect(press('ArrowUp', { row: 0, column: 0 })).toEqual({ row: 0, column: 0 })
    expect(press('PageDown', { row: 95, column: 9 })).toEqual({ row: 99, column: 9 })
  })

  it('leaves other keys to the page', () => {
    expect(press('Tab')).toBeNull()
    expect(press('a')).toBeNull()
  })
})
