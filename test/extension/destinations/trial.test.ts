import { describe, expect, it } from 'vitest'
import { facts } from '#test/shared/template/facts.ts'
import { tryTemplate } from '#extension/destinations/trial.ts'

const isSelector = (css: string) => !css.includes('!!')

/** Where it has mistakes: from, to. */
function places(typed: string): [number, number][] {
  const trial = tryTemplate(typed, facts, isSelector)
  return trial.kind === 'mistaken' ? trial.mistakes.map(({ start, end }) => [start, end]) : []
}

describe('a template, tried on an example', () => {
  it.each([
    ['{{title}}', 'Otters', 'Text'],
    ['{{url}}', 'https://www.otters.example/sea', 'Link'],
    ['See {{url}}', 'See https://www.otters.example/sea', 'Text with links'],
    ['{{date}}', '2026-03-05', 'Date'],
    ['{{date:D MMMM}}', '5 March', 'Text'],
    ['{{time}}', '14:07:09', 'Time'],
    ['{{datetime}}', '2026-03-05 14:07:09', 'Date and time'],
    ['{{schema:@Article:wordCount}}', '420', 'Number'],
    ['{{schema:@Article:isAccessibleForFree}}', 'TRUE', 'True or false'],
    // As the page's language writes numbers, by the reader that is used for what is sent.
    ['{{schema:@Article:offers[1].price|number}}', '12', 'Number'],
  ])('%s gives %s', (typed, words, what) => {
    expect(tryTemplate(typed, facts, isSelector)).toMatchObject({ kind: 'gives', words, what })
  })

  it('is not used where nothing is typed, and may give nothing here', () => {
    expect(tryTemplate(' ', facts, isSelector)).toEqual({ kind: 'unused' })
    expect(tryTemplate('{{meta:nothing}}', facts, isSelector)).toEqual({ kind: 'nothing' })
  })

  it('shows its mistakes at their places', () => {
    expect(tryTemplate('by {{autor}}', facts, isSelector)).toEqual({
      kind: 'mistaken',
      mistakes: [
        {
          start: 5,
          end: 10,
          message: 'There is no variable “autor”. Did you mean “author”?',
          instead: 'author',
        },
      ],
    })
  })

  it('shows a selector that the browser does not understand', () => {
    expect(tryTemplate('{{select:a!!?href}}', facts, isSelector)).toMatchObject({
      kind: 'mistaken',
      mistakes: [{ start: 9, end: 12 }],
    })
    expect(tryTemplate('{{select:h1}}', facts, isSelector)).toMatchObject({ words: 'Sea otters' })
  })

  it('shows each such selector at its own place, and one that is written otherwise at all of it', () => {
    expect(places('{{select:a!!}} {{select:b}} {{select:a!!}}')).toEqual([
      [9, 12],
      [37, 40],
    ])
    expect(places('{{select:b!!c}} {{select:!!}}')).toEqual([
      [9, 13],
      [25, 27],
    ])
    expect(places(String.raw`{{select:a!!}} {{select:"b!!\\c"}}`)).toEqual([[0, 34]])
  })
})
