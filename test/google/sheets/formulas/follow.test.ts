import { beforeEach, describe, expect, it } from 'vitest'
import { renameSheet, shiftFormula, tidyFormula } from './rewrite.ts'
import { Trial } from './try-formula.ts'

describe('a formula is kept as it was typed', () => {
  it.each([
    ['= 1 / 1024', '= 1 / 1024', 'R'],
    ['=VLOOKUP("nope", B1:B1, 1, FALSE)', '=VLOOKUP("nope", B1, 1, FALSE)', 'L'],
    ['=NotARealFunction()', '=NotARealFunction()', 'L'],
    ['=sum(a1:b$2)', '=sum(A1:B$2)', 'believed'],
    ['=B2:A1', '=A1:B2', 'believed'],
    ["='Sheet1'!A1+'My sheet'!A1", "=Sheet1!A1+'My sheet'!A1", 'believed'],
    ['="a1"&LOG10(1)', '="a1"&LOG10(1)', 'believed'],
    ['=+', '=+', 'believed'],
  ])('but for its references: %s as %s [%s]', (typed, kept) => {
    expect(tidyFormula(typed)).toBe(kept)
  })
})

describe('a formula that is copied', () => {
  it.each([
    ['=A1+$A1+A$1+$A$1', 1, 2, '=C2+$A2+C$1+$A$1'],
    ['=SUM(A:A,1:2,A2:C)', 1, 1, '=SUM(B:B,2:3,B3:D)'],
    ["='My sheet'!A1", 1, 0, "='My sheet'!A2"],
    ['=A1', -1, 0, '=#REF!'],
    ['="A1"', 1, 1, '="A1"'],
  ])('%s by %d rows and %d columns is %s', (text, rows, columns, moved) => {
    expect(shiftFormula(text, rows, columns)).toBe(moved)
  })

  it('leads to another sheet when it is told so', () => {
    expect(renameSheet('=Old!A1+Other!A1', 'old', 'New one')).toBe("='New one'!A1+Other!A1")
  })
})

const trial = new Trial()

beforeEach(async () => {
  await trial.batch({
    updateCells: { range: { sheetId: 0 }, rows: [], fields: 'userEnteredValue' },
  })
})

async function formula(cell: string): Promise<unknown> {
  return (await trial.read(cell, 'FORMULA'))[0]?.[0]
}

const rows = (startIndex: number, endIndex: number): object => ({
  sheetId: 0,
  dimension: 'ROWS',
  startIndex,
  endIndex,
})

const cell = (column: number): object => ({
  sheetId: 0,
  startRowIndex: 0,
  endRowIndex: 1,
  startColumnIndex: column,
  endColumnIndex: column + 1,
})

