import { describe, expect, it } from 'vitest'
import { grid, message, rows, setUpBench } from './bench.ts'

const bench = setUpBench()

const above = (limit: string, range = grid(0, 5, 0, 1)): object => ({
  ranges: [range],
  booleanRule: {
    condition: { type: 'NUMBER_GREATER', values: [{ userEnteredValue: limit }] },
    format: { textFormat: { bold: true } },
  },
})

function add(rule: object, index?: number): object {
  return { addConditionalFormatRule: { rule, ...(index === undefined ? {} : { index }) } }
}

/** What the rules of the sheet compare with, in their order. */
async function limits(): Promise<(string | undefined)[]> {
  const { sheets } = (await bench.get('sheets.conditionalFormats')) as {
    sheets: {
      conditionalFormats?: {
        booleanRule: { condition: { values: { userEnteredValue: string }[] } }
      }[]
    }[]
  }
  const rules = sheets[0]?.conditionalFormats ?? []
  return rules.map(({ booleanRule }) => booleanRule.condition.values[0]?.userEnteredValue)
}

const condition = (value: string): object => ({
  booleanRule: { condition: { values: [{ userEnteredValue: value }] } },
})

const point = (type?: string, value?: string): object => ({ type, value, color: { red: 1 } })

describe('conditional formats', () => {
  it('come where the index says, the first of all without one, the end past it [D, L]', async () => {
    const answer = await bench.batch(add(above('1')), add(above('2')), add(above('3'), 9))
    expect(answer.body).toMatchObject({ replies: [{}, {}, {}] })
    expect(await limits()).toEqual(['2', '1', '3'])
  })

  it('are moved and replaced, and the reply says from what to what [D]', async () => {
    await bench.batch(add(above('1')), add(above('2'), 1), add(above('3'), 2))
    const moved = await bench.reply({
      updateConditionalFormatRule: { sheetId: 0, index: 0, newIndex: 2 },
    })
    expect(await limits()).toEqual(['2', '3', '1'])
    const newRule: unknown = expect.anything()
    expect(moved).toEqual({ updateConditionalFormatRule: { newIndex: 2, newRule, oldIndex: 0 } })
    const replaced = await bench.reply({
      updateConditionalFormatRule: { index: 1, rule: above('9') },
    })
    expect(await limits()).toEqual(['2', '9', '1'])
    expect(replaced).toMatchObject({
      updateConditionalFormatRule: {
        newIndex: 1,
        newRule: condition('9'),
        oldRule: condition('3'),
      },
    })
  })

  it('a deleted one is in the reply; one that is not there is refused [D, I]', async () => {
    await bench.batch(add(above('1')))
    expect(
      await bench.reply({ deleteConditionalFormatRule: { sheetId: 0, index: 0 } }),
    ).toMatchObject({ deleteConditionalFormatRule: { rule: { booleanRule: {} } } })
    const answer = await bench.batch({ deleteConditionalFormatRule: { sheetId: 0, index: 0 } })
    expect(message(answer)).toBe(
      'Invalid requests[0].deleteConditionalFormatRule: No conditional format on sheet: 0 at index: 0',
    )
  })

  it('follow rows, and go with the last of them', async () => {
    await bench.batch(add(above('1', grid(3, 5, 0, 1))))
    await bench.batch({ insertDimension: { range: rows(0, 2) } })
    expect(await bench.get('sheets.conditionalFormats.ranges')).toEqual({
      sheets: [
        {
          conditionalFormats: [
            {
              ranges: [
                { startRowIndex: 5, endRowIndex: 7, startColumnIndex: 0, endColumnIndex: 1 },
              ],
            },
          ],
        },
      ],
    })
    await bench.batch({ deleteDimension: { range: rows(4, 8) } })
    expect(await limits()).toEqual([])
  })

  it('colours have their twins, and MIN and MAX lose a value [R, L]', async () => {
    const gradientRule = {
      minpoint: { type: 'MIN', value: '2', color: { red: 1 } },
      midpoint: { type: 'PERCENTILE', value: '50', colorStyle: { rgbColor: { green: 1 } } },
      maxpoint: { type: 'MAX', colorStyle: { themeColor: 'ACCENT4' } },
    }
    await bench.batch(add({ ranges: [grid(0, 5, 0, 1)], gradientRule }))
    const { sheets } = (await bench.get('sheets.conditionalFormats.gradientRule')) as {
      sheets: { conditionalFormats: { gradientRule: unknown }[] }[]
    }
    expect(sheets[0]?.conditionalFormats[0]?.gradientRule).toEqual({
      minpoint: { color: { red: 1 }, type: 'MIN', colorStyle: { rgbColor: { red: 1 } } },
      midpoint: {
        color: { green: 1 },
        type: 'PERCENTILE',
        value: '50',
        colorStyle: { rgbColor: { green: 1 } },
      },
      maxpoint: {
        color: { red: 0.20392157, green: 0.65882355, blue: 0.3254902 },
        type: 'MAX',
        colorStyle: { themeColor: 'ACCENT4' },
      },
    })
  })

  it.each([
    [{ minpoint: point('MIN') }, 'No interpolationPointType specified.'],
    [{ minpoint: point(), maxpoint: point('MAX') }, 'No interpolationPointType specified.'],
    [
      { minpoint: point('NUMBER'), maxpoint: point('MAX') },
      'InterpolationPoint.value is required.',
    ],
    [
      { minpoint: point('NUMBER', 'x'), maxpoint: point('MAX') },
      'Invalid InterpolationPoint.value: x',
    ],
  ])('a scale of colours that is incomplete is refused: %o [L]', async (gradientRule, words) => {
    const answer = await bench.batch(add({ ranges: [grid(0, 5, 0, 1)], gradientRule }))
    expect(message(answer)).toBe(`Invalid requests[0].addConditionalFormatRule: ${words}`)
  })

  it('set only bold, italic, strikethrough and colours [D, L]', async () => {
    const booleanRule = {
      condition: { type: 'NOT_BLANK' },
      format: { textFormat: { fontSize: 9 } },
    }
    const answer = await bench.batch(add({ ranges: [grid(0, 5, 0, 1)], booleanRule }))
    expect(message(answer)).toBe(
      'Invalid requests[0].addConditionalFormatRule: ConditionalFormatRule.format only supports bold, italic, strikethrough, foreground color and background color.',
    )
  })

  it('are on one sheet each [D, I]', async () => {
    await bench.batch({ addSheet: { properties: { sheetId: 5 } } })
    const ranges = [grid(0, 5, 0, 1), { sheetId: 5 }]
    expect((await bench.batch(add({ ...above('1'), ranges }))).status).toBe(400)
    const nowhere = await bench.batch(add({ ...above('1'), ranges: [{ sheetId: 77 }] }))
    expect(message(nowhere)).toBe(
      'Invalid requests[0].addConditionalFormatRule: No grid with id: 77',
    )
  })
})
