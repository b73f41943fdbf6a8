import { beforeEach, describe, expect, it } from 'vitest'
import { callGoogle } from '#test/google/call-google.ts'
import { columns, grid, message, rows, setUpBench } from './bench.ts'

const bench = setUpBench()

const LIST = { condition: { type: 'ONE_OF_LIST', values: [{ userEnteredValue: 'Open' }] } }

beforeEach(() => {
  bench.write('A1:C3', [
    ['Task', 'Amount', 'Done'],
    ['one', 'maybe', 'TRUE'],
    ['two', '', ''],
  ])
})

const add = (given: object = {}): object => ({
  addTable: { table: { name: 'Tasks', tableId: 'tasks', range: grid(0, 3, 0, 3), ...given } },
})

const updateColumn = (column: object): object => ({
  updateTable: {
    table: { tableId: 'tasks', columnProperties: [column] },
    fields: 'columnProperties',
  },
})

const updateRows = (rowsProperties: object): object => ({
  updateTable: {
    table: { tableId: 'tasks', rowsProperties },
    fields: 'rowsProperties.footerColorStyle',
  },
})

type Shown = { name: string; range: object; columnProperties: object[] }

async function tables(): Promise<Shown[]> {
  const { sheets } = (await bench.get('sheets.tables')) as { sheets: { tables?: Shown[] }[] }
  return sheets[0]?.tables ?? []
}

async function names(): Promise<unknown[]> {
  const [table] = await tables()
  return (table?.columnProperties ?? []).map(
    (column) => 'columnName' in column && column.columnName,
  )
}

