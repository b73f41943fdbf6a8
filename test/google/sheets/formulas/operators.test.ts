import { describe, expect, it } from 'vitest'
import { Trial } from './try-formula.ts'

const trial = new Trial([
  [1, 'x', '9/27/2026', '$5.50', true, "'7"],
  [2, 'y', '9/28/2026', '$6.00', false, "'8"],
  [3],
])

describe('operators', () => {
  it.each([
    ['=1+2*3', 7],
    ['=(1+2)*3', 9],
    ['=2^-3', 0.125],
    ['=10/4', 2.5],
    ['=50%', 0.5],
    ['=1&2', '12'],
    ['="hello" & " " & "world"', 'hello world'],
    ['="a""b"', 'a"b'],
    ['=1<2', true],
    ['=1+1=2', true],
    ['="a"&"b"="ab"', true],
    ['={1,2,3}+{10,20}', 11],
  ])('%s is %j [L]', async (formula, value) => {
    expect(await trial.value(formula)).toBe(value)
  })

  it.each([
    ['=-2^2', 4],
    ['=2^3^2', 64],
    ['=-50%', -0.5],
    ['=2--1', 3],
    ['=1e3+.5', 1000.5],
  ])('%s is %j', async (formula, value) => {
    expect(await trial.value(formula)).toBe(value)
  })
})

describe('values of another kind', () => {
  it.each([
    ['=TRUE+1', 2],
    ['=TRUE*TRUE', 1],
    ['="2"+"3"', 5],
    ['=""+1', 1],
    ['=-"5"', -5],
    ['=--TRUE', 1],
    ['=+"5"', '5'],
    ['=TRUE&"x"', 'TRUEx'],
    ['=SUM(TRUE,FALSE,TRUE)', 2],
    ['=SUM("1","2","3")', 6],
    ['=SUM(E1:E2)', 0],
    ['=SUM(F1:F2)', 0],
    ['=SUM({TRUE,FALSE,TRUE})', 0],
    ['=PRODUCT({"2","3","4"})', 0],
    ['=AVERAGE(TRUE,FALSE,TRUE)', 2 / 3],
    ['=N("hello")', 0],
    ['=VALUE("123.45")', 123.45],
  ])('%s is %j [L]', async (formula, value) => {
    expect(await trial.value(formula)).toBe(value)
  })

  it('a text that is a date or an amount counts as its number', async () => {
    expect(await trial.value('="9/27/2026"+1')).toBe(46293)
    expect(await trial.value('="$5"*2')).toBe(10)
  })
})

describe('comparisons', () => {
  it.each([
    ['=1<"a"', true],
    ['="a"<1', false],
    ['=TRUE=1', false],
    ['=GT(TRUE,0)', true],
    ['="a"="A"', true],
    ['="1"=1', false],
    ['=0=""', false],
    ['=H1=0', true],
    ['=H1=""', true],
    ['=H1=FALSE', true],
    ['=H1=H2', true],
  ])('%s is %j [L]', async (formula, value) => {
    expect(await trial.value(formula)).toBe(value)
  })
})

describe('empty cells', () => {
  it.each([
    ['=H1+1', 1],
    ['=H1&"x"', 'x'],
    ['=ISBLANK(H1)', true],
    ['=ISBLANK(IF(,,))', true],
    ['=TYPE(H1)', 1],
    ['=N(H1)', 0],
    ['=COUNTBLANK(H1)', 1],
    ['=COUNTA(H1)', 0],
    ['=COUNTBLANK(IF(1,"",))', 1],
    ['=CELL("type",H1)', 'b'],
    ['=VLOOKUP(3,A1:B3,2,FALSE)', ''],
    ['=ISBLANK(VLOOKUP(3,A1:B3,2,FALSE))', true],
    ['=INDIRECT("ZZZ99999")', ''],
  ])('%s is %j [L]', async (formula, value) => {
    expect(await trial.value(formula)).toBe(value)
  })

  it('an empty result has neither an effective nor a formatted value [L]', async () => {
    const empty = await trial.cell('=IF(,,)')
    expect(empty).toMatchObject({ userEnteredValue: { formulaValue: '=IF(,,)' } })
    expect(empty).not.toHaveProperty('effectiveValue')
    expect(empty).not.toHaveProperty('formattedValue')
    const text = await trial.cell('=""')
    expect(text).not.toHaveProperty('effectiveValue')
    expect(text).not.toHaveProperty('formattedValue')
  })
})

describe('ranges where one value goes', () => {
  it('give the one in the row or column of the formula', async () => {
    expect(await trial.value('=A1:A3*10')).toBe(10)
    expect(await trial.value('=A1:C1')).toBe('#VALUE! (An array value could not be found.)')
  })

  it('give all of them inside ARRAYFORMULA [L]', async () => {
    expect(await trial.value('=ARRAYFORMULA(A1:A3*10)')).toEqual([[10], [20], [30]])
    expect(await trial.value('=ARRAYFORMULA({1;2}+{10,20,30})')).toEqual([
      [11, 21, 31],
      [12, 22, 32],
    ])
    expect(await trial.value('=ARRAYFORMULA({1,2,3}+{10,20})')).toEqual([[11, 22, '#N/A ()']])
    expect(await trial.value('=ARRAYFORMULA(10/{1,0,2})')).toEqual([
      [10, '#DIV/0! (Function DIVIDE parameter 2 cannot be zero.)', 5],
    ])
    expect(await trial.value('=ARRAYFORMULA(IFERROR(10/{1,0,2},-1))')).toEqual([[10, -1, 5]])
  })
})

describe('formats', () => {
  it.each([
    ['=DATE(2023,3,19)', 45004, '3/19/2023', { type: 'DATE' }],
    ['=NOW()', 46292.5, '9/27/2026 12:00:00', { type: 'DATE_TIME' }],
  ])('%s brings its own, without a pattern [L]', async (formula, value, text, numberFormat) => {
    expect(await trial.cell(formula)).toMatchObject({
      effectiveValue: { numberValue: value },
      formattedValue: text,
      effectiveFormat: { numberFormat },
    })
    expect(await trial.cell(formula)).not.toHaveProperty('userEnteredFormat')
  })

  it.each([
    ['=C1', '9/27/2026'],
    ['=C1+1', '9/28/2026'],
    ['=C2-C1', '1'],
    ['=D1+1', '$6.50'],
    ['=D1*2', '$11.00'],
    ['=D2/D1', '1.090909091'],
    ['=SUM(D1:D2)', '$11.50'],
    ['=MAX(C1:C2)', '9/28/2026'],
    ['=IF(TRUE,C1,A1)', '9/27/2026'],
    ['=VLOOKUP("x",B1:D2,3,FALSE)', '$5.50'],
    ['=INDEX(A1:D2,2,3)', '9/28/2026'],
    ['=TO_PERCENT(0.25)', '25.00%'],
  ])('%s shows %j', async (formula, text) => {
    expect(await trial.value(formula, 'FORMATTED_VALUE')).toBe(text)
  })

  it('go on from formula to formula [L]', async () => {
    await trial.type('H20', [['=DATE(2023,3,19)']])
    expect(await trial.cell('=H20')).toMatchObject({
      formattedValue: '3/19/2023',
      effectiveFormat: { numberFormat: { type: 'DATE' } },
    })
    await trial.type('H20', [['']])
  })
})
