import { describe, expect, it } from 'vitest'
import { formatNumber, formatValue } from './number-format.ts'

function shown(value: number, pattern: string, type = 'NUMBER'): string {
  return formatNumber(value, { type, pattern })
}

const of = (type: string, locale: string): string => formatNumber(45004.5, { type }, locale)

const day = (locale: string): string =>
  formatNumber(46292, { type: 'DATE', pattern: 'dddd, d. mmmm yyyy' }, locale)

describe('date and time patterns, as the guide to formats has them [D]', () => {
  // Tuesday, April 5, 2016, 4:08:53.528 PM
  const moment = 42465 + (16 * 3600 + 8 * 60 + 53.528) / 86_400
  const examples: [pattern: string, shown: string][] = [
    ['h:mm:ss.00 a/p', '4:08:53.53 p'],
    ['hh:mm A/P".M."', '04:08 P.M.'],
    ['yyyy-mm-dd', '2016-04-05'],
    ['mmmm d \\[dddd\\]', 'April 5 [Tuesday]'],
    ['h PM, ddd mmm dd', '4 PM, Tue Apr 05'],
    ['dddd, m/d/yy at h:mm', 'Tuesday, 4/5/16 at 16:08'],
    // By its table of tokens.
    ['mmmmm', 'A'],
    ['mmmmmmm', 'April'],
    ['yyy y', '2016 16'],
    ['M/d', '4/5'],
    ['h:mm am/pm', '4:08 PM'],
  ]
  it.each(examples)('%s', (pattern, expected) => {
    expect(shown(moment, pattern, 'DATE_TIME')).toBe(expected)
  })

  // 3 hours, 13 minutes, 41.255 seconds
  const elapsed = (3 * 3600 + 13 * 60 + 41.255) / 86_400
  const durations: [pattern: string, shown: string][] = [
    ['[hh]', '03'],
    ['[mmmm]', '0193'],
    ['[ss]', '11621'],
    ['[hh]:[mm]:[ss].000', '03:13:41.255'],
    ['[h]:mm:ss', '3:13:41'],
  ]
  it.each(durations)('elapsed: %s', (pattern, expected) => {
    expect(shown(elapsed, pattern, 'TIME')).toBe(expected)
  })

  it('the year 1900 has no leap day, and days go on before it', () => {
    expect([0, 59, 60, 61, -1].map((day) => shown(day, 'yyyy-mm-dd', 'DATE'))).toEqual([
      '1899-12-30',
      '1900-02-27',
      '1900-02-28',
      '1900-03-01',
      '1899-12-29',
    ])
  })

  it('counts below zero, believed', () => {
    expect(shown(-1.5, '[h]:mm:ss', 'TIME')).toBe('-36:00:00')
  })
})

describe('number patterns, as the guide to formats has them [D]', () => {
  const examples: [value: number, pattern: string, shown: string][] = [
    [12345.125, '####.#', '12345.1'],
    [12.34, '000.0000', '012.3400'],
    [12, '#.0#', '12.0'],
    [12000, '#,###', '12,000'],
    [1230000, '0.0,,"M"', '1.2M'],
    [1234500000, '0.00e+00', '1.23e+09'],
    [0.0000001, '##0.00#E+##', '100.00E-9'],
    [527, '[>1000]"HIGH";[<100]"LOW";0000', '0527'],
    [32, '[>1000]"HIGH";[<100]"LOW";0000', 'LOW'],
    [123114.15115, '###0.000;"TEXT: "_(@_)', '123114.151'],
    [-1234, '[Blue]#,##0;[Red]#,##0;[Green]0.0;[Magenta]_(@_)', '1,234'],
    [12.4, '???.???', ' 12.4  '],
    [3, '#0.#', '3.'],
    [0.25, '#%', '25%'],
    [23.25, '0 #/#', '23 1/4'],
    [23.25, '0 #/8', '23 2/8'],
    [23.1, '0 #/3', '23'],
    [10, '\\#0', '#10'],
    [7, '@', '7'],
    // Letters that mean something to Excel alone are letters.
    [5, '0.0 kg', '5.0 kg'],
    [1234.5, '[$€-407] #,##0.00', '€ 1,234.50'],
    [-5, '0.00;(0.00)', '(5.00)'],
    [1234.5, '_(* #,##0.00_)', ' 1,234.50 '],
  ]
  it.each(examples)('%d as %s', (value, pattern, expected) => {
    expect(shown(value, pattern)).toBe(expected)
  })

  it('text has the section with @', () => {
    const numberFormat = { type: 'NUMBER', pattern: '###0.000;"TEXT: "_(@_)' }
    expect(formatValue({ stringValue: 'MyText' }, { numberFormat })).toBe('TEXT:  MyText ')
    const plain = { type: 'NUMBER', pattern: '0.00' }
    expect(formatValue({ stringValue: 'MyText' }, { numberFormat: plain })).toBe('MyText')
  })

  it('rounds halves away from zero', () => {
    expect([2.5, -2.5, 1.005, 0.5].map((value) => shown(value, '0.00'))).toEqual([
      '2.50',
      '-2.50',
      '1.01',
      '0.50',
    ])
    expect([2.5, -2.5].map((value) => shown(value, '0'))).toEqual(['3', '-3'])
  })
})

describe('without a pattern', () => {
  it('a type has the pattern of the locale [D for en_US; DATE and DATE_TIME L]', () => {
    expect(of('CURRENCY', 'en_US')).toBe('$45,004.50')
    expect(of('DATE', 'en_US')).toBe('3/19/2023')
    expect(of('DATE_TIME', 'en_US')).toBe('3/19/2023 12:00:00')
    expect(of('TIME', 'en_US')).toBe('12:00:00 PM')
    expect(of('PERCENT', 'en_US')).toBe('4500450.00%')
    expect(of('SCIENTIFIC', 'en_US')).toBe('4.50E+04')
    expect(of('CURRENCY', 'de_DE')).toBe('45.004,50 €')
    expect(of('DATE', 'de_DE')).toBe('19.03.2023')
    expect(of('DATE', 'en_GB')).toBe('19/03/2023')
    expect(of('DATE', 'ja_JP')).toBe('2023/03/19')
    expect(of('NUMBER', 'fr_FR')).toBe('45\u202f004,50')
    expect(of('CURRENCY', 'pt_BR')).toBe('R$ 45.004,50')
  })

  it('numbers show as they are: ten digits, powers of ten only past fifteen', () => {
    const numbers = [1 / 1024, 1 / 3, 123456.789012345, 123456789012345, 1e15, 1e-10, 0.1 + 0.2]
    expect(numbers.map((value) => formatNumber(value, undefined))).toEqual([
      '0.0009765625', // [R]
      '0.3333333333',
      '123456.789',
      '123456789012345',
      '1E+15',
      '1E-10',
      '0.3',
    ])
    expect(formatNumber(1.5, undefined, 'de_DE')).toBe('1,5')
  })

  it('a pattern that cannot be read is as none', () => {
    expect(shown(5, '[nonsense]0')).toBe('5')
  })
})

describe('names of the locale', () => {
  it('months and weekdays are Unicode’s', () => {
    expect(day('de_DE')).toBe('Sonntag, 27. September 2026')
    expect(day('it_IT')).toBe('domenica, 27. settembre 2026')
    expect(day('es_ES')).toBe('domingo, 27. septiembre 2026')
    expect(day('ja_JP')).toBe('日曜日, 27. 9月 2026')
  })
})
