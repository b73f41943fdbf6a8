import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { captureSelection } from '#extension/capture/selection.ts'
import { doms, select } from './doms.ts'
import { written } from './written.ts'

/** A table to be: groups of rows of cells; their words are made unique below. */
const cell = fc.record({
  columns: fc.integer({ min: 1, max: 4 }),
  rows: fc.integer({ min: 0, max: 4 }),
})
const row = fc.array(cell, { minLength: 1, maxLength: 5 })
const group = fc.record({
  tag: fc.constantFrom('thead', 'tbody', 'tfoot'),
  rows: fc.array(row, { minLength: 1, maxLength: 4 }),
})
const groups = fc.array(group, { minLength: 1, maxLength: 4 })
type Group = { tag: string; rows: { columns: number; rows: number; word: string }[][] }

const tables = groups.map((groups): Group[] => {
  let count = 0
  return groups.map(({ tag, rows }) => ({
    tag,
    rows: rows.map((row) => row.map((cell) => ({ ...cell, word: `w${count++}` }))),
  }))
})

function htmlOf(groups: Group[]): string {
  const html = groups.map(({ tag, rows }) => {
    const inner = rows.map((row) => {
      const cells = row.map(
        ({ columns, rows, word }) => `<td colspan="${columns}" rowspan="${rows}">${word}</td>`,
      )
      return `<tr>${cells.join('')}</tr>`
    })
    return `<${tag}>${inner.join('')}</${tag}>`
  })
  return `<table>${html.join('')}</table>`
}

/**
 * The table model taken at its word, on a field of squares that are taken or free: slow, and with
 * nothing in common with what is tested.
 */
function expectedOf(groups: Group[]): string[][] {
  const head = groups.find(({ tag }) => tag === 'thead')
  const foot = groups.find(({ tag }) => tag === 'tfoot')
  const drawn = groups.toSorted(
    (a, b) => Number(b === head) - Number(a === head) || Number(a === foot) - Number(b === foot),
  )
  const field: string[][] = []
  let top = 0
  for (const { rows } of drawn) {
    const taken = new Set<string>()
    for (const [y, row] of rows.entries()) {
      const words: string[] = (field[top + y] = [])
      for (const { columns, rows: down, word } of row) {
        let x = 0
        while (taken.has(`${x},${y}`)) x++
        words[x] = word
        const bottom = down === 0 ? rows.length : Math.min(rows.length, y + down)
        for (let at = y; at < bottom; at++)
          for (let across = x; across < x + columns; across++) taken.add(`${across},${at}`)
      }
    }
    top += rows.length
  }
  const width = Math.max(...field.map((row) => row.length))
  const begun = Array.from({ length: width }, (_, x) => x).filter((x) =>
    field.some((row) => row[x]),
  )
  return field.map((row) => begun.map((x) => row[x] ?? ''))
}

it.each(doms)('any table is the grid of its slots, in %s', (_, pageOf) => {
  fc.assert(
    fc.property(tables, (table) => {
      fc.pre(table.flatMap(({ rows }) => rows.flat()).length > 1)
      const capture = captureSelection(pageOf(htmlOf(table)).body)
      expect(written(capture)).toEqual(expectedOf(table))
    }),
    { numRuns: 100 },
  )
})

it.each(doms)(
  'a part of any table has the cells between its ends, each once, in %s',
  (_, pageOf) => {
    fc.assert(
      fc.property(tables, fc.nat(), fc.nat(), (table, one, other) => {
        const document = pageOf(htmlOf(table))
        const cells = Array.from(document.querySelectorAll('td'))
        const [first, last] = [one % cells.length, other % cells.length].toSorted((a, b) => a - b)
        const [start, end] = [cells[first ?? 0]?.firstChild, cells[last ?? 0]?.firstChild]
        if (!start || !end) throw new Error('No cells.')
        select(document, {
          start: { node: start, offset: 0 },
          end: { node: end, offset: end.textContent?.length ?? 0 },
        })
        const words = written(captureSelection(document))
          .flat()
          .filter((word) => word !== '')
        const expected = cells.slice(first, (last ?? 0) + 1).map((cell) => cell.textContent)
        expect(words.toSorted()).toEqual(expected.toSorted())
      }),
      { numRuns: 100 },
    )
  },
)
