import { describe, expect, it } from 'vitest'
import { findRows, type Present } from '#server/sends/search.ts'

const standing = (rows: string[][], from = 1): Present[] =>
  rows.map((cells, index) => ({ row: from + index, cells, others: [] }))

describe('looking for the rows of a send', () => {
  it('takes none for edited that another row of the same send stands in as it was sent', () => {
    const [one, two] = [
      ['one', 'page', 'link'],
      ['two', 'page', 'link'],
    ]
    expect(findRows([one, two], standing([['mine', 'other', 'link'], two]), null)).toMatchObject({
      certain: [2],
      suspects: [],
      why: null,
    })
  })

  it('finds those that are alike in half of their cells, the likest of them', () => {
    const sent = [['a', 'b', 'c', 'd']]
    const present = standing([
      ['a', 'x', 'x', 'x'],
      ['a', 'b', 'x', 'x'],
      ['a', 'x', 'c', 'd'],
    ])
    expect(findRows(sent, present, null).suspects).toEqual([3])
    expect(findRows(sent, present.slice(0, 2), null).suspects).toEqual([2])
    expect(findRows(sent, present.slice(0, 1), null).suspects).toEqual([])
  })

  it('knows a row again whose last cells were left out, or are empty', () => {
    expect(findRows([['a'], ['b', '']], standing([['a', ''], ['b']]), null).certain).toEqual([1, 2])
  })

  it('finds each of many that were sorted, and then edited', () => {
    const sent = Array.from({ length: 200 }, (_, at) => [`name ${at}`, `link ${at}`, 'today'])
    const sorted = sent.toReversed()
    expect(findRows(sent, standing(sorted), null).certain).toHaveLength(200)
    const edited = sorted.map(([, link = '', day = '']) => ['mine', link, day])
    expect(findRows(sent, standing(edited), null).suspects).toHaveLength(200)
  })
})
