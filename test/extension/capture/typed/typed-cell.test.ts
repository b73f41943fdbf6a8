import { describe } from 'vitest'
import { itKeeps, itReads } from './cases.ts'

describe('everything else', () => {
  itReads('boolean', [
    ['true', 'true', undefined, true],
    ['in capitals', 'FALSE', undefined, false],
  ])
  itReads('empty', [['nothing', '', 'en', null]])
  itKeeps([
    ['a word', 'yes', 'en'],
    ['a tick, which may mean much', '✓'],
    ['a dash', '–'],
    ['not available', 'n/a', 'en'],
    ['a formula', '=1+2', 'en'],
    ['a formula with a plus', '+1+2', 'en'],
    ['a formula with a minus', '-1+2', 'en'],
    ['a mention', '@1', 'en'],
    ['blanks and marks as they were', 'a\u00A0\u200E5', 'en'],
  ])
})
