import { describe, expect, it } from 'vitest'
import { fieldText, shownText, textOf, typedInto, valueIn } from '#extension/review/cell-text.ts'
import { cell as schema, EMPTY, text, type Cell } from '#shared/cells.ts'

const percent: Cell = { kind: 'number', value: 0.07, format: { type: 'PERCENT', pattern: '0.0%' } }
const money: Cell = {
  kind: 'number',
  value: 1234.5,
  format: { type: 'CURRENCY', pattern: '[$€] #,##0.00' },
}

describe('what a cell shows', () => {
  it('is the way a number was written', () => {
    expect(shownText(money)).toBe('€ 1,234.50')
    expect(shownText(percent)).toBe('7.0%')
    expect(shownText({ kind: 'number', value: 1e21 })).toBe('1e+21')
    expect(shownText({ kind: 'datetime', value: '2026-03-01T09:30:00' })).toBe(
      '2026-03-01 09:30:00',
    )
  })
})

describe('what is typed into a cell', () => {
  it('is the same cell where nothing is changed', () => {
    const cells: Cell[] = [
      text('a\nb'),
      { kind: 'text', value: 'a', link: 'https://example.com/' },
      percent,
      money,
      { kind: 'number', value: -0.29 },
      { kind: 'date', value: '2026-03-01' },
      { kind: 'time', value: '09:30:00' },
      { kind: 'boolean', value: false },
      EMPTY,
    ]
    for (const cell of cells) {
      if (cell.kind === 'boolean') continue
      expect(typedInto(cell, fieldText(cell), 'en')).toEqual(cell)
    }
  })

  it('keeps a number’s unit, and is read in the person’s language', () => {
    expect(typedInto(percent, '12.5', 'en')).toMatchObject({ value: 0.125, format: percent.format })
    expect(typedInto(percent, '12.5%', 'en')).toMatchObject({ value: 0.125 })
    expect(typedInto(money, '1.000,25', 'de')).toMatchObject({
      value: 1000.25,
      format: money.format,
    })
    expect(typedInto(money, '£ 3.00', 'en')).toMatchObject({
      value: 3,
      format: { pattern: '[$£] #,##0.00' },
    })
  })

  it('is refused where it is no number, and empties the cell where it is nothing', () => {
    expect(typedInto(money, 'twelve', 'en')).toBeNull()
    expect(typedInto(money, '1e999', 'en')).toBeNull()
    expect(typedInto(money, ' ', 'en')).toEqual(EMPTY)
    expect(typedInto(text('a'), '', 'en')).toEqual(EMPTY)
  })

  it('is text in an empty cell and in one of text, also where it starts with =', () => {
    expect(typedInto(EMPTY, '=1+1', 'en')).toEqual({ kind: 'text', value: '=1+1' })
    expect(typedInto(text('a'), '=1+1', 'en')).toEqual({ kind: 'text', value: '=1+1' })
    expect(typedInto(EMPTY, '12', 'en')).toEqual({ kind: 'text', value: '12' })
  })

  it('has seconds, as cells want them', () => {
    const time: Cell = { kind: 'time', value: '09:30:00' }
    const moment: Cell = { kind: 'datetime', value: '2026-03-01T09:30:00' }
    for (const typed of [
      typedInto(time, '10:15', 'en'),
      typedInto(moment, '2026-03-02T10:15', 'en'),
    ]) {
      expect(schema.safeParse(typed).success).toBe(true)
    }
  })

  it('leaves links on what was not touched', () => {
    const url = 'https://example.com/'
    const cell: Cell = {
      kind: 'text',
      value: 'one two three',
      links: [
        { start: 0, end: 3, url },
        { start: 4, end: 7, url },
        { start: 8, end: 13, url },
      ],
    }
    expect(typedInto(cell, 'one twenty three', 'en')).toEqual({
      kind: 'text',
      value: 'one twenty three',
      links: [
        { start: 0, end: 3, url },
        { start: 11, end: 16, url },
      ],
    })
  })
})

describe('the kind of a cell', () => {
  it('can be text, as it is shown', () => {
    expect(textOf(percent)).toEqual(text('7.0%'))
    expect(textOf({ kind: 'boolean', value: true })).toEqual(text('TRUE'))
    expect(textOf(EMPTY)).toEqual(EMPTY)
  })

  it('can be that of the value which a text is', () => {
    expect(valueIn(text('2026-03-01'), 'en')).toEqual({ kind: 'date', value: '2026-03-01' })
    expect(valueIn(text('3,5'), 'de')).toMatchObject({ kind: 'number', value: 3.5 })
    expect(valueIn(text('=1+1'), 'en')).toBeNull()
    expect(valueIn(money, 'en')).toBeNull()
  })
})
