import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { captureSelection } from '#extension/capture/selection.ts'
import { doms } from './doms.ts'
import { written } from './written.ts'

// Pages of our own, marked up as real sites of their kind mark up theirs.

describe.each(doms)('in %s', (_, pageOf) => {
  const page = (name: string) =>
    pageOf(readFileSync(join(import.meta.dirname, 'pages', `${name}.html`), 'utf8'))
  const captured = (name: string, selector = 'body') => {
    const element = page(name).querySelector(selector)
    if (!element) throw new Error(`No ${selector}.`)
    return captureSelection(element)
  }

  it('an encyclopedia’s box of facts has names and values, with their links', () => {
    expect(captured('encyclopedia', '.infobox')).toEqual({
      headerRows: 0,
      rows: [
        [{ kind: 'empty' }, { kind: 'empty' }],
        [
          { kind: 'text', value: 'Area' },
          { kind: 'text', value: '48 km2' },
        ],
        [
          { kind: 'text', value: 'Towns' },
          {
            kind: 'text',
            value: 'Vell, Tarn',
            links: [
              { start: 0, end: 4, url: 'https://example.com/wiki/Vell' },
              { start: 6, end: 10, url: 'https://example.com/wiki/Tarn' },
            ],
          },
        ],
      ],
    })
  })

  it('an encyclopedia’s table has its grouped header and its columns in place', () => {
    const capture = captured('encyclopedia', '.sortable')
    expect(capture.headerRows).toBe(2)
    expect(written(capture)).toEqual([
      ['Year', 'Depth (m)', '', 'Source'],
      ['', 'Spring', 'Autumn', ''],
      ['1998', '31.5', '29', 'survey'],
      ['', '31.7', '–', ''],
      ['1999', 'no measurements', '', '[2]'],
    ])
  })

  it('a grid of a React library is a grid', () => {
    const capture = captured('data-grid')
    expect(capture.headerRows).toBe(1)
    expect(written(capture)).toEqual([
      ['', 'Supplier', 'Quote', 'In stock'],
      ['TRUE', 'Norrland Timber', '1240.5', 'TRUE'],
      ['FALSE', 'Öst & Söner', '980', 'FALSE'],
    ])
    expect(capture.rows[1]?.[1]).toMatchObject({ link: 'https://example.com/suppliers/7' })
  })

  it('a file of a code host is a row a line', () => {
    expect(written(captured('code-blob'))).toEqual([
      ['', 'if (a) {'],
      ['', 'b()'],
      ['', '}'],
    ])
  })

  it('an old site’s results are found among the tables that arrange it', () => {
    const capture = captured('old-layout')
    expect(capture.headerRows).toBe(2)
    expect(written(capture)).toEqual([
      ['', 'Home', '', 'Away', ''],
      ['Club', 'W', 'L', 'W', 'L'],
      ['Harbour', '3', '1', '2', '2'],
      ['Mill End', '2', '2', 'not played', ''],
    ])
  })

  it('a bank’s statement has its total last, values typed, and nothing that is folded away', () => {
    const capture = captured('statement')
    expect(capture.headerRows).toBe(1)
    expect(written(capture)).toEqual([
      ['Date', 'Text', 'Out', 'In'],
      ['2026-03-02', 'Rent\nMarch', '1250', ''],
      ['2026-03-05', '=SALARY', '', '2000'],
      ['Total', '', '1250', '2000'],
    ])
    expect(capture.rows[1]?.[0]).toEqual({ kind: 'date', value: '2026-03-02' })
    expect(capture.rows[2]?.[1]).toEqual({ kind: 'text', value: '=SALARY' })
  })
})
