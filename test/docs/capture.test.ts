import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { typedCell } from '#extension/capture/typed/typed-cell.ts'
import { ROOT } from '#test/browser/run-command.ts'

const page = readFileSync(join(ROOT, 'docs/capture.md'), 'utf8')
const [, values = ''] = page.split(/^\| text +\| lang +\| becomes +\|\n\|[-| ]+\|\n/m)
const lines = values.split('\n\n')[0]?.split('\n') ?? []

it('has a table of values', () => {
  expect(lines.length).toBeGreaterThan(30)
})

it.each(
  lines.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  ),
)('docs/capture.md: %j in %j is %s', (text = '', lang = '', becomes = '') => {
  const cell = typedCell(text, lang === '' ? undefined : lang)
  const value = 'value' in cell && cell.kind !== 'text' ? ` ${cell.value}` : ''
  expect(cell.kind + value).toBe(becomes)
})
