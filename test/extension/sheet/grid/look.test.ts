import { describe, expect, it } from 'vitest'
import { alignmentOf, linkIn } from '#extension/sheet/grid/look.ts'
import { columnWidths } from '#extension/sheet/grid/widths.ts'

describe('a cell stands', () => {
  it.each([
    '7',
    '-3.5%',
    '$1,250.50',
    '1.250,50 €',
    '1 250,50 kr',
    '(12.00)',
    '1.2E+05',
    '2026-11-22',
    '11/22/2026',
    '22.11.2026 07:30',
    '12:30:05',
    '7:05 PM',
  ])('to the right for the number %s', (value) => {
    expect(alignmentOf(value)).toBe('end')
  })

  it.each([
    '',
    'Salt',
    '3 cranes',
    '+49 30 1234567 ext. 2',
    '10.0.0.1',
    'A7',
    '1-2-3-4',
    '…',
    '-',
    '$',
  ])('to the left for the text "%s"', (value) => {
    expect(alignmentOf(value)).toBe('start')
  })

  it('in the middle for a truth value', () => {
    expect(alignmentOf('TRUE')).toBe('center')
    expect(alignmentOf('True')).toBe('start')
  })
})

describe('a link', () => {
  it('is a cell that is an address and nothing else', () => {
    expect(linkIn('https://example.org/a?b=c')).toBe('https://example.org/a?b=c')
    expect(linkIn('see https://example.org')).toBeNull()
    expect(linkIn('javascript:alert(1)')).toBeNull()
    expect(linkIn('https://')).toBeNull()
  })
})

const measure = (text: string) => text.length * 7

const widthOf = (texts: string[]) =>
  columnWidths(
    texts.map((text) => [text]),
    1,
    measure,
  )[0] ?? 0

describe('a column', () => {
  it('fits its cells', () => {
    expect(widthOf(Array.from({ length: 10 }, () => 'Nordhafen'))).toBe(9 * 7 + 18)
  })

  it('is not stretched by its one long cell', () => {
    const short = Array.from({ length: 20 }, () => 'twelve chars')
    expect(widthOf([...short, 'x'.repeat(500)])).toBe(widthOf(short))
  })

  it('gives addresses less room than words', () => {
    const words = Array.from({ length: 10 }, () => 'w'.repeat(60))
    const links = Array.from({ length: 10 }, () => `https://example.org/${'w'.repeat(60)}`)
    expect(widthOf(links)).toBeLessThan(widthOf(words))
  })

  it('has a usual width where nothing is in it', () => {
    expect(columnWidths([], 3, measure)).toEqual([88, 88, 88])
  })
})
