import { describe, expect, it } from 'vitest'
import { Trial } from './try-formula.ts'

const trial = new Trial()

async function setLocale(locale: string): Promise<void> {
  const properties = { locale }
  await trial.batch({ updateSpreadsheetProperties: { properties, fields: 'locale' } })
}

describe('where numbers have a decimal comma', () => {
  it.each([
    ['=1,5+1', 2.5],
    ['=SUM(1;2)', 3],
    [
      '={1\\2;3\\4}',
      [
        [1, 2],
        [3, 4],
      ],
    ],
    ['=HYPERLINK("https://example.com";"x")', 'x'],
    ['=HYPERLINK("https://example.com","x")', '#ERROR! (Formula parse error.)'],
  ])('%s is %j [I]', async (formula, value) => {
    await setLocale('de_DE')
    expect(await trial.value(formula)).toEqual(value)
  })

  it('in en_US commas part arguments, and semicolons may', async () => {
    await setLocale('en_US')
    expect(await trial.value('=SUM(1,2)')).toBe(3)
    expect(await trial.value('=SUM(1;2)')).toBe(3)
    expect(await trial.value('={1\\2}')).toBe('#ERROR! (Formula parse error.)')
  })
})
