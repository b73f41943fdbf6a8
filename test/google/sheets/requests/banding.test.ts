import { describe, expect, it } from 'vitest'
import { grid, message, rows, setUpBench } from './bench.ts'

const bench = setUpBench()

const GREY = { red: 0.8, green: 0.8, blue: 0.8 }
const KEPT = { red: 0.8, green: 0.8, blue: 0.8 }
const WHITE = { red: 1, green: 1, blue: 1 }

const add = (given: object): object => ({
  addBanding: {
    bandedRange: {
      range: grid(0, 4, 0, 3),
      rowProperties: { firstBandColor: WHITE, secondBandColorStyle: { rgbColor: GREY } },
      ...given,
    },
  },
})

const colour = (red: number): object => ({ effectiveFormat: { backgroundColor: { red } } })

async function bands(): Promise<unknown> {
  const { sheets } = (await bench.get('sheets.bandedRanges')) as {
    sheets: { bandedRanges?: unknown }[]
  }
  return sheets[0]?.bandedRanges ?? []
}

describe('banding', () => {
  it('is answered with an id, each colour with its twin [D, R]', async () => {
    const bandedRange = {
      bandedRangeId: expect.any(Number) as unknown,
      range: { startRowIndex: 0, endRowIndex: 4, startColumnIndex: 0, endColumnIndex: 3 },
      rowProperties: {
        firstBandColor: WHITE,
        firstBandColorStyle: { rgbColor: WHITE },
        secondBandColor: KEPT,
        secondBandColorStyle: { rgbColor: KEPT },
      },
    }
    expect(await bench.reply(add({}))).toEqual({ addBanding: { bandedRange } })
    expect(await bands()).toEqual([bandedRange])
  })

  it('does not come over other banding [I]', async () => {
    await bench.batch(add({}))
    const answer = await bench.batch(add({ range: grid(3, 9, 2, 5) }))
    expect(message(answer)).toBe(
      'Invalid requests[0].addBanding: You cannot add alternating background colors to a range that already has alternating background colors.',
    )
    expect((await bench.batch(add({ range: grid(4, 9, 0, 3) }))).status).toBe(200)
  })

  it('has two colours in at least one direction [D]', async () => {
    const none = await bench.batch(add({ rowProperties: undefined }))
    expect(message(none)).toContain('rowProperties or columnProperties must be specified')
    const one = await bench.batch(add({ rowProperties: { firstBandColor: WHITE } }))
    expect(message(one)).toContain('secondBandColor must be specified')
  })

  it('is updated by mask, follows rows and is deleted [D]', async () => {
    await bench.batch(add({ bandedRangeId: 4 }))
    const rowProperties = { headerColorStyle: { rgbColor: { red: 1 } } }
    const bandedRange = { bandedRangeId: 4, range: grid(0, 2, 0, 3), rowProperties }
    await bench.batch({
      updateBanding: { bandedRange, fields: 'rowProperties.headerColorStyle' },
    })
    expect(await bands()).toMatchObject([
      {
        range: { endRowIndex: 4 },
        rowProperties: { headerColor: { red: 1 }, firstBandColor: WHITE },
      },
    ])
    await bench.batch({ insertDimension: { range: rows(1, 3) } })
    expect(await bands()).toMatchObject([{ range: { startRowIndex: 0, endRowIndex: 6 } }])
    await bench.batch({ deleteBanding: { bandedRangeId: 4 } })
    expect(await bands()).toEqual([])
    expect((await bench.batch({ deleteBanding: { bandedRangeId: 4 } })).status).toBe(400)
  })

  it('shows over a cell’s own fill and under conditional formats [L], rows before columns [D]', async () => {
    bench.write('A1:B4', [
      ['a', 'b'],
      ['c', 'd'],
      ['e', ''],
      ['g', 'h'],
    ])
    const fill = { userEnteredFormat: { backgroundColor: { green: 1 } } }
    const booleanRule = {
      condition: { type: 'TEXT_EQ', values: [{ userEnteredValue: 'h' }] },
      format: { backgroundColor: { blue: 1 } },
    }
    const column = { headerColor: { red: 0.6 }, firstBandColor: { red: 0.8 }, secondBandColor: {} }
    await bench.batch(
      { repeatCell: { range: grid(0, 9, 0, 3), cell: fill, fields: 'userEnteredFormat' } },
      { addConditionalFormatRule: { rule: { ranges: [grid(0, 4, 0, 2)], booleanRule } } },
      add({
        range: grid(0, 4, 0, 2),
        rowProperties: {
          headerColor: { red: 0.2 },
          firstBandColor: { red: 0.4 },
          secondBandColor: { red: 1 },
        },
        columnProperties: column,
      }),
    )
    const cells = await bench.cellData('A1:C4', 'effectiveFormat.backgroundColor')
    const green = { effectiveFormat: { backgroundColor: { green: 1 } } }
    const blue = { effectiveFormat: { backgroundColor: { blue: 1 } } }
    expect(cells).toEqual([
      [colour(0.2), colour(0.2), green],
      [colour(0.6), colour(0.4), green],
      [colour(0.6), colour(0.8), green],
      [colour(0.6), blue, green],
    ])
  })
})
