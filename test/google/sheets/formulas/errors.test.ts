import { describe, expect, it } from 'vitest'
import { Trial } from './try-formula.ts'

const trial = new Trial([
  [1, 'x'],
  [2, 'y'],
])

async function errorOf(formula: string): Promise<unknown> {
  const { effectiveValue } = await trial.cell(formula)
  return (effectiveValue as { errorValue?: unknown } | undefined)?.errorValue
}

const text = 'expects number values. But'
const cannot = 'is a text and cannot be coerced to a number.'

describe('errors', () => {
  it.each([
    ['=1/0', 'DIVIDE_BY_ZERO', 'Function DIVIDE parameter 2 cannot be zero.'],
    ['="abc"+1', 'VALUE', `Function ADD parameter 1 ${text} 'abc' ${cannot}`],
    ['=" "+1', 'VALUE', `Function ADD parameter 1 ${text} ' ' ${cannot}`],
    ['=2*B1', 'VALUE', `Function MULTIPLY parameter 2 ${text} 'x' ${cannot}`],
    ['=NotARealFunction()', 'NAME', "Unknown function: 'NotARealFunction'."],
    ['=A1:Z1 A30:Z30', 'ERROR', 'Formula parse error.'],
    [
      '=SQRT(-1)',
      'NUM',
      'Function SQRT parameter 1 value is negative. It should be positive or zero.',
    ],
    ['=VLOOKUP("nope",B1,1,FALSE)', 'N_A', "Did not find value 'nope' in VLOOKUP evaluation."],
    ['=INDEX(A1:A2,5)', 'NUM', 'Function INDEX parameter 2 value 5 is out of range.'],
    ['=CHAR(0)', 'NUM', 'Function CHAR parameter 1 value 0 is out of range.'],
    [
      '=CHOOSE(5,"a","b","c")',
      'NUM',
      'Function CHOOSE parameter 1 value is 5. Valid values are between 1 and 3 inclusive.',
    ],
    [
      '=ACOTH(0.5)',
      'NUM',
      'Function ACOTH parameter 1 value is 0.5. Valid values cannot be between -1 and 1 inclusive.',
    ],
    [
      '=AND()',
      'N_A',
      'Wrong number of arguments to AND. Expected at least 1 arguments, but got 0 arguments.',
    ],
    [
      '=SHEETS(A1)',
      'N_A',
      'Wrong number of arguments to SHEETS. Expected 0 arguments, but got 1 arguments.',
    ],
    ['=FORMULATEXT(A1)', 'N_A', 'Invalid formula parse result.'],
    ['=SHEET("NoSuchSheet")', 'REF', "Unresolved sheet name 'NoSuchSheet'."],
    [
      '=LAMBDA(x, x+1)',
      'N_A',
      'Function LAMBDA should be followed by a call containing the actual values.',
    ],
    ['=SUM(1, 1/0, 3)', 'DIVIDE_BY_ZERO', 'Function DIVIDE parameter 2 cannot be zero.'],
    [
      '=SEQUENCE(1,20)',
      'REF',
      'Result was not automatically expanded, please insert more columns (3).',
    ],
  ])('%s: %s [L]', async (formula, type, message) => {
    expect(await errorOf(formula)).toEqual({ type, message })
  })

  it.each([
    ['=1+', 'ERROR', 'Formula parse error.'],
    ['=IF("Stefan"=Stefan,1)', 'NAME', "Unknown range name: 'STEFAN'."],
    ['=Settings!A1', 'REF', "Unresolved sheet name 'Settings'."],
    ['=FILTER(A1:A2,A1:A2>5)', 'N_A', 'No matches are found in FILTER evaluation.'],
    [
      '=FILTER(A1:A2,A1:B1>0)',
      'N_A',
      'FILTER has mismatched range sizes. Expected row count: 2. column count: 1. Actual row count: 1, column count: 2.',
    ],
    [
      '={1,2;3}',
      'VALUE',
      'In ARRAY_LITERAL, an Array Literal was missing values for one or more rows.',
    ],
    ['=SUM(#REF!)', 'REF', 'Reference does not exist.'],
  ])('%s: %s [I]', async (formula, type, message) => {
    expect(await errorOf(formula)).toEqual({ type, message })
  })

  it.each([
    ['=NA()', 'N_A'],
    ['=#N/A', 'N_A'],
    ['=#VALUE!&"x"', 'VALUE'],
    ['=SUM(1, #N/A, 3)', 'N_A'],
    ['=#N/A+1/0', 'N_A'],
    ['=IF(#N/A, "yes", "no")', 'N_A'],
    ['=ERROR.TYPE(42)', 'N_A'],
  ])('%s: %s without a message [L]', async (formula, type) => {
    expect(await errorOf(formula)).toEqual({ type })
  })

  it.each([
    ['=AVERAGE(B1:B2)', 'DIVIDE_BY_ZERO'],
    ['=MOD(1,0)', 'DIVIDE_BY_ZERO'],
    ['=IF("x",1,2)', 'VALUE'],
    ['=TODAY(1)', 'N_A'],
    ['=SUM()', 'N_A'],
    ['=MID("abc",0,1)', 'NUM'],
    ['=INDIRECT("no reference")', 'REF'],
    ['=10^309', 'NUM'],
    ['=ROWS(A1:A2', 'ERROR'],
    ['=VLOOKUP(1,A1:B2,3,FALSE)', 'REF'],
    ['=IMPORTRANGE("x","A1")', 'REF'],
  ])('%s: %s', async (formula, type) => {
    expect(await errorOf(formula)).toMatchObject({ type, message: expect.any(String) as string })
  })

  it('are shown by their sign, and asked for unformatted with their message [L, I]', async () => {
    expect(await trial.value('=1/0', 'FORMATTED_VALUE')).toBe('#DIV/0!')
    expect(await trial.value('=1/0')).toBe('#DIV/0! (Function DIVIDE parameter 2 cannot be zero.)')
    expect(await trial.value('=1/0', 'FORMULA')).toBe('=1/0')
  })

  it.each([
    ['=IFERROR(1/0,"err")', 'err'],
    ['=IFERROR(42,"err")', 42],
    ['=IFNA(#N/A,"caught")', 'caught'],
    ['=IFNA(1/0,"caught")', '#DIV/0! (Function DIVIDE parameter 2 cannot be zero.)'],
    ['=IF(FALSE,#N/A,"ok")', 'ok'],
    ['=ISERROR(1/0)', true],
    ['=ISERR(#N/A)', false],
    ['=ISNA(#N/A)', true],
    ['=ERROR.TYPE(1/0)', 2],
    ['=ERROR.TYPE("a"+1)', 3],
    ['=COUNT(1,#N/A,3,#DIV/0!)', 2],
    ['=COUNTA(1,#N/A,3,#DIV/0!)', 4],
  ])('%s is %j [L]', async (formula, value) => {
    expect(await trial.value(formula)).toBe(value)
  })
})
