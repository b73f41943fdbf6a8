import { describe, expect, it } from 'vitest'
import { decode, encode, type Names } from './codec.ts'
import { ADA } from '#test/google/oauth/people.ts'
import { GENERATORS } from '#test/google/seeds/rows.ts'
import { Grid } from '#test/google/sheets/book/grid.ts'

const NAMES: Names = {
  of: new Map([[ADA, { $person: ADA.sub }]]),
  find: (kind, name) => {
    if (kind === '$person' && name === ADA.sub) return ADA
    throw new Error(`Who is ${name}?`)
  },
}

function thereAndBack(value: unknown): unknown {
  return decode(JSON.parse(JSON.stringify(encode(value, NAMES))), NAMES)
}

describe('what is kept comes back', () => {
  it.each([
    ['maps', new Map([['a', { b: 1 }]])],
    ['sets', new Set(['a', 'b'])],
    ['bytes', new Uint8Array([0, 127, 255])],
    ['open ends', { startRow: 0, endRow: Infinity, least: -Infinity }],
    ['null in objects and lists', { a: null, b: [null, 1] }],
    ['nothing in lists', [undefined, 'x', undefined]],
    ['keys with a dollar', { $map: 'mine', other: { $set: [1] } }],
    ['one in the other', new Map([['a', [new Set([new Map([['b', Infinity]])])]]])],
  ])('%s', (_, value) => {
    expect(thereAndBack(value)).toStrictEqual(value)
  })

  it('fields with nothing in them are left out', () => {
    expect(thereAndBack({ a: undefined, b: 1 })).toStrictEqual({ b: 1 })
  })

  it('a person is the same person, and a stranger is refused', () => {
    expect((thereAndBack({ owner: ADA }) as { owner: unknown }).owner).toBe(ADA)
    expect(() => decode({ $person: '1' }, NAMES)).toThrow('Who is 1?')
  })

  it('cells that share a format share it again', () => {
    const format = { textFormat: { bold: true } }
    const cell = (stringValue: string) => ({ value: { stringValue }, format })
    const grid = new Grid(1000, 26, [[cell('a'), undefined, cell('b')], [], [cell('c')]])
    const back = thereAndBack(grid) as Grid
    expect([back.rowCount, back.columnCount, back.usedRows]).toEqual([1000, 26, 3])
    expect(back.row(0)).toEqual(grid.row(0))
    expect(back.cell(2, 0)?.format).toBe(back.cell(0, 2)?.format)
  })

  it('generated rows are kept as a name, those that were written or moved as they are', () => {
    const source = GENERATORS.measurements
    const grid = new Grid(10_000, 8, { source, count: 10_000 })
    grid.setRow(5000, [{ value: { stringValue: 'mine' } }])
    grid.deleteRows(10, 20)
    const text = JSON.stringify(encode(grid, NAMES))
    expect(text.length).toBeLessThan(500)
    const back = decode(JSON.parse(text), NAMES) as Grid
    expect(back.row(4990)).toEqual([{ value: { stringValue: 'mine' } }])
    expect(back.row(10)).toEqual(source(20))
    expect([back.rowCount, back.usedRows]).toEqual([9990, 9990])
  })

  it('a formula is known to be one', () => {
    const grid = new Grid(10, 2, [[{ value: { formulaValue: '=1+1' } }]])
    expect((thereAndBack(grid) as Grid).mayHaveFormulas).toBe(true)
  })
})
