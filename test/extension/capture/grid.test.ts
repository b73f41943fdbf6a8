import { expect, it } from 'vitest'
import { columnsWithin, slotsOf } from '#extension/capture/grid.ts'

it('cells take as much memory as they are, however much room they claim', () => {
  const row = Array.from({ length: 200_000 }, () => ({ columns: 1000, rows: 65_534 }))
  const below = { columns: 1, rows: 1 }
  const slots = slotsOf([[row, [below]]])
  expect(slots.get(below)).toEqual({ column: 200_000_000, row: 1 })
})

it('columns lie within stretches, up to the last of each', () => {
  const stretches = [
    { from: 1, to: 2 },
    { from: 2, to: 4 },
    { from: 6, to: 1000 },
  ]
  expect([...columnsWithin([0, 1, 3, 4, 5, 6, 999, 1000], stretches)]).toEqual([1, 3, 6, 999])
  expect([...columnsWithin([0, 7], [])]).toEqual([])
})