describe('formulas follow', () => {
  it.each([
    ['=A5', '=A7'],
    ['=A1', '=A1'],
    ['=$A$5', '=$A$7'],
    ['=SUM(A1:A5)', '=SUM(A1:A7)'],
    ['=SUM(A5:B6)', '=SUM(A7:B8)'],
    ['=SUM(A1:A2)', '=SUM(A1:A2)'],
    ['=SUM(A:A)', '=SUM(A:A)'],
    ['=SUM(A3:A)', '=SUM(A5:A)'],
    ['=Sheet1!A5', '=Sheet1!A7'],
  ])('inserted rows: %s becomes %s', async (before, after) => {
    await trial.type('D1', [[before]])
    await trial.batch({ insertDimension: { range: rows(2, 4) } })
    expect(await formula('D1')).toBe(after)
  })

  it.each([
    ['=A5', '=A3'],
    ['=A3', '=#REF!'],
    ['=SUM(A1:A5)', '=SUM(A1:A3)'],
    ['=SUM(A3:A4)', '=SUM(#REF!)'],
    ['=SUM(A4:A6)', '=SUM(A3:A4)'],
  ])('deleted rows: %s becomes %s', async (before, after) => {
    await trial.type('D1', [[before]])
    await trial.batch({ deleteDimension: { range: rows(2, 4) } })
    expect(await formula('D1')).toBe(after)
  })

  it('what is gone is #REF!, with Google’s words [I]', async () => {
    await trial.type('D1', [['=A3']])
    await trial.batch({ deleteDimension: { range: rows(2, 3) } })
    expect(await trial.read('D1')).toEqual([['#REF! (Reference does not exist.)']])
  })

  it('moved rows', async () => {
    await trial.type('D1', [['=A2']])
    await trial.batch({ moveDimension: { source: rows(1, 2), destinationIndex: 5 } })
    expect(await formula('D1')).toBe('=A5')
  })

  it('cells that are pushed down within their columns', async () => {
    await trial.type('D1', [['=A2', '=B2']])
    const range = {
      sheetId: 0,
      startRowIndex: 0,
      endRowIndex: 1,
      startColumnIndex: 0,
      endColumnIndex: 1,
    }
    await trial.batch({ insertRange: { range, shiftDimension: 'ROWS' } })
    expect(await trial.read('D1:E1', 'FORMULA')).toEqual([['=A3', '=B2']])
  })

  it('cells that are cut and pasted; what is copied moves its own references', async () => {
    await trial.type('A1', [[7, '=A1', '=A1']])
    await trial.batch({
      cutPaste: { source: cell(0), destination: { sheetId: 0, rowIndex: 4, columnIndex: 4 } },
    })
    expect(await trial.read('B1:C1', 'FORMULA')).toEqual([['=E5', '=E5']])
    await trial.batch({ copyPaste: { source: cell(1), destination: cell(3) } })
    expect(await formula('D1')).toBe('=G5')
  })

  it('a named range and its new name; one without cells is #REF! [D]', async () => {
    const range = {
      sheetId: 0,
      startRowIndex: 1,
      endRowIndex: 2,
      startColumnIndex: 0,
      endColumnIndex: 1,
    }
    await trial.batch({
      addNamedRange: { namedRange: { namedRangeId: 'n1', name: 'Rate', range } },
    })
    await trial.type('A2', [[7]])
    await trial.type('D1', [['=rate*2&"rate"']])
    expect(await trial.read('D1')).toEqual([['14rate']])
    const namedRange = { namedRangeId: 'n1', name: 'Price' }
    await trial.batch({ updateNamedRange: { namedRange, fields: 'name' } })
    expect(await formula('D1')).toBe('=Price*2&"rate"')
    await trial.batch({ deleteDimension: { range: rows(1, 2) } })
    expect(await trial.read('D1', 'FORMATTED_VALUE')).toEqual([['#REF!']])
    await trial.batch({ deleteNamedRange: { namedRangeId: 'n1' } })
    expect(await trial.read('D1')).toEqual([["#NAME? (Unknown range name: 'PRICE'.)"]])
  })

  it('a sheet’s new title', async () => {
    await trial.batch({ addSheet: { properties: { sheetId: 5, title: 'Old' } } })
    await trial.type('A1', [['=Old!A1&"Old!A1"']])
    const properties = { sheetId: 5, title: 'My sheet' }
    await trial.batch({ updateSheetProperties: { properties, fields: 'title' } })
    expect(await formula('A1')).toBe('=\'My sheet\'!A1&"Old!A1"')
    await trial.batch({ deleteSheet: { sheetId: 5 } })
  })

  it('but not to a sheet that was deleted and made anew, until they are entered again [I]', async () => {
    const sheet = { addSheet: { properties: { sheetId: 5, title: 'Settings' } } }
    await trial.batch(sheet)
    await trial.type('Settings!A1', [[3]])
    await trial.type('A1', [['=Settings!A1']])
    expect(await trial.read('A1')).toEqual([[3]])
    await trial.batch({ deleteSheet: { sheetId: 5 } }, sheet)
    expect(await trial.read('A1')).toEqual([["#REF! (Unresolved sheet name 'Settings'.)"]])
    await trial.type('Settings!A1', [[4]])
    await trial.type('A1', [['=Settings!A1']])
    expect(await trial.read('A1')).toEqual([[4]])
    await trial.batch({ deleteSheet: { sheetId: 5 } })
  })
})
