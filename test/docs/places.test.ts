import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = resolve(import.meta.dirname, '../..')

/** The places where a send can die, by the number that starts a row of docs/exactly-once.md. */
function placesInDocument(): number[] {
  const text = readFileSync(join(ROOT, 'docs/exactly-once.md'), 'utf8')
  return [...text.matchAll(/^\| (\d+) +\|/gm)].map(([, number]) => Number(number))
}

/** Those that a test's title names: `place 7: …`, `places 13 and 14: …`. */
function placesInTests(): Set<number> {
  const titles = readdirSync(join(ROOT, 'test'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.test\.tsx?$/.test(name))
    .flatMap((name) => [
      ...readFileSync(join(ROOT, 'test', name), 'utf8').matchAll(
        /\b(?:test|it)(?:\.\w+(?:\(.*\))?)?\(\s*['"`]places? ([\d, and]+):/g,
      ),
    ])
  return new Set(
    titles.flatMap(([, numbers = '']) => [...numbers.matchAll(/\d+/g)].map(([one]) => Number(one))),
  )
}

test('the places where a send can die are numbered without a gap', () => {
  const places = placesInDocument()
  expect(places.length).toBeGreaterThan(0)
  expect(places).toEqual(places.map((_, index) => index + 1))
})

test('every place where a send can die has a test that dies there', () => {
  const tested = placesInTests()
  expect(placesInDocument().filter((place) => !tested.has(place))).toEqual([])
})

test('no test dies at a place that the document does not know', () => {
  const known = new Set(placesInDocument())
  expect([...placesInTests()].filter((place) => !known.has(place))).toEqual([])
})
