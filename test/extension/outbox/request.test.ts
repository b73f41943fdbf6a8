import { describe, expect, it } from 'vitest'
import { goesTo, requestFor } from '#extension/outbox/request.ts'
import { text } from '#shared/cells.ts'
import { clip, readingList } from '#test/extension/lib/fixtures.ts'

const id = 'b1f0a3c2-6d1e-4c57-9a53-0f3f5a0c7d11'

describe('what goes over the wire', () => {
  it('is a row of the columns’ cells', () => {
    const url = 'https://example.com/page'
    expect(requestFor(id, clip('otters'), readingList, true).rows).toEqual([
      [
        { kind: 'text', value: 'otters' },
        { kind: 'text', value: 'A page' },
        { kind: 'text', value: url, link: url },
        { kind: 'date', value: '2026-03-01' },
      ],
    ])
  })

  it('has values that a template reads in a text', () => {
    const columns = [{ header: 'Born', template: '{{selection|split:": "|last|date}}' }]
    expect(
      requestFor(id, clip('Born: 2026-02-03'), { ...readingList, columns }, true).rows,
    ).toEqual([[{ kind: 'date', value: '2026-02-03' }]])
  })

  it('is refused, and never cut, where a cell would not hold it', () => {
    const long = clip('x'.repeat(50_001))
    expect(() => requestFor(id, long, readingList, true)).toThrow(
      /in column A would have 50,001 characters, and a cell holds 50,000/,
    )
  })

  it('takes a table of a thousand rows in one go, also where its cells are long', () => {
    const rows = Array.from({ length: 1000 }, (_, row) => [
      text(`${row} ${'long '.repeat(120)}`),
      text('b'.repeat(500)),
    ])
    const request = requestFor(id, { ...clip(''), rows }, readingList, true)
    expect(request.rows).toHaveLength(1000)
  })

  it('is refused where it is too much for one send, with its size and what to do', () => {
    const rows = Array.from({ length: 5000 }, () => [text('x'.repeat(1000))])
    const all = { ...clip(''), rows }
    expect(() => requestFor(id, all, readingList, true)).toThrow(
      /^This is 5,000 rows and 5\.\d MB\. At most 2 MB go in one send\. Select about 1,\d{2}0 rows at a time/,
    )
  })
})

it('another account’s way to a tab is another place: what the one refuses, the other may take', () => {
  const request = requestFor(id, clip('otters'), readingList, true)
  expect(goesTo(request, readingList)).toBe(true)
  expect(goesTo(request, { ...readingList, account: 'account-2' })).toBe(false)
  expect(goesTo(request, { ...readingList, sheetId: 7 })).toBe(false)
})
