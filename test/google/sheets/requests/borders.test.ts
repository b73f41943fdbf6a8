import { describe, expect, it } from 'vitest'
import { grid, setUpBench } from './bench.ts'

const bench = setUpBench()

const update = (range: object, sides: object): object => ({ updateBorders: { range, ...sides } })

async function borders(range: string): Promise<unknown[][]> {
  const rows = await bench.cellData(range, 'userEnteredFormat.borders')
  return rows.map((cells) =>
    cells.map(({ userEnteredFormat }) =>
      Object.keys(
        (userEnteredFormat as { borders?: object } | undefined)?.borders ?? {},
      ).toSorted(),
    ),
  )
}

const line = { style: 'SOLID', color: { red: 1 } }

describe('updateBorders', () => {
  it('draws around a range and within it', async () => {
    const sides = { top: line, bottom: line, left: line, right: line, innerHorizontal: line }
    await bench.batch(update(grid(1, 3, 1, 3), sides))
    expect(await borders('B2:C3')).toEqual([
      [
        ['bottom', 'left', 'top'],
        ['bottom', 'right', 'top'],
      ],
      [
        ['bottom', 'left', 'top'],
        ['bottom', 'right', 'top'],
      ],
    ])
  })

  it('a border has the width of its style, and its colour twice [D]', async () => {
    await bench.batch(
      update(grid(0, 1, 0, 1), { bottom: { ...line, style: 'SOLID_THICK', width: 1 } }),
    )
    const red = { red: 1 }
    const bottom = { style: 'SOLID_THICK', width: 3, color: red, colorStyle: { rgbColor: red } }
    expect(await bench.cellData('A1', 'userEnteredFormat')).toEqual([
      [{ userEnteredFormat: { borders: { bottom } } }],
    ])
  })

  it('NONE takes one away, what is not given stays [D]', async () => {
    await bench.batch(
      update(grid(0, 1, 0, 1), { top: line, left: line }),
      update(grid(0, 1, 0, 1), { top: { style: 'NONE' } }),
    )
    expect(await borders('A1')).toEqual([[['left']]])
    await bench.batch(update(grid(0, 1, 0, 1), { left: { style: 'NONE' } }))
    expect(await bench.cellData('A1', 'userEnteredFormat')).toEqual([])
  })

  it('an edge belongs to one of the two cells that meet there [I]', async () => {
    await bench.batch(
      update(grid(0, 1, 0, 1), { bottom: line }),
      update(grid(1, 2, 0, 1), { top: line }),
    )
    expect(await borders('A1:A2')).toEqual([[], [['top']]])
  })
})
