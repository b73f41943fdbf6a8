import { describe, expect, it } from 'vitest'
import { Trial } from '#test/google/sheets/formulas/try-formula.ts'

const trial = new Trial([
  ['Fruit', 'Sold', 'Price'],
  ['Apple', 10, '$2.50'],
  ['Pear', 4, '$3.00'],
])

const NO_REGEX =
  '#REF! (Function REGEXMATCH parameter 2 value "\\p{L}+" is not a valid regular expression.)'

describe('what others saw at Google', () => {
  it.each([
    ['=REGEXMATCH("café","\\p{L}+")', NO_REGEX],
    ['=REGEXMATCH("HELLO","(?i)hello")', true],
    ['=REGEXREPLACE("John Smith","(\\w+) (\\w+)","$2, $1")', 'Smith, John'],
    ['=LAMBDA(x,LAMBDA(y,x+y))(1)(2)', 3],
    ['=LAMBDA(f,f(5))(LAMBDA(x,x*2))', 10],
    ['=INDIRECT("R2C2",FALSE)', 10],
    ['=OFFSET(A1,1,1)+0', 10],
    ['=ISDATE(DATE(2024,1,15))', true],
    ['=ISDATE(42)', false],
    ['=DATEDIF("2020-01-15","2025-03-20","MD")', 5],
    ['=DAYS360("2025-01-31","2025-03-31",TRUE)', 60],
    ['=EDATE("2025-01-31",1)', 45716],
    ['=EPOCHTODATE(1700000000000,2)', 45244.92592592593],
    ['=ISOWEEKNUM("2023-01-01")', 52],
    ['=ARRAYFORMULA(VLOOKUP("Pear",A2:C3,{2,3},FALSE))', [[4, 3]]],
    ['=UNIQUE({"Apple";"apple";"APPLE"})', [['Apple'], ['apple'], ['APPLE']]],
    ['=SORT({3;1;2},1,-1)', [[1], [2], [3]]],
    ['=ACOT(-0.5)', -1.1071487177940904],
    ['=ACOT(0)', 1.5707963267948966],
    ['=DOLLAR(-1234.5,2)', '-$1,234.50'],
    ['=LENB("あ")', 2],
    ['=GT(2,TRUE)', false],
    ['=CONVERT(1,"m","ft")', 3.28083989501312],
    ['=CONVERT(1,"ft","in")', 12],
    ['=CONVERT(100,"C","F")', 212],
    ['=DEC2HEX(-1,4)', 'FFFFFFFFFF'],
    ['=IMEXP("10+3i")', '-21806.035863485+3108.37503049351i'],
    ['=MOD(-5,2)', 1],
    ['=TO_DATE("not-a-date")', 'not-a-date'],
    ['=TO_PERCENT(TRUE)', true],
    ['=T(42)', ''],
    ['=UNIQUE({5;5;5})', 5],
    ['=INDEX(SEQUENCE(5,5),3,4)', 14],
    ['=SORT(FILTER({5;3;1},{TRUE;FALSE;TRUE}))', [[1], [5]]],
    ['=FILTER(SEQUENCE(5),SEQUENCE(5)>2)', [[3], [4], [5]]],
  ] satisfies [formula: string, value: unknown][])('%s is %j [L]', async (formula, value) => {
    expect(await trial.value(formula)).toEqual(value)
  })

  it('HYPERLINK gives the cell its link and the look of one [L]', async () => {
    expect(await trial.cell('=HYPERLINK("https://example.com","click")')).toMatchObject({
      effectiveValue: { stringValue: 'click' },
      formattedValue: 'click',
      hyperlink: 'https://example.com',
      effectiveFormat: {
        textFormat: { underline: true, link: { uri: 'https://example.com' } },
        hyperlinkDisplayType: 'LINKED',
      },
    })
  })

  it('AGGREGATE, which Excel has, is unknown [L]', async () => {
    expect(await trial.value('=AGGREGATE(9,6,A1:A3)', 'FORMATTED_VALUE')).toBe('#NAME?')
  })
})
