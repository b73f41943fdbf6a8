import { beforeEach, describe, expect, it } from 'vitest'
import { Trial } from './try-formula.ts'

const trial = new Trial()

beforeEach(async () => {
  await trial.batch({
    updateCells: { range: { sheetId: 0 }, rows: [], fields: 'userEnteredValue' },
  })
})

describe('an array', () => {
  it('fills the cells beside and below its formula [L]', async () => {
    await trial.type('B2', [['=SEQUENCE(2,2)']])
    expect(await trial.read('A1:D4')).toEqual([[], ['', 1, 2], ['', 3, 4]])
  })

  it('is a value in those cells, but nothing that was entered [L]', async () => {
    await trial.type('A1', [['={"a";"";IF(,,)}']])
    const fields = 'sheets.data.rowData.values(userEnteredValue,effectiveValue,formattedValue)'
    const answer = (await trial.call(`?ranges=A1:A3&fields=${fields}`)) as {
      sheets: { data: { rowData: object[] }[] }[]
    }
    expect(answer.sheets[0]?.data[0]?.rowData).toEqual([
      {
        values: [
          {
            userEnteredValue: { formulaValue: '={"a";"";IF(,,)}' },
            effectiveValue: { stringValue: 'a' },
            formattedValue: 'a',
          },
        ],
      },
    ])
    await trial.type('C1', [['=ISBLANK(A2)', '=ISBLANK(A3)']])
    expect(await trial.read('C1:D1')).toEqual([[false, true]])
  })

  it('asked for formulas, its own cell gives the formula and the others their values', async () => {
    await trial.type('A1', [['=SEQUENCE(2)']])
    expect(await trial.read('A1:A2', 'FORMULA')).toEqual([['=SEQUENCE(2)'], [2]])
  })

  it('does not go over a value, and says over which [L]', async () => {
    await trial.type('A1', [['=SEQUENCE(3)'], [null], ['here']])
    expect(await trial.read('A1:A3')).toEqual([
      ['#REF! (Array result was not expanded because it would overwrite data in A3.)'],
      [],
      ['here'],
    ])
    await trial.type('A3', [['']])
    expect(await trial.read('A1:A3')).toEqual([[1], [2], [3]])
  })

  it('does not go past the grid [L]', async () => {
    await trial.type('Y1', [['=SEQUENCE(1,3)']])
    expect(await trial.read('Y1')).toEqual([
      ['#REF! (Result was not automatically expanded, please insert more columns (1).)'],
    ])
  })

  it('is read by other formulas, wherever they stand', async () => {
    await trial.type('A1', [['=SUM(C1:C9)', '=C3*2', '=SEQUENCE(3)', '=ARRAYFORMULA(C1:C3+1)']])
    expect(await trial.read('A1:D3')).toEqual([
      [6, 6, 1, 2],
      ['', '', 2, 3],
      ['', '', 3, 4],
    ])
  })

  it('is a table to values.append', async () => {
    await trial.type('A1', [['=SEQUENCE(3)']])
    const path = '/values/A1:append?valueInputOption=RAW'
    expect(await trial.call(path, 'POST', { values: [['next']] })).toMatchObject({
      tableRange: 'Sheet1!A1:A3',
      updates: { updatedRange: 'Sheet1!A4' },
    })
  })
})
