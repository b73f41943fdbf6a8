import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { asText } from '#shared/cells.ts'
import { formatTokens } from '#shared/template/date-format.ts'
import { filters } from '#shared/template/filters.ts'
import { parseTemplate } from '#shared/template/parse.ts'
import { variables } from '#shared/template/variables.ts'
import { rendered } from '#test/shared/template/facts.ts'

const page = readFileSync(join(resolve(import.meta.dirname, '../..'), 'docs/templates.md'), 'utf8')

/** The rows of the table under a heading, by their cells as they are read. */
function table(heading: string): string[][] {
  const section = page.split(/^## /m).find((text) => text.startsWith(`${heading}\n`)) ?? ''
  const lines = section.split('\n').filter((line) => line.startsWith('|'))
  return lines.slice(2).map((line) =>
    line
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll(String.raw`\|`, '|')),
  )
}

function code(text: string): string {
  return `\`${text}\``
}

describe('docs/templates.md', () => {
  test('has every name, with its words and its example', () => {
    expect(table('Names').map(([example, words]) => [example, words])).toEqual(
      variables.map(({ example, words }) => [code(example), words]),
    )
  })

  test('has every filter, with its words and what its example gives', () => {
    expect(table('Filters')).toEqual(
      filters.map(({ words, example: { on, filter, gives } }) => [
        code(filter),
        words,
        on === '' ? '(nothing)' : code(JSON.stringify(on).slice(1, -1)),
        code(gives),
      ]),
    )
  })

  test('has every letter of a format', () => {
    expect(table('Dates and times')).toEqual(
      formatTokens.map(({ token, gives }) => [code(token), gives]),
    )
  })

  test('says what its examples give', () => {
    const examples = table('How it is read')
    expect(examples.length).toBeGreaterThan(5)
    for (const [template = '', gives] of examples) {
      expect([template, asText(rendered(template.slice(1, -1)))]).toEqual([template, gives])
    }
  })

  test('shows no template that cannot be read', () => {
    const shown = [...page.matchAll(/`(\{\{[^`]+)`/g)].map(([, template = '']) =>
      template.replaceAll(String.raw`\|`, '|'),
    )
    expect(shown.length).toBeGreaterThan(variables.length)
    expect(shown.filter((template) => 'mistakes' in parseTemplate(template))).toEqual([])
  })
})
