import { describe, expect, it } from 'vitest'
import { columns, grid, message, rows, setUpBench } from './bench.ts'

const bench = setUpBench()

async function columnMetadata(range: string): Promise<unknown> {
  const answer = (await bench.get(
    'sheets.data.columnMetadata(pixelSize,hiddenByUser)',
    `ranges=${range}`,
  )) as { sheets: { data: { columnMetadata: unknown }[] }[] }
  return answer.sheets[0]?.data[0]?.columnMetadata
}

const update = (properties: object, fields: string): object => ({
  updateDimensionProperties: { range: columns(0, 2), properties, fields },
})

const resize = (dimensions: object): object => ({ autoResizeDimensions: { dimensions } })

describe('updateDimensionProperties', () => {
  it('sets what is listed, and back to usual without a value [R]', async () => {
    await bench.batch(update({ pixelSize: 200, hiddenByUser: true }, 'pixelSize'))
    expect(await columnMetadata('A1:C1')).toEqual([
      { pixelSize: 200 },
      { pixelSize: 200 },
      { pixelSize: 100 },
    ])
    await bench.batch(update({ hiddenByUser: true }, 'hiddenByUser'))
    expect(await columnMetadata('A1')).toEqual([{ pixelSize: 200, hiddenByUser: true }])
    await bench.batch(update({ hiddenByUser: false }, '*'))
    expect(await columnMetadata('A1')).toEqual([{ pixelSize: 100 }])
  })

  it('knows its fields', async () => {
    const request = { range: rows(0, 1), properties: {}, fields: 'height' }
    expect(message(await bench.batch({ updateDimensionProperties: request }))).toBe(
      'Invalid requests[0].updateDimensionProperties: Invalid field: height',
    )
  })
})

describe('autoResizeDimensions', () => {
  it('makes a column as wide as its widest text [R]', async () => {
    await bench.type('A1', [['A'], ['A'.repeat(1024)]])
    await bench.batch(resize(columns(0, 2)))
    expect(await columnMetadata('A1:B1')).toEqual([{ pixelSize: 8691 }, { pixelSize: 100 }])
  })

  it('looks at bold text as it shows, and not at merged cells', async () => {
    await bench.type('A1', [['Title over all columns of the sheet'], ['plain', 'plain']])
    const cell = { userEnteredFormat: { textFormat: { bold: true } } }
    await bench.batch(
      { mergeCells: { range: grid(0, 1, 0, 2), mergeType: 'MERGE_ALL' } },
      { repeatCell: { range: grid(1, 2, 1, 2), cell, fields: 'userEnteredFormat' } },
      resize(columns(0, 2)),
    )
    const [plain, bold] = (await columnMetadata('A1:B1')) as { pixelSize: number }[]
    expect(plain?.pixelSize).toBeLessThan(60)
    expect(bold?.pixelSize).toBeGreaterThan(plain?.pixelSize ?? 0)
  })

  it('makes a row as high as its lines', async () => {
    await bench.type('A1', [['one'], ['one\ntwo']])
    await bench.batch(resize(rows(0, 3)))
    expect(await bench.get('sheets.data.rowMetadata.pixelSize', 'ranges=A1:A3')).toEqual({
      sheets: [
        { data: [{ rowMetadata: [{ pixelSize: 21 }, { pixelSize: 38 }, { pixelSize: 21 }] }] },
      ],
    })
  })
})
