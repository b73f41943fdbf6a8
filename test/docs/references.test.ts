import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { deadReferences } from './references.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sheetside-docs-'))
  write('package.json', JSON.stringify({ scripts: { demo: 'x', start: 'x' } }))
  write('server/app.ts', '')
})
afterEach(() => rmSync(root, { recursive: true }))

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

function dead(text: string): string[] {
  write('docs/a.md', text)
  return deadReferences(root).map(({ line, reference }) => `${line} ${reference}`)
}

test('what exists is not reported', () => {
  write('docs/b.md', '## Why it is so')
  expect(
    dead(
      '[app](../server/app.ts) [b](b.md#why-it-is-so) [web](https://example.org/x) ' +
        '`server/app.ts` `server/` `server/*.ts` `npm run demo` `npm start` `a/b` `.output/chrome`',
    ),
  ).toEqual([])
})

test('a link to a file that is gone is reported with its line', () => {
  expect(dead('first\n\n[gone](../server/gone.ts)')).toEqual(['3 ../server/gone.ts'])
})

test('a link to a heading that is gone is reported', () => {
  write('docs/b.md', '## Why')
  expect(dead('[b](b.md#how)')).toEqual(['1 b.md#how'])
})

test('a path in backticks that is gone is reported', () => {
  expect(dead('see `server/gone.ts`, `server/gone/*.ts` and `#server/gone.ts`')).toEqual([
    '1 server/gone.ts',
    '1 server/gone/*.ts',
    '1 #server/gone.ts',
  ])
})

test('an npm script that is gone is reported, in fences too', () => {
  expect(dead('```sh\nnpm run gone\nnpm test\n```')).toEqual(['2 npm run gone', '3 npm run test'])
})

test('a test that is gone is reported, and one that is there is not', () => {
  write('test/a.test.ts', "it('does it', () => {})")
  expect(
    dead('`test/a.test.ts › does it` `test/a.test.ts › does` `test/b.test.ts › does it`'),
  ).toEqual(['1 test/a.test.ts › does', '1 test/b.test.ts › does it'])
})
