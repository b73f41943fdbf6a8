import { describe, expect, it } from 'vitest'
import { columns, grid, message, rows, setUpBench } from './bench.ts'

const bench = setUpBench()

const data = (startColumnIndex: number, endColumnIndex: number): object => ({
  sourceRange: { sources: [{ ...grid(0, 5, startColumnIndex, endColumnIndex) }] },
})

const spec = {
  title: 'Prices',
  basicChart: {
    chartType: 'COLUMN',
    domains: [{ domain: data(0, 1) }],
    series: [{ series: data(1, 2) }, { series: data(2, 3) }],
  },
}

const at = (rowIndex: number, columnIndex: number): object => ({
  overlayPosition: { anchorCell: { sheetId: 0, rowIndex, columnIndex } },
})

const addChart = (given: object = {}): object => ({
  addChart: { chart: { chartId: 3, spec, position: at(2, 5), ...given } },
})

type Charts = {
  spec: { basicChart: { series: unknown[] } }
  position: { overlayPosition?: { anchorCell: object } }
}[]

async function charts(): Promise<Charts> {
  const { sheets } = (await bench.get('sheets.charts')) as { sheets: { charts?: Charts }[] }
  return sheets[0]?.charts ?? []
}

describe('charts', () => {
  it('are answered with their id, their place and Google’s size [D]', async () => {
    expect(await bench.reply(addChart())).toMatchObject({
      addChart: {
        chart: {
          chartId: 3,
          spec: { title: 'Prices' },
          position: {
            overlayPosition: {
              anchorCell: { rowIndex: 2, columnIndex: 5 },
              widthPixels: 600,
              heightPixels: 371,
            },
          },
        },
      },
    })
    expect((await bench.batch(addChart())).status).toBe(400)
  })

  it('may have a sheet of their own, which has no grid and goes with them [L]', async () => {
    const reply = await bench.reply(addChart({ position: { newSheet: true } }))
    expect(reply).toMatchObject({
      addChart: { chart: { position: { sheetId: expect.any(Number) as unknown } } },
    })
    const fields = 'sheets.properties(title,index,sheetType,gridProperties)'
    expect(await bench.get(fields)).toMatchObject({
      sheets: [{}, { properties: { title: 'Chart1', index: 1, sheetType: 'OBJECT' } }],
    })
    expect(await bench.get('sheets', 'ranges=Chart1')).toMatchObject({
      error: { message: 'Unable to parse range: Chart1' },
    })
    await bench.batch({ deleteEmbeddedObject: { objectId: 3 } })
    expect(await bench.get(fields)).toMatchObject({ sheets: [{ properties: { index: 0 } }] })
  })

  it.each([
    [
      addChart({ spec: { title: 'x' } }),
      'Invalid requests[0].addChart: One of basicChart, pieChart, bubbleChart, candelstickChart, histogramChart, or orgChart must be set on chartSpec.',
    ],
    [
      addChart({ position: undefined }),
      'Invalid requests[0].addChart: One of EmbeddedObjectPosition.overlayPosition or EmbeddedObjectPosition.sheetId must be set',
    ],
    [
      { updateEmbeddedObjectPosition: { objectId: 3, newPosition: at(0, 0) } },
      "Invalid requests[0].updateEmbeddedObjectPosition: At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)",
    ],
  ])('refuses %o [L]', async (request, words) => {
    expect(message(await bench.batch(request))).toBe(words)
  })

  it.each([
    [{}, 'Roboto'],
    [{ fontName: 'Lora' }, 'Lora'],
  ])('the title has the font of the chart: %o [I]', async (given, font) => {
    expect(await bench.reply(addChart({ spec: { ...spec, ...given } }))).toMatchObject({
      addChart: { chart: { spec: { fontName: font, titleTextFormat: { fontFamily: font } } } },
    })
  })

  it('one without domains and series breaks Google [L]', async () => {
    const answer = await bench.batch(addChart({ spec: { basicChart: { chartType: 'BAR' } } }))
    expect(answer.status).toBe(500)
  })

  it('keep their place and their data through inserts and deletes [L]', async () => {
    await bench.batch(addChart())
    await bench.batch(
      { insertDimension: { range: rows(0, 2) } },
      { insertDimension: { range: columns(0, 1) } },
    )
    const moved = { startRowIndex: 2, endRowIndex: 7, startColumnIndex: 2, endColumnIndex: 3 }
    expect(await charts()).toMatchObject([
      {
        spec: { basicChart: { series: [{ series: { sourceRange: { sources: [moved] } } }, {}] } },
        position: { overlayPosition: { anchorCell: { rowIndex: 4, columnIndex: 6 } } },
      },
    ])
    await bench.batch({ deleteDimension: { range: columns(2, 3) } })
    const [chart] = await charts()
    expect(chart?.spec.basicChart.series).toHaveLength(1)
    await bench.batch({ deleteDimension: { range: rows(0, 9) } })
    expect((await charts())[0]).toMatchObject({
      position: { overlayPosition: { anchorCell: { columnIndex: 5 } } },
    })
  })

  it('are changed as a whole, moved by mask, given a border and deleted [D]', async () => {
    await bench.batch(addChart())
    const pieChart = { domain: data(0, 1), series: data(1, 2) }
    await bench.batch({ updateChartSpec: { chartId: 3, spec: { pieChart } } })
    expect(await charts()).toMatchObject([{ spec: { pieChart: {} } }])
    expect(await charts()).not.toMatchObject([{ spec: { title: 'Prices' } }])
    const reply = await bench.reply({
      updateEmbeddedObjectPosition: {
        objectId: 3,
        newPosition: { overlayPosition: { widthPixels: 300, heightPixels: 5 } },
        fields: 'widthPixels',
      },
    })
    expect(reply).toMatchObject({
      updateEmbeddedObjectPosition: {
        position: {
          overlayPosition: {
            anchorCell: { rowIndex: 2, columnIndex: 5 },
            widthPixels: 300,
            heightPixels: 371,
          },
        },
      },
    })
    const border = { color: { red: 1 } }
    await bench.batch({ updateEmbeddedObjectBorder: { objectId: 3, border, fields: 'color' } })
    expect(await charts()).toMatchObject([
      { border: { color: { red: 1 }, colorStyle: { rgbColor: { red: 1 } } } },
    ])
    await bench.batch({ deleteEmbeddedObject: { objectId: 3 } })
    expect(await charts()).toEqual([])
    expect((await bench.batch({ deleteEmbeddedObject: { objectId: 3 } })).status).toBe(400)
  })
})

