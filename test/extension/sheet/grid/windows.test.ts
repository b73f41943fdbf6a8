import { describe, expect, it } from 'vitest'
import { rangeName, type Cells } from '#shared/a1.ts'
import {
  isFling,
  planWindows,
  restBeforeRead,
  windowAt,
  windowKey,
  type GridSize,
} from '#extension/sheet/grid/windows.ts'

const tall: GridSize = { rowCount: 10_000, columnCount: 12, frozenRowCount: 0 }
const screen = (startRow: number, over: Partial<Cells> = {}): Cells => ({
  startRow,
  endRow: startRow + 25,
  startColumn: 0,
  endColumn: 4,
  ...over,
})
const names = (windows: Cells[]) => windows.map(rangeName)

describe('the windows that a viewport needs', () => {
  it('are one at the top of a sheet', () => {
    expect(planWindows(screen(0), tall, 'still')).toEqual({
      visible: [{ startRow: 0, endRow: 200, startColumn: 0, endColumn: 12 }],
      ahead: [],
    })
  })

  it('stay the same while one scrolls within them', () => {
    expect(planWindows(screen(30), tall, 'down')).toEqual(planWindows(screen(90), tall, 'down'))
  })

  it('are asked for ahead of the scroll, before their rows are seen', () => {
    const plan = planWindows(screen(120), tall, 'down')
    expect(names(plan.visible)).toEqual(['A1:L200'])
    expect(names(plan.ahead)).toEqual(['A201:L400'])
  })

  it('are asked for upwards when one scrolls up', () => {
    expect(names(planWindows(screen(250), tall, 'up').ahead)).toEqual(['A1:L200'])
    expect(names(planWindows(screen(250), tall, 'down').ahead)).toEqual([])
  })

  it('are two where the viewport lies across their edge', () => {
    expect(names(planWindows(screen(190), tall, 'still').visible)).toEqual(['A1:L200', 'A201:L400'])
  })

  it('end where the sheet ends', () => {
    const size = { ...tall, rowCount: 250 }
    const plan = planWindows(screen(225), size, 'down')
    expect(names(plan.visible)).toEqual(['A201:L250'])
    expect(names(plan.ahead)).toEqual([])
  })

  it('go on below when the sheet has shrunk under the viewport', () => {
    expect(planWindows(screen(500), { ...tall, rowCount: 100 }, 'still')).toEqual({
      visible: [],
      ahead: [],
    })
  })

  it('always hold the frozen rows, once', () => {
    const frozen = { ...tall, frozenRowCount: 2 }
    expect(names(planWindows(screen(5000), frozen, 'still').visible)).toEqual([
      'A1:L200',
      'A5001:L5200',
    ])
    expect(names(planWindows(screen(2), frozen, 'still').visible)).toEqual(['A1:L200'])
  })

  it('take a wide sheet in pieces, those beside the viewport only when they are near', () => {
    const wide: GridSize = { rowCount: 100, columnCount: 300, frozenRowCount: 0 }
    const far = planWindows(screen(0, { startColumn: 10, endColumn: 14 }), wide, 'still')
    expect(names([...far.visible, ...far.ahead])).toEqual(['A1:AZ100'])
    const near = planWindows(screen(0, { startColumn: 46, endColumn: 50 }), wide, 'still')
    expect(names(near.ahead)).toEqual(['BA1:CZ100'])
  })
})

describe('a window', () => {
  it('is where its cell is', () => {
    expect(rangeName(windowAt(4711, 3, tall))).toBe('A4601:L4800')
  })

  it('keeps its name when the sheet grows', () => {
    const before = windowAt(205, 0, { ...tall, rowCount: 210 })
    const after = windowAt(205, 0, { ...tall, rowCount: 211 })
    expect(after).not.toEqual(before)
    expect(windowKey(after)).toBe(windowKey(before))
  })
})

describe('a fling', () => {
  it('is a scroll faster than a minute has reads for', () => {
    expect(isFling(3, 16)).toBe(true)
    expect(isFling(2, 16)).toBe(false)
    expect(isFling(-125, 160)).toBe(true)
  })

  it('is known by its first jump after a rest', () => {
    expect(isFling(300, 60_000)).toBe(true)
    expect(isFling(25, 60_000)).toBe(false)
  })

  it('waits longer to be read the more was read in the last minute', () => {
    expect(restBeforeRead(0)).toBeLessThan(restBeforeRead(15))
    expect(restBeforeRead(15)).toBeLessThan(restBeforeRead(45))
  })
})
