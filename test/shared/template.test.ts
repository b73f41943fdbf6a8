import { describe, expect, it } from 'vitest'
import { EMPTY, type Cell } from '#shared/cells.ts'
import { columnsFor, renderRow, type Values } from '#shared/template.ts'

const values: Values = {
  selection: { kind: 'text', value: 'Sea otters hold hands' },
  title: { kind: 'text', value: 'Otters' },
  url: { kind: 'text', value: 'https://otters.example/', link: 'https://otters.example/' },
  date: { kind: 'date', value: '2026-11-22' },
}

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

describe('a row', () => {
  it('keeps the type of a value that stands alone in its column', () => {
    expect(renderRow(columnsFor(['Date', 'Link', 'Price']), values)).toEqual([
      values.date,
      values.url,
      values.selection,
    ] satisfies Cell[])
  })

  it('makes text of a template that mixes', () => {
    const columns = [{ header: 'A', template: '{{title}} ({{ date }})' }]
    expect(renderRow(columns, values)).toEqual([{ kind: 'text', value: 'Otters (2026-11-22)' }])
  })

  it('does not render what a value itself looks like', () => {
    const tricky = { ...values, title: { kind: 'text', value: '{{url}}' } as const }
    const columns = [{ header: 'A', template: '> {{title}}' }]
    expect(renderRow(columns, tricky)).toEqual([{ kind: 'text', value: '> {{url}}' }])
  })

  it('leaves a cell empty for an empty template or an unknown variable', () => {
    const columns = [
      { header: 'A', template: '' },
      { header: 'B', template: '{{nonsense}}' },
    ]
    expect(renderRow(columns, values)).toEqual([EMPTY, EMPTY])
  })
})
