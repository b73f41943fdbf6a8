import { describe, expect, it } from 'vitest'
import { choiceOf, toggled } from '#extension/history/choice.ts'
import { question } from './question.ts'

describe('the choice of rows', () => {
  it('is none where there is only that one', () => {
    expect(choiceOf(question('several', {}))).toEqual({ kind: 'that_one' })
  })

  it('is left open where others go in any case', () => {
    expect(choiceOf(question('several', { certain: 9 }))).toEqual({ kind: 'some_of', most: 1 })
  })

  it('is one of them where one is looked for', () => {
    const choice = choiceOf(question('several', { count: 3 }))
    expect(choice).toEqual({ kind: 'one_of' })
    expect(toggled(new Set([0]), 2, choice)).toEqual(new Set([2]))
  })

  it('is never of more rows than were sent', () => {
    const choice = choiceOf(question('several', { missing: 2, count: 3 }))
    const two = toggled(toggled(new Set(), 0, choice), 1, choice)
    expect(toggled(two, 2, choice)).toEqual(new Set([0, 1]))
    expect(toggled(two, 1, choice)).toEqual(new Set([0]))
  })
})
