import { describe, expect, it } from 'vitest'
import { grid, message, setUpBench } from './bench.ts'

const bench = setUpBench()

const paste = (data: string, more: object = { delimiter: ',' }): object => ({
  pasteData: { coordinate: { sheetId: 0, rowIndex: 1, columnIndex: 0 }, data, ...more },
})

const split = (more: object, source: object = grid(0, 2, 0, 1)): object => ({
  textToColumns: { source, ...more },
})

describe('pasteData', () => {
  it('reads delimited text as if it was typed [I]', async () => {
    await bench.batch(paste('value1,2,"a ""quoted"", field"\r\n50%,=1+1,\n'))
    expect(bench.formulas()).toEqual([[], ['value1', 2, 'a "quoted", field'], [0.5, '=1+1']])
  })

  it('a line break at the end starts no row', async () => {
    await bench.type('A3', [['stays']])
    await bench.batch(paste('a,b\n'))
    expect(bench.cells('A2:B3')).toEqual([['a', 'b'], ['stays']])
  })

  it('takes any delimiter [I]', async () => {
    await bench.batch(paste('a\tb\nc\td', { delimiter: '\t', type: 'PASTE_VALUES' }))
    expect(bench.cells('A2:B3')).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ])
  })

  it('reads a table of HTML', async () => {
    const data =
      '<table><tr><th>Name</th><th>Price</th></tr><tr><td>Tea &amp; milk<td>3</tr></table>'
    await bench.batch(paste(data, { html: true }))
    expect(bench.cells('A2:B3')).toEqual([
      ['Name', 'Price'],
      ['Tea & milk', '3'],
    ])
  })

  it('leaves what is no character of HTML as it is', async () => {
    const data = '<table><tr><td>&#65;&#9999999;&unknown;</td></tr></table>'
    await bench.batch({ pasteData: { coordinate: {}, data, html: true } })
    expect(bench.cells()).toEqual([['A&#9999999;&unknown;']])
  })

  it('makes the grid large enough', async () => {
    await bench.batch(paste(Array.from({ length: 1001 }, () => 'x').join('\n')))
    expect(bench.cells('A1002')).toEqual([['x']])
  })

  it('has either a delimiter or HTML [D]', async () => {
    expect((await bench.batch(paste('a', {}))).status).toBe(400)
    expect(message(await bench.batch(paste('a', { delimiter: ',', html: true })))).toContain(
      "oneof field 'kind' is already set. Cannot set 'html'",
    )
  })
})

describe('textToColumns', () => {
  it.each([
    ['COMMA', ','],
    ['SEMICOLON', ';'],
    ['PERIOD', '.'],
    ['SPACE', ' '],
    ['AUTODETECT', ';'],
  ])('%s: writes over the cells to the right [I]', async (delimiterType, mark) => {
    await bench.type('A1', [
      [`a${mark}b${mark}c`, 'other'],
      [`d${mark}e`, 'other'],
    ])
    await bench.batch(split({ delimiterType }))
    expect(bench.cells()).toEqual([
      ['a', 'b', 'c'],
      ['d', 'e'],
    ])
  })

  it('takes a delimiter of one’s own [D]', async () => {
    await bench.type('A1', [['1 -- 2', '']])
    await bench.batch(split({ delimiterType: 'CUSTOM', delimiter: ' -- ' }))
    expect(bench.formulas()).toEqual([[1, 2]])
    expect((await bench.batch(split({ delimiterType: 'CUSTOM' }))).status).toBe(400)
  })

  it('is for one column, and by a delimiter [D]', async () => {
    const wide = split({ delimiterType: 'COMMA' }, grid(0, 2, 0, 2))
    expect((await bench.batch(wide)).status).toBe(400)
    expect((await bench.batch(split({}))).status).toBe(400)
  })
})
