import { describe, expect, it } from 'vitest'
import { FUNCTIONS } from '#test/google/sheets/formulas/functions/index.ts'
import { MISSING } from '#test/google/sheets/formulas/functions/library.ts'
import { Trial } from '#test/google/sheets/formulas/try-formula.ts'

// Without a mark: as Google's list of functions describes them, https://support.google.com/docs/table/25273 [D].
const trial = new Trial([
  ['Fruit', 'Sold', 'Price', 'Day'],
  ['Apple', 10, '$2.50', '9/1/2026'],
  ['Pear', 4, '$3.00', '9/2/2026'],
  ['Apple', 6, '$2.75', '9/3/2026'],
  ['Plum', '', '$1.00', '9/4/2026'],
])

type Case = [formula: string, value: unknown]

const GROUPS: Record<string, Case[]> = {
  mathematics: [
    ['=ABS(-2)', 2],
    ['=ROUND(2.345,2)', 2.35],
    ['=ROUND(-1.5)', -2],
    ['=ROUND(1234,-2)', 1200],
    ['=ROUNDUP(1.1)', 2],
    ['=ROUNDDOWN(-1.9)', -1],
    ['=MROUND(10,3)', 9],
    ['=CEILING(2.1,0.5)', 2.5],
    ['=FLOOR(2.9,0.5)', 2.5],
    ['=INT(-1.5)', -2],
    ['=TRUNC(-1.57,1)', -1.5],
    ['=MOD(-5,2)', 1],
    ['=QUOTIENT(7,2)', 3],
    ['=POWER(2,10)', 1024],
    ['=SQRT(16)', 4],
    ['=LN(1)', 0],
    ['=LOG(8,2)', 3],
    ['=LOG10(1000)', 3],
    ['=PI()', Math.PI],
    ['=FACT(5)', 120],
    ['=COMBIN(5,2)', 10],
    ['=GCD(12,18)', 6],
    ['=LCM(4,6)', 12],
    ['=SUM(B2:B5)', 20],
    ['=PRODUCT(B2:B5)', 240],
    ['=SUMPRODUCT(B2:B5,C2:C5)', 53.5],
    ['=SUMSQ(3,4)', 25],
    ['=ISODD(3)', true],
    ['=DEC2HEX(255)', 'FF'],
    ['=BIN2DEC("101")', 5],
    ['=BASE(10,2)', '1010'],
    ['=ROMAN(1994)', 'MCMXCIV'],
  ],
  statistics: [
    ['=AVERAGE(B2:B5)', 20 / 3],
    ['=AVERAGEA(A2:B2)', 5],
    ['=COUNT(A1:D5)', 11],
    ['=COUNTA(A1:B5)', 9],
    ['=COUNTBLANK(B1:B5)', 1],
    ['=COUNTUNIQUE(A2:A5)', 3],
    ['=MAX(B2:B5)', 10],
    ['=MIN(B2:B5)', 4],
    ['=MEDIAN(B2:B5)', 6],
    ['=MODE({1,2,2,3})', 2],
    ['=STDEV({2,4,4,4,5,5,7,9})', 2.138089935299395],
    ['=STDEVP({2,4,4,4,5,5,7,9})', 2],
    ['=VAR({1,2,3,4})', 5 / 3],
    ['=LARGE(B2:B5,2)', 6],
    ['=SMALL(B2:B5,1)', 4],
    ['=RANK(6,B2:B5)', 2],
    ['=QUARTILE({1,2,3,4,5},1)', 2],
    ['=PERCENTILE({1,2,3,4,5},0.9)', 4.6],
    ['=SUBTOTAL(9,B2:B5)', 20],
    ['=CORREL({1,2,3},{2,4,6})', 1],
  ],
  criteria: [
    ['=COUNTIF(A2:A5,"apple")', 2],
    ['=COUNTIF(A2:A5,"*p*e*")', 3],
    ['=COUNTIF(A2:A5,"P???")', 2],
    ['=COUNTIF(B2:B5,">5")', 2],
    ['=COUNTIF(B2:B5,"<>4")', 3],
    ['=COUNTIF(D2:D5,">=9/3/2026")', 2],
    ['=COUNTIFS(A2:A5,"Apple",B2:B5,">6")', 1],
    ['=SUMIF(A2:A5,"Apple",B2:B5)', 16],
    ['=SUMIF(A2:A5,"Apple",B2)', 16],
    ['=SUMIF(B2:B5,">4")', 16],
    ['=SUMIFS(B2:B5,A2:A5,"<>Apple")', 4],
    ['=AVERAGEIF(A2:A5,"Apple",B2:B5)', 8],
    ['=AVERAGEIFS(B2:B5,A2:A5,"Apple")', 8],
    ['=MAXIFS(B2:B5,A2:A5,"Apple")', 10],
    ['=MINIFS(B2:B5,A2:A5,"Apple")', 6],
    ['=ARRAYFORMULA(COUNTIF(A2:A5,A2:A3))', [[2], [1]]],
  ],
  logic: [
    ['=IF(1>2,"a","b")', 'b'],
    ['=IF(FALSE,1)', false],
    ['=AND(TRUE,1)', true],
    ['=OR(FALSE,0)', false],
    ['=NOT(TRUE)', false],
    ['=XOR(TRUE,TRUE)', false],
    ['=IFS(FALSE,1,TRUE,2)', 2],
    ['=SWITCH("b","a",1,"b",2,3)', 2],
    ['=SWITCH("c","a",1,3)', 3],
    ['=ARRAYFORMULA(IF({TRUE,FALSE},"a","b"))', [['a', 'b']]],
  ],
  information: [
    ['=ISTEXT("a")', true],
    ['=ISNUMBER(B2)', true],
    ['=ISLOGICAL(TRUE)', true],
    ['=ISFORMULA(J1)', true],
    ['=ISDATE(D2)', true],
    ['=ISEMAIL("ada@example.com")', true],
    ['=ISURL("www.example.com")', true],
    ['=TYPE("a")', 2],
    ['=CELL("address",B2)', '$B$2'],
  ],
  text: [
    ['=LEN("abc")', 3],
    ['=LEFT("abc",2)', 'ab'],
    ['=RIGHT("abc")', 'c'],
    ['=MID("abcd",2,2)', 'bc'],
    ['=UPPER("aB")', 'AB'],
    ['=PROPER("ada lovelace")', 'Ada Lovelace'],
    ['=TRIM("  a   b ")', 'a b'],
    ['=REPT("ab",3)', 'ababab'],
    ['=FIND("b","abc")', 2],
    ['=SEARCH("B","abc")', 2],
    ['=SUBSTITUTE("aaa","a","b",2)', 'aba'],
    ['=REPLACE("abcd",2,2,"x")', 'axd'],
    ['=CONCATENATE("a",1,TRUE)', 'a1TRUE'],
    ['=JOIN("-",A2:A4)', 'Apple-Pear-Apple'],
    ['=TEXTJOIN(", ",TRUE,B2:B5)', '10, 4, 6'],
    ['=SPLIT("a,b,3",",")', [['a', 'b', 3]]],
    ['=SPLIT("a, b",", ",FALSE)', [['a', 'b']]],
    ['=ARRAYFORMULA(SPLIT({"a,b";"c"},","))', [['a', 'b'], ['c']]],
    ['=EXACT("a","A")', false],
    ['=CHAR(65)', 'A'],
    ['=CODE("A")', 65],
    ['=TEXT(1234.5,"#,##0.00")', '1,234.50'],
    ['=TEXT(D2,"yyyy-mm-dd")', '2026-09-01'],
    ['=TEXT(0.25,"0%")', '25%'],
    ['=VALUE("$1,000")', 1000],
    ['=DOLLAR(1.5)', '$1.50'],
    ['=FIXED(1234.567,1)', '1,234.6'],
    ['=REGEXMATCH("abc123","[0-9]+")', true],
    ['=REGEXEXTRACT("abc123","[0-9]+")', '123'],
    ['=REGEXEXTRACT("12-34","(\\d+)-(\\d+)")', [['12', '34']]],
    ['=REGEXREPLACE("abc","(b)","<$1>")', 'a<b>c'],
    ['=ENCODEURL("a b")', 'a%20b'],
  ],
  dates: [
    ['=YEAR(D2)', 2026],
    ['=MONTH(D2)', 9],
    ['=DAY(D2)', 1],
    ['=DATE(2026,13,1)', 46388],
    ['=TODAY()', 46292],
    ['=WEEKDAY(D2)', 3],
    ['=WEEKNUM(D2)', 36],
    ['=ISOWEEKNUM(D2)', 36],
    ['=EDATE(DATE(2026,1,31),1)', 46081],
    ['=EOMONTH(D2,0)', 46295],
    ['=DATEDIF(DATE(2020,1,15),D2,"Y")', 6],
    ['=DATEDIF(DATE(2020,1,15),D2,"YM")', 7],
    ['=DAYS(D3,D2)', 1],
    ['=NETWORKDAYS(D2,D5)', 4],
    ['=WORKDAY(D2,5)', 46273],
    ['=TIME(12,0,0)', 0.5],
    ['=HOUR(0.75)', 18],
    ['=MINUTE("10:45")', 45],
    ['=DATEVALUE("2026-09-27")', 46292],
    ['=YEARFRAC(DATE(2020,1,1),DATE(2021,7,1))', 1.5],
    ['=TO_DATE(44000)', 44000],
  ],
  lookup: [
    ['=VLOOKUP("pear",A2:C5,2,FALSE)', 4],
    ['=VLOOKUP("Pe*",A2:C5,2,FALSE)', 4],
    ['=VLOOKUP(3,{1,"a";2,"b";4,"c"},2)', 'b'],
    ['=HLOOKUP("Price",A1:D5,3,FALSE)', 3],
    ['=XLOOKUP("Plum",A2:A5,C2:C5)', 1],
    ['=XLOOKUP("Fig",A2:A5,C2:C5,"none")', 'none'],
    ['=XLOOKUP("Pear",A2:A5,B2:C5)', [[4, 3]]],
    ['=MATCH("Plum",A2:A5,0)', 4],
    ['=MATCH(5,{2,4,6})', 2],
    ['=INDEX(A2:C5,2,1)', 'Pear'],
    ['=INDEX(A2:C3,0,2)', [[10], [4]]],
    ['=LOOKUP(5,{2,4,6},{"a","b","c"})', 'b'],
    ['=CHOOSE(2,"a","b")', 'b'],
    ['=OFFSET(A1,1,1)', 10],
    ['=SUM(OFFSET(B1,1,0,2,1))', 14],
    ['=INDIRECT("B"&2)', 10],
    ['=SUM(INDIRECT("Sheet1!B2:B3"))', 14],
    ['=ROW(A5)', 5],
    ['=COLUMN()', 10],
    ['=ROWS(A1:C5)', 5],
    ['=COLUMNS(A:C)', 3],
    ['=ADDRESS(2,3)', '$C$2'],
    ['=ADDRESS(1,1,1,TRUE,"Sheet2")', 'Sheet2!$A$1'],
    ['=FORMULATEXT(J1)', '=FORMULATEXT(J1)'],
  ],
  arrays: [
    [
      '=SEQUENCE(2,2)',
      [
        [1, 2],
        [3, 4],
      ],
    ],
    ['=SORT({3;1;2})', [[1], [2], [3]]],
    [
      '=SORT(A2:B4,2,FALSE)',
      [
        ['Apple', 10],
        ['Apple', 6],
        ['Pear', 4],
      ],
    ],
    ['=UNIQUE(A2:A5)', [['Apple'], ['Pear'], ['Plum']]],
    [
      '=FILTER(A2:B5,B2:B5>4)',
      [
        ['Apple', 10],
        ['Apple', 6],
      ],
    ],
    ['=TRANSPOSE(A2:A4)', [['Apple', 'Pear', 'Apple']]],
    ['=FLATTEN({1,2;3,4})', [[1], [2], [3], [4]]],
    ['={A2:A3;"x"}', [['Apple'], ['Pear'], ['x']]],
    ['=ARRAY_CONSTRAIN(A2:C5,1,2)', [['Apple', 10]]],
    ['=MMULT({1,2;3,4},{1;1})', [[3], [7]]],
    [
      '=HSTACK({1;2},{3;4})',
      [
        [1, 3],
        [2, 4],
      ],
    ],
    [
      '=VSTACK({1,2},{3,4})',
      [
        [1, 2],
        [3, 4],
      ],
    ],
    ['=TOCOL({1,2;3,4})', [[1], [2], [3], [4]]],
    ['=CHOOSECOLS(A2:C2,3,1)', [[2.5, 'Apple']]],
    ['=SORTN({3;1;2},2)', [[1], [2]]],
    ['=FREQUENCY({1,2,3,4},{2,3})', [[2], [1], [1]]],
  ],
  'functions in formulas': [
    ['=LET(a,2,b,a*3,a+b)', 8],
    ['=LAMBDA(x,x+1)(4)', 5],
    ['=MAP({1,2},LAMBDA(v,v*2))', [[2, 4]]],
    ['=REDUCE(0,{1,2,3},LAMBDA(a,v,a+v))', 6],
    ['=SCAN(0,{1,2,3},LAMBDA(a,v,a+v))', [[1, 3, 6]]],
    ['=BYROW({1,2;3,4},LAMBDA(r,SUM(r)))', [[3], [7]]],
    ['=BYCOL({1,2;3,4},LAMBDA(c,SUM(c)))', [[4, 6]]],
    [
      '=MAKEARRAY(2,2,LAMBDA(r,c,r*c))',
      [
        [1, 2],
        [2, 4],
      ],
    ],
  ],
  QUERY: [
    ['=QUERY(A1:B5,"select A where B > 4")', [['Fruit'], ['Apple'], ['Apple']]],
    ['=QUERY(A2:B5,"select B order by B desc limit 1",0)', 10],
    [
      '=QUERY(A1:B5,"select A, sum(B) group by A order by sum(B) desc")',
      [['Fruit', 'sum Sold'], ['Apple', 16], ['Pear', 4], ['Plum']],
    ],
    ['=QUERY(A1:B5,"select count(A) label count(A) \'n\'",1)', [['n'], [4]]],
    ['=QUERY({A2:B3},"select Col2 where Col1 = \'Pear\'")', 4],
  ],
  finance: [
    ['=PMT(0.05/12,360,100000)', -536.8216230121399],
    ['=NPV(0.1,100,200)', 256.198347107438],
    ['=IRR({-100,60,60})', 0.1306623862927495],
    ['=SLN(1000,100,5)', 180],
    ['=XIRR({-1000,500,600},{43831,44197,44562},0.1)', 0.06382316999801713],
  ],
  web: [
    ['=HYPERLINK("https://example.com","click")', 'click'],
    ['=IMAGE("https://example.com/a.png")', ''],
    ['=SPARKLINE(B2:B5)', ''],
  ],
}

/** The last digits of a number may differ. */
function rounded(value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(12)) : value
}

describe.each(Object.entries(GROUPS))('%s', (_group, cases) => {
  it.each(cases)('%s is %j', async (formula, value) => {
    expect(rounded(await trial.value(formula))).toEqual(rounded(value))
  })
})

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
    ['=ARRAYFORMULA(VLOOKUP("Pear",A2:C5,{2,3},FALSE))', [[4, 3]]],
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
  ] satisfies Case[])('%s is %j [L]', async (formula, value) => {
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

describe('the library', () => {
  it('has every function that it is relied on for', () => {
    expect(MISSING).toEqual([])
    expect(FUNCTIONS.size).toBeGreaterThan(450)
  })
})
