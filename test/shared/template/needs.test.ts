import { describe, expect, it } from 'vitest'
import { needs, selectorsIn } from '#shared/template/needs.ts'
import { splitSelector } from '#shared/template/selector.ts'
import { templateOf } from './facts.ts'

describe('what templates need of a page', () => {
  it('is nothing for what the browser knows', () => {
    const all = [
      'to read',
      '{{selection}} {{title|upper}}',
      '{{url}}',
      '{{column:Price}}',
      '{{date}}',
    ]
    expect(needs(all.map(templateOf))).toEqual({ selectors: [], page: false })
  })

  it('is each selector once, wherever it stands', () => {
    const all = ['{{select:h1}}', '{{selectAll:h1}}', '{{title|link:select:a?href}}']
    expect(needs(all.map(templateOf))).toEqual({ selectors: ['h1', 'a?href'], page: true })
  })

  it.each([
    '{{author}}',
    '{{meta:x}}',
    '{{schema:x}}',
    '{{title|default:site}}',
    '{{selection|number}}',
  ])('is a look into it for %s', (typed) => {
    expect(needs([templateOf(typed)]).page).toBe(true)
  })
})

describe('a selector', () => {
  it('is given as CSS, to be tried', () => {
    expect(selectorsIn(templateOf('{{select:a[href="x?y"]?data-id}} {{select:p}}'))).toEqual([
      'a[href="x?y"]',
      'p',
    ])
  })

  it.each([
    ['a?href', { css: 'a', attribute: 'href' }],
    ['a[b="?c"]', { css: 'a[b="?c"]', attribute: null }],
    ['use?xlink:href', { css: 'use', attribute: 'xlink:href' }],
    ['a?', { css: 'a?', attribute: null }],
  ])('%s is split at its question mark', (selector, parts) => {
    expect(splitSelector(selector)).toEqual(parts)
  })
})