describe('tables', () => {
  it('have a column for each of theirs, called as its header says [L]', async () => {
    expect(await bench.reply(add())).toEqual({
      addTable: {
        table: {
          tableId: 'tasks',
          name: 'Tasks',
          range: { startRowIndex: 0, endRowIndex: 3, startColumnIndex: 0, endColumnIndex: 3 },
          columnProperties: [
            { columnName: 'Task' },
            { columnIndex: 1, columnName: 'Amount' },
            { columnIndex: 2, columnName: 'Done' },
          ],
        },
      },
    })
  })

  it('a type without a name is called by its count, and the header with it [L]', async () => {
    const columnProperties = [
      { columnIndex: 1, columnType: 'DOUBLE' },
      { columnIndex: 2, columnType: 'DROPDOWN', dataValidationRule: LIST },
    ]
    await bench.batch(add({ columnProperties }))
    expect(await names()).toEqual(['Task', 'Column 1', 'Column 2'])
    expect(bench.cells('A1:C1')).toEqual([['Task', 'Column 1', 'Column 2']])
  })

  it.each([
    [{ columnType: 'DROPDOWN' }, 'Condition must be set for dropdown column type.'],
    [
      { columnType: 'DOUBLE', dataValidationRule: LIST },
      'Cannot set condition for non-dropdown column type.',
    ],
  ])('a column %o is refused [L]', async (column, words) => {
    const answer = await bench.batch(add({ columnProperties: [{ columnIndex: 1, ...column }] }))
    expect(message(answer)).toBe(`Invalid requests[0].addTable: ${words}`)
  })

  it('a check box column makes text and nothing FALSE [D, L]', async () => {
    const columnProperties = [{ columnIndex: 2, columnName: 'Done', columnType: 'BOOLEAN' }]
    await bench.batch(add({ columnProperties }))
    expect(bench.cells('C1:C3').flat()).toEqual(['Done', 'FALSE', 'FALSE'])
  })

  it('are banded ranges too, unless that is not wanted [D]', async () => {
    await bench.batch(add())
    expect(await bench.get('sheets.bandedRanges.bandedRangeReference')).toEqual({
      sheets: [{ bandedRanges: [{ bandedRangeReference: 'tasks' }] }],
    })
    const without = 'excludeTablesInBandedRanges=true'
    expect(await bench.get('sheets.bandedRanges', without)).toEqual({ sheets: [{}] })
  })

  it('do not overlap, and share no name or id [D, I]', async () => {
    await bench.batch(add())
    const over = await bench.batch(add({ tableId: 'b', name: 'B', range: grid(2, 5, 0, 2) }))
    expect(message(over)).toContain('You cannot add alternating background colors')
    const beside = { range: grid(0, 3, 5, 7) }
    expect((await bench.batch(add({ ...beside, tableId: 'b' }))).status).toBe(400)
    expect((await bench.batch(add({ ...beside, name: 'B' }))).status).toBe(400)
  })

  it('a name that is made up is free, whatever its case', async () => {
    await bench.batch(add({ name: 'table1' }))
    expect(await bench.reply({ addTable: { table: { range: grid(5, 8, 0, 3) } } })).toMatchObject({
      addTable: { table: { name: 'Table2' } },
    })
  })

  it('an update of the columns replaces all of them, and each needs a name [L]', async () => {
    const typed = [{ columnIndex: 0, columnName: 'Task', columnType: 'TEXT' }]
    await bench.batch(add({ columnProperties: typed }))
    await bench.batch(updateColumn({ columnIndex: 1, columnName: 'Sum', columnType: 'CURRENCY' }))
    expect((await tables())[0]?.columnProperties).toEqual([
      { columnName: 'Task' },
      { columnIndex: 1, columnName: 'Sum', columnType: 'CURRENCY' },
      { columnIndex: 2, columnName: 'Done' },
    ])
    expect(bench.cells('B1')).toEqual([['Sum']])
    const answer = await bench.batch(updateColumn({ columnIndex: 1, columnType: 'DATE' }))
    expect(message(answer)).toBe(
      'Invalid requests[0].updateTable: Table header row cell must have a value.',
    )
  })

  it('a footer makes the range longer by a row, and shorter when it goes [D]', async () => {
    await bench.batch(add())
    await bench.batch(updateRows({ footerColorStyle: { rgbColor: { red: 1 } } }))
    expect(await tables()).toMatchObject([{ range: { endRowIndex: 4 } }])
    await bench.batch(updateRows({}))
    expect(await tables()).toMatchObject([{ range: { endRowIndex: 3 } }])
  })

  it('what is written to a header names the column, a formula by its place [L]', async () => {
    await bench.batch(add())
    const path = `/v4/spreadsheets/${bench.id}/values/A1:B1?valueInputOption=USER_ENTERED`
    await callGoogle(bench.google, path, { method: 'PUT', body: { values: [['Job', '=1+2']] } })
    expect(await names()).toEqual(['Job', 'Column 2', 'Done'])
    expect(bench.cells('A1:B1')).toEqual([['Job', 'Column 2']])
  })

  it('grow and shrink with rows and columns inside of them [L]', async () => {
    await bench.batch(add())
    await bench.batch(
      { insertDimension: { range: rows(1, 3) } },
      { insertDimension: { range: columns(1, 2) } },
    )
    expect(await tables()).toMatchObject([{ range: { endRowIndex: 5, endColumnIndex: 4 } }])
    expect(await names()).toEqual(['Task', 'Column 2', 'Amount', 'Done'])
    await bench.batch({ deleteDimension: { range: columns(1, 3) } })
    expect(await names()).toEqual(['Task', 'Done'])
  })

  it('take in what is put behind them when it is like what is before [L]', async () => {
    await bench.batch(add())
    await bench.batch({ insertDimension: { range: columns(3, 4) } })
    expect(await tables()).toMatchObject([{ range: { endColumnIndex: 3 } }])
    await bench.batch(
      { insertDimension: { range: columns(3, 4), inheritFromBefore: true } },
      { insertDimension: { range: rows(3, 5), inheritFromBefore: true } },
    )
    expect(await tables()).toMatchObject([{ range: { endRowIndex: 5, endColumnIndex: 4 } }])
    expect(await names()).toEqual(['Task', 'Amount', 'Done', 'Column 4'])
  })

  it('go with all that is in them, and the rules over them [I, L]', async () => {
    await bench.batch(add())
    bench.write('A4', [['below']])
    const booleanRule = { condition: { type: 'NOT_BLANK' } }
    const ranges = [grid(1, 3, 0, 1)]
    await bench.batch({ addConditionalFormatRule: { rule: { ranges, booleanRule } } })
    await bench.batch({ deleteTable: { tableId: 'tasks' } })
    expect(await tables()).toEqual([])
    expect(bench.cells('A1:C4').flat().filter(Boolean)).toEqual(['below'])
    expect(await bench.get('sheets.conditionalFormats')).toEqual({ sheets: [{}] })
    expect((await bench.batch({ deleteTable: { tableId: 'tasks' } })).status).toBe(400)
  })
})
