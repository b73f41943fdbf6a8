import { describe, expect, it } from 'vitest'
import { columnsFor } from '#shared/template/columns-for.ts'
import { fillings } from '#extension/send/column-words.ts'

describe('what goes where', () => {
  it('names each header and what a send puts under it', () => {
    expect(fillings(columnsFor(['Title', 'Link', 'Note', 'Date', 'Price']), 'A1')).toEqual([
      { column: 'Title', filledWith: 'page title' },
      { column: 'Link', filledWith: 'page link' },
      { column: 'Note', filledWith: 'selection' },
      { column: 'Date', filledWith: 'date' },
      { column: 'Price', filledWith: null },
    ])
  })

  it('goes by the letters of the sheet where there is no header', () => {
    expect(fillings(columnsFor([]), 'C4').map(({ column }) => column)).toEqual([
      'Column C',
      'Column D',
      'Column E',
      'Column F',
    ])
  })

  it('keeps the words around a variable', () => {
    const columns = [{ header: 'Source', template: '{{title}} ({{ url }})' }]
    expect(fillings(columns, 'A1')).toEqual([
      { column: 'Source', filledWith: 'page title (page link)' },
    ])
  })

  it('says what a variable is asked for', () => {
    const columns = [{ header: 'X', template: '{{column:Price|number}} {{meta:og:type}}' }]
    expect(fillings(columns, 'A1')).toEqual([
      { column: 'X', filledWith: 'column of the table “Price” meta tag “og:type”' },
    ])
  })

  it('leaves a word in braces that is no variable', () => {
    expect(fillings([{ header: 'X', template: '{{mood}}' }], 'A1')).toEqual([
      { column: 'X', filledWith: '{{mood}}' },
    ])
  })
})
