import { describe, expect, it } from 'vitest'
import { grid, message, setUpBench, texts } from './bench.ts'

const bench = setUpBench()
const range = grid(0, 2, 0, 1)

async function set(condition: object): Promise<string> {
  const rule = { condition, strict: true }
  return message(await bench.batch({ setDataValidation: { range, rule } }))
}

describe('setDataValidation', () => {
  it('sets a rule on every cell, and takes it away without one [R, D]', async () => {
    const rule = {
      condition: { type: 'ONE_OF_LIST', values: [{ userEnteredValue: 'y' }] },
      strict: true,
      inputMessage: 'n',
    }
    await bench.batch({ setDataValidation: { range, rule: { ...rule, showCustomUi: false } } })
    expect(await bench.cellData('A1:A2', 'dataValidation')).toEqual([
      [{ dataValidation: rule }],
      [{ dataValidation: rule }],
    ])
    await bench.batch({ setDataValidation: { range } })
    expect(await bench.cellData('A1:A2', 'dataValidation')).toEqual([])
  })

  it('is not held against what is written through the API [D]', async () => {
    await set({ type: 'BOOLEAN' })
    const rows = [{ values: texts('neither') }]
    const updateCells = { range: grid(0, 1, 0, 1), rows, fields: 'userEnteredValue' }
    expect((await bench.batch({ updateCells })).status).toBe(200)
  })

  it.each([
    ['BLANK', []],
    ['TEXT_STARTS_WITH', [{ userEnteredValue: 'a' }]],
    ['CONDITION_TYPE_UNSPECIFIED', []],
  ])('takes no %s [D]', async (type, values) => {
    expect(await set({ type, values })).toBe(
      `Invalid requests[0].setDataValidation: ConditionType '${type}' is not supported in data validation.`,
    )
  })

  it.each([
    ['NUMBER_BETWEEN', ['1']],
    ['NUMBER_GREATER', []],
    ['ONE_OF_LIST', []],
    ['BOOLEAN', ['a', 'b', 'c']],
    ['DATE_IS_VALID', ['1/1/2026']],
  ])('takes %s with other values than %j only [D]', async (type, given) => {
    const values = given.map((userEnteredValue) => ({ userEnteredValue }))
    expect(await set({ type, values })).toContain(`ConditionType '${type}' requires`)
  })

  it('takes no relative dates, and no formulas in lists [D]', async () => {
    expect(await set({ type: 'DATE_AFTER', values: [{ relativeDate: 'TODAY' }] })).toContain(
      'Relative dates are not supported',
    )
    expect(await set({ type: 'ONE_OF_LIST', values: [{ userEnteredValue: '=A1' }] })).toContain(
      'Formulas are not supported',
    )
  })

  it('is not for columns of a table that have a type [I]', async () => {
    const table = {
      name: 'Table',
      range: grid(0, 3, 0, 2),
      columnProperties: [{ columnIndex: 0, columnName: 'Day', columnType: 'DATE' }],
    }
    expect((await bench.batch({ addTable: { table } })).status).toBe(200)
    expect(await set({ type: 'BOOLEAN' })).toBe(
      'Invalid requests[0].setDataValidation: This operation is not allowed on cells in typed columns.',
    )
    const rule = { condition: { type: 'BOOLEAN' } }
    const beside = { setDataValidation: { range: grid(1, 3, 1, 2), rule } }
    expect((await bench.batch(beside)).status).toBe(200)
  })
})
