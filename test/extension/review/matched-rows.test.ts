import { describe, expect, it } from 'vitest'
import { matchedRows, named } from '#extension/review/matched-rows.ts'

const link = 'https://example.com/page'
const url = (row: number) => `https://sheets.example/#gid=0&range=A${row}:D${row}`
const at = (row: number) => ({ link, range: `A${row}:D${row}`, url: url(row) })

describe('rows that have the same link', () => {
  it('are each told of once, from the top, however many links they have', () => {
    const other = { ...at(12), link: 'https://example.com/other' }
    expect(matchedRows([at(40), at(12), other])).toEqual([
      { row: 12, url: url(12) },
      { row: 40, url: url(40) },
    ])
  })

  it.each([
    { has: [12], words: 'row 12', first: [12] },
    { has: [12, 40], words: 'rows 12 and 40', first: [12, 40] },
    { has: [3, 12, 40], words: 'rows 3, 12 and more', first: [3, 12] },
    { has: [3, 12, 40, 41, 42], words: 'rows 3, 12 and more', first: [3, 12] },
  ])('are led to as far as they are named: $words', ({ has, words, first }) => {
    const told = named(matchedRows(has.map(at)))
    expect(told.words).toBe(words)
    expect(told.rows.map(({ row }) => row)).toEqual(first)
  })
})
