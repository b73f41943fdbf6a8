import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { captureSelection } from '#extension/capture/selection.ts'
import { PAGES } from './cases/pages.ts'
import { doms } from './doms.ts'
import { written } from './written.ts'

describe.each(doms)('in %s', (_, pageOf) => {
  const captured = (page: string, selector: string) => {
    const file = join(import.meta.dirname, 'pages', `${page}.html`)
    const element = pageOf(readFileSync(file, 'utf8')).querySelector(selector)
    if (!element) throw new Error(`No ${selector}.`)
    return captureSelection(element)
  }

  it.each(PAGES)('%s', (_, page, selector, { headerRows, rows }) => {
    const capture = captured(page, selector)
    expect(written(capture)).toEqual(rows)
    expect(capture.headerRows).toBe(headerRows)
  })

  it('links stay links, be they whole cells or words in them', () => {
    expect(captured('encyclopedia', '.infobox').rows[2]?.[1]).toEqual({
      kind: 'text',
      value: 'Vell, Tarn',
      links: [
        { start: 0, end: 4, url: 'https://example.com/wiki/Vell' },
        { start: 6, end: 10, url: 'https://example.com/wiki/Tarn' },
      ],
    })
    expect(captured('data-grid', 'body').rows[1]?.[1]).toMatchObject({
      link: 'https://example.com/suppliers/7',
    })
    expect(captured('comparison', '.compare').rows[1]?.slice(1)).toMatchObject([
      { value: 'Aster 2 from the front', link: 'https://example.com/img/aster.jpg' },
      { value: 'borealis.jpg', link: 'https://example.com/p/borealis' },
    ])
  })

  it('values are typed, and what looks like a formula is text', () => {
    const { rows } = captured('statement', 'body')
    expect(rows[1]?.[0]).toEqual({ kind: 'date', value: '2026-03-02' })
    expect(rows[2]?.[1]).toEqual({ kind: 'text', value: '=SALARY' })
    expect(captured('comparison', '.compare').rows[2]?.slice(1)).toEqual([
      { kind: 'number', value: 1299.5, format: { type: 'CURRENCY', pattern: '[$€]#,##0.00' } },
      { kind: 'number', value: 949, format: { type: 'CURRENCY', pattern: '#,##0 [$€]' } },
    ])
  })
})
