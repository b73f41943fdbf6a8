import { beforeEach, describe, expect, it } from 'vitest'
import { grid, message, setUpBench } from './bench.ts'

const bench = setUpBench()

const find = async (given: object): Promise<unknown> => {
  const reply = (await bench.reply({
    findReplace: { sheetId: 0, replacement: 'X', ...given },
  })) as {
    findReplace?: unknown
  }
  return reply.findReplace ?? reply
}

beforeEach(async () => {
  await bench.type('A1', [['Google Sheets', 'Google Docs'], ['sheets'], ['=UPPER("sheets")']])
})

describe('findReplace', () => {
  it('counts cells, rows, sheets and occurrences, and leaves formulas [D]', async () => {
    expect(await find({ find: 'e', replacement: 'o' })).toEqual({
      valuesChanged: 3,
      rowsChanged: 2,
      sheetsChanged: 1,
      occurrencesChanged: 6,
    })
    expect(bench.formulas()).toEqual([
      ['Googlo Shoots', 'Googlo Docs'],
      ['shoots'],
      ['=UPPER("sheets")'],
    ])
  })

  it('answers nothing for nothing found', async () => {
    expect(await find({ find: 'absent' })).toEqual({})
  })

  it('looks into formulas when it is asked to [D]', async () => {
    expect(await find({ find: 'sheets', matchCase: true, includeFormulas: true })).toEqual({
      valuesChanged: 1,
      formulasChanged: 1,
      rowsChanged: 2,
      sheetsChanged: 1,
      occurrencesChanged: 2,
    })
    expect(bench.formulas('A3')).toEqual([['=UPPER("X")']])
  })

  it('matches whole cells when it is asked to [D]', async () => {
    await find({ find: 'SHEETS', matchEntireCell: true })
    expect(bench.cells('A1:A2')).toEqual([['Google Sheets'], ['X']])
  })

  it('takes Java’s regular expressions, with groups [D]', async () => {
    await find({ find: 'o.* (.*)', replacement: '$1 Rocks \\$1', searchByRegex: true })
    expect(bench.cells('A1:B1')).toEqual([['GSheets Rocks $1', 'GDocs Rocks $1']])
    expect(JSON.stringify(await find({ find: '(', searchByRegex: true }))).toContain('400')
  })

  it('a group that the expression has not is nothing', async () => {
    await bench.type('A1', [['ab', '']])
    await find({ find: '(a)', replacement: '<$1$2$3>', searchByRegex: true })
    expect(bench.cells('A1')).toEqual([['<a>b']])
  })

  it('takes a plain text as it is', async () => {
    await bench.type('A1', [['a.b', 'axb']])
    await find({ find: 'a.b', replacement: '$&' })
    expect(bench.cells('A1:B1')).toEqual([['$&', 'axb']])
  })

  it('reads what comes of it as if it was typed', async () => {
    await bench.type('A1', [['no 12']])
    await find({ find: 'no ', replacement: '' })
    expect(bench.formulas('A1')).toEqual([[12]])
  })

  it('finds what a cell shows, in the words of the spreadsheet’s locale', async () => {
    const properties = { locale: 'de_DE' }
    await bench.batch({ updateSpreadsheetProperties: { properties, fields: 'locale' } })
    await bench.type('A1', [['1,5', '']])
    await find({ find: '1,5', replacement: '2,5' })
    expect(bench.formulas('A1')).toEqual([[2.5]])
  })

  it('looks through a range, a sheet or all of them [D]', async () => {
    const properties = { sheetId: 1, title: 'Two' }
    await bench.batch({ addSheet: { properties } })
    await bench.type('Two!A1', [['Google']])
    const request = { find: 'Google', replacement: 'G' }
    expect(await bench.reply({ findReplace: { ...request, range: grid(0, 1, 1, 2) } })).toEqual({
      findReplace: { valuesChanged: 1, rowsChanged: 1, sheetsChanged: 1, occurrencesChanged: 1 },
    })
    expect(await bench.reply({ findReplace: { ...request, allSheets: true } })).toEqual({
      findReplace: { valuesChanged: 2, rowsChanged: 2, sheetsChanged: 2, occurrencesChanged: 2 },
    })
    const answer = await bench.batch({ findReplace: request })
    expect(message(answer)).toContain('Invalid requests[0].findReplace:')
  })
})
