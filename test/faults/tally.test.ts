import { expect, test } from 'vitest'
import { isRight, tally, type Sent } from './tally.ts'

const sent: Sent[] = [
  { sender: 'first', sheet: 'A', rows: ['f1'] },
  { sender: 'second', sheet: 'A', rows: ['s1'] },
  { sender: 'first', sheet: 'A', rows: ['f2a', 'f2b'] },
  { sender: 'first', sheet: 'B', rows: ['f3'] },
]
const tallyOf = (a: string[], b: string[] = ['f3']) =>
  tally(
    sent,
    new Map([
      ['A', a],
      ['B', b],
    ]),
  )

test('every row once, each sender in order, is right, however the senders meet', () => {
  for (const rows of [
    ['f1', 's1', 'f2a', 'f2b'],
    ['f1', 'f2a', 'f2b', 's1'],
  ]) {
    expect(isRight(tallyOf(rows))).toBe(true)
  }
})

test('a row that is not there is lost', () => {
  expect(tallyOf(['f1', 's1', 'f2a', 'f2b'], [])).toMatchObject({ found: 4, lost: ['f3'] })
})

test('a row that is there again is there twice', () => {
  expect(tallyOf(['f1', 's1', 'f1', 'f2a', 'f2b'])).toMatchObject({ found: 5, twice: ['f1'] })
})

test('a row below a later one of the same sender is out of order', () => {
  expect(tallyOf(['f2a', 'f2b', 'f1', 's1']).disordered).toEqual(['f1'])
  expect(tallyOf(['f1', 's1', 'f2b', 'f2a']).disordered).toEqual(['f2a'])
})

test('rows of one send with another between them are torn', () => {
  expect(tallyOf(['f1', 'f2a', 's1', 'f2b']).torn).toEqual(['f2b'])
})

test('a row in a sheet that it was not sent to is strange, and lost where it should be', () => {
  const wrong = tallyOf(['f1', 's1', 'f2a', 'f2b', 'f3', 'who'], [])
  expect(wrong).toMatchObject({ strange: ['f3', 'who'], lost: ['f3'] })
  expect(isRight(wrong)).toBe(false)
})
