import { expect, it } from 'vitest'
import { readPattern } from '#extension/destinations/pattern-words.ts'

it.each([
  ['example.com', 'All pages of example.com'],
  ['https://www.example.com/jobs/*', 'Pages of www.example.com that begin with /jobs/'],
  ['example.com/jobs/*/apply', 'Pages of example.com like /jobs/*/apply'],
  ['example.com/jobs', 'The page /jobs of example.com'],
  ['*.example.com', 'All pages of example.com and its subdomains'],
  ['*/jobs/*', 'Pages of any site that begin with /jobs/'],
])('%s names pages in words', (typed, words) => {
  expect(readPattern(typed)).toMatchObject({ kind: 'pages', words })
})

it('says what to write where it names none', () => {
  expect(readPattern('  ')).toEqual({ kind: 'none' })
  expect(readPattern('ftp://example.com')).toMatchObject({ kind: 'unfit' })
})
