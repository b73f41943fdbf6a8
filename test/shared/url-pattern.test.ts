import { describe, expect, test } from 'vitest'
import { matchesPattern, normalPattern } from '#shared/url-pattern.ts'

describe('a pattern as it is kept', () => {
  test.each([
    ['example.com/jobs/*', 'example.com/jobs/*'],
    ['  example.com/jobs/*  ', 'example.com/jobs/*'],
    ['https://example.com/jobs/*', 'example.com/jobs/*'],
    ['HTTP://Example.COM/Jobs/*', 'example.com/Jobs/*'],
    ['*://example.com/jobs/*', 'example.com/jobs/*'],
    ['example.com', 'example.com/*'],
    ['https://example.com/', 'example.com/*'],
    ['*.example.com', '*.example.com/*'],
    ['*.example.com/jobs', '*.example.com/jobs'],
    ['*/jobs/*', '*/jobs/*'],
    ['*', '*/*'],
    ['example.com/search?q=*', 'example.com/search?q=*'],
    ['example.com?q=*', 'example.com/?q=*'],
    ['https://example.com/jobs/12#apply', 'example.com/jobs/12'],
    ['http://localhost:3000/app/*', 'localhost/app/*'],
    ['localhost', 'localhost/*'],
    ['http://wiki', 'wiki/*'],
    ['wiki/pages/*', 'wiki/pages/*'],
    ['10.0.0.7/jobs/*', '10.0.0.7/jobs/*'],
    ['bücher.example/für/*', 'xn--bcher-kva.example/f%C3%BCr/*'],
  ])('of %j is %j', (typed, kept) => {
    expect(normalPattern(typed)).toBe(kept)
    expect(normalPattern(kept)).toBe(kept)
  })

  test.each([
    '',
    '   ',
    'jobs',
    '/jobs/*',
    '*example.com',
    'www.*.com/jobs',
    'example.*',
    '*.*',
    '*.',
    'exa mple.com',
    'file:///home/ada/*',
    'chrome://extensions/*',
    'about:blank',
    'javascript:alert(1)',
    'ada@example.com/*',
    'https://ada:secret@example.com/*',
    '[::1]/*',
    'https://',
    '..',
    `example.com/${'a'.repeat(500)}`,
  ])('is not made of %j', (typed) => {
    expect(normalPattern(typed)).toBeNull()
  })
})

describe('a page', () => {
  test.each([
    ['example.com/*', 'https://example.com/'],
    ['example.com/*', 'http://example.com/jobs/7?page=2#apply'],
    ['example.com/jobs/*', 'https://example.com/jobs/7'],
    ['example.com/jobs/*', 'https://example.com:8443/jobs/'],
    ['example.com/*/jobs/*', 'https://example.com/de/jobs/7'],
    ['example.com/*jobs', 'https://example.com/jobs-and-jobs'],
    ['example.com/search?q=*', 'https://example.com/search?q=sheet'],
    ['*.example.com/*', 'https://example.com/'],
    ['*.example.com/*', 'https://jobs.example.com/'],
    ['*/jobs/*', 'https://anything.example/jobs/7'],
    ['xn--bcher-kva.example/f%C3%BCr/*', 'https://bücher.example/für/alle'],
  ])('of %s is %s', (pattern, url) => {
    expect(matchesPattern(pattern, url)).toBe(true)
  })

  test.each([
    ['example.com/*', 'https://jobs.example.com/'],
    ['example.com/*', 'https://example.com.attacker.example/'],
    ['*.example.com/*', 'https://badexample.com/'],
    ['example.com/jobs/*', 'https://example.com/Jobs/7'],
    ['example.com/jobs', 'https://example.com/jobs?page=2'],
    ['example.com/a*a', 'https://example.com/a'],
    ['example.com/*/jobs/*', 'https://example.com/jobs/7'],
    ['*/*', 'file:///home/ada/list.html'],
    ['*/*', 'chrome://extensions/'],
    ['example.com/*', 'not an address'],
    ['not a pattern', 'https://example.com/'],
  ])('of %s is not %s', (pattern, url) => {
    expect(matchesPattern(pattern, url)).toBe(false)
  })

  test('is told from a pattern of many stars at once', () => {
    const began = performance.now()
    const pattern = `example.com/${'*a'.repeat(200)}*b`
    expect(matchesPattern(pattern, `https://example.com/${'a'.repeat(20_000)}`)).toBe(false)
    expect(performance.now() - began).toBeLessThan(500)
  })
})
