import { describe, expect, it } from 'vitest'
import { parseJson } from './json-text.ts'

const said = (text: string): string => {
  try {
    parseJson(text)
  } catch (error) {
    return (error as Error).message
  }
  return 'nothing'
}

const deep = (levels: number, end = ''): string => '{"a":'.repeat(levels) + '1' + end

describe('JSON that is none', () => {
  it('is shown 20 letters to each side, with a mark under the place [I]', () => {
    const text = '{"requests":[{"image":{}\n        "features": [1,2,3] }]}'
    expect(said(text)).toBe(
      'Invalid JSON payload received. Expected , or } after key:value pair.\n' +
        shown(text, text.indexOf('"features"')),
    )
  })

  it.each([
    ['FasdUAS 1.101.10', 'Unexpected token.\nFasdUAS 1.101.10\n^'],
    ['<html>', 'Expected a value.\n<html>\n^'],
    ['{"a":1', 'Unexpected end of string. Expected , or } after key:value pair.\n{"a":1\n      ^'],
    ['{"a" 1}', 'Expected : between key:value pair.\n{"a" 1}\n     ^'],
    ['{"a":[1 2]}', 'Expected , or ] after array value.\n{"a":[1 2]}\n        ^'],
    ['{,}', 'Expected an object key or }.\n{,}\n ^'],
    ['{} {}', 'Parsing terminated before end of input.\n{} {}\n   ^'],
    ['{"a', 'Unexpected end of string. Closing quote expected in string.\n{"a\n   ^'],
    ['{"a":1e999}', 'Number exceeds the range of double.\n{"a":1e999}\n     ^'],
  ])('%s [I]', (text, message) => {
    expect(said(text)).toBe(`Invalid JSON payload received. ${message}`)
  })

  it('is not read further than a hundred levels deep, whether it ends or not [I]', () => {
    expect(said(deep(100, '}'.repeat(100)))).toBe('nothing')
    const refused =
      "Invalid JSON payload received. Message too deep. Max recursion depth reached for key 'a'"
    expect(said(deep(101, '}'.repeat(101)))).toBe(refused)
    expect(said(deep(100_000))).toBe(refused)
    expect(said(`{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`)).toBe(refused)
  })

  it('is read all the same where Google’s reader is generous: quotes, keys, last commas [I]', () => {
    expect(parseJson("{values:[['it''s', 1.5e2,],],}".replace("''", "\\'"))).toEqual({
      values: [["it's", 150]],
    })
  })
})

function shown(text: string, at: number): string {
  return `${text.slice(at - 20, at + 20)}\n${' '.repeat(20)}^`
}