const addSlicer = {
  addSlicer: {
    slicer: {
      slicerId: 4,
      spec: { dataRange: grid(0, 5, 0, 2), title: 'Fruit' },
      position: at(0, 4),
    },
  },
}

async function slicers(): Promise<unknown> {
  const { sheets } = (await bench.get('sheets.slicers')) as { sheets: { slicers?: unknown }[] }
  return sheets[0]?.slicers ?? []
}

describe('a place above the grid', () => {
  it('is refused', async () => {
    const answer = await bench.batch(addChart({ position: at(-1, 0) }))
    expect(message(answer)).toContain('GridCoordinate.rowIndex[-1] is less than zero.')
  })
})

describe('slicers', () => {
  it('apply to pivot tables unless told not to, and are updated by mask [D]', async () => {
    await bench.batch(addSlicer)
    const spec = { title: 'Kind', columnIndex: 1 }
    const missing = await bench.batch({ updateSlicerSpec: { slicerId: 4, spec } })
    expect(message(missing)).toContain("At least one field must be listed in 'fields'")
    await bench.batch({ updateSlicerSpec: { slicerId: 4, spec, fields: 'title' } })
    expect(await slicers()).toMatchObject([
      {
        slicerId: 4,
        spec: {
          dataRange: { startRowIndex: 0, endRowIndex: 5 },
          title: 'Kind',
          applyToPivotTables: true,
        },
      },
    ])
    expect(await slicers()).not.toMatchObject([{ spec: { columnIndex: 1 } }])
  })

  it('stay on the sheet of their data', async () => {
    await bench.batch(addSlicer, { addSheet: { properties: { sheetId: 9 } } })
    const anchorCell = { sheetId: 9 }
    const move = {
      objectId: 4,
      newPosition: { overlayPosition: { anchorCell } },
      fields: 'anchorCell',
    }
    expect(message(await bench.batch({ updateEmbeddedObjectPosition: move }))).toContain(
      'A slicer must be on the sheet of its data range.',
    )
  })

  it('share their ids with charts and go with their data', async () => {
    await bench.batch(addSlicer)
    expect((await bench.batch(addChart({ chartId: 4 }))).status).toBe(400)
    await bench.batch({ deleteDimension: { range: rows(0, 5) } })
    expect(await slicers()).toEqual([])
  })
})
