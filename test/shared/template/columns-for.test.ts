import { describe, expect, it } from 'vitest'
import { columnsFor } from '#shared/template/columns-for.ts'

const filled = (...header: string[]) => columnsFor(header).map(({ template }) => template)

describe('columns for a header', () => {
  it('follow the names, in whatever order and case they stand', () => {
    expect(filled('Date added', 'LINK', 'Note', 'Page title')).toEqual([
      '{{date}}',
      '{{url}}',
      '{{selection}}',
      '{{title}}',
    ])
  })

  it('leave alone what no name fits, but for the selection, which is never lost', () => {
    expect(filled('Company', 'Price', 'Link')).toEqual(['{{selection}}', '', '{{url}}'])
  })

  it('keep the selection out of the way where its name is there', () => {
    expect(filled('Company', 'Quote', 'Link')).toEqual(['', '{{selection}}', '{{url}}'])
  })

  it('fill from the left where nothing fits', () => {
    expect(filled('Foo', 'Bar')).toEqual(['{{selection}}', '{{title}}'])
  })

  it('make four columns where there is no header', () => {
    expect(filled()).toEqual(['{{selection}}', '{{title}}', '{{url}}', '{{date}}'])
  })

  it('use a name once', () => {
    expect(filled('Link', 'Link')).toEqual(['{{url}}', '{{selection}}'])
  })
})
