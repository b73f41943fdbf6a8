import { beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { clipOf, localDay } from '#extension/send/clip.ts'
import { freshBrowser } from '#test/extension/lib/fixtures.ts'

const now = new Date(2026, 2, 1, 23, 59)
const tab = { id: 7, title: 'A page', url: 'https://example.com/page' }
const click = { frameId: 3, pageUrl: 'https://example.com/page', selectionText: 'as told' }

/** What the script in the page answers. */
function answering(result: unknown) {
  const executeScript = vi.fn<(injection: unknown) => Promise<unknown>>(async () => [{ result }])
  Object.assign(fakeBrowser, { scripting: { executeScript } })
  return executeScript
}

beforeEach(freshBrowser)

describe('a clip', () => {
  it('is what the script in the clicked frame reads, with the page it came from', async () => {
    const rows = [[{ kind: 'text', value: 'two\nlines' }]]
    const executeScript = answering({ rows, headerRows: 0 })
    expect(await clipOf('selection', click, tab, [], now)).toEqual({
      rows,
      headerRows: 0,
      title: 'A page',
      url: 'https://example.com/page',
      date: '2026-03-01',
      time: '23:59:00',
      page: {},
    })
    expect(executeScript).toHaveBeenCalledWith({
      target: { tabId: 7, frameIds: [3] },
      files: ['/capture.js'],
    })
  })

  it.each([
    ['nothing', { rows: [], headerRows: 0 }],
    ['something else', { rows: [[{ kind: 'formula', value: '=1' }]], headerRows: 0 }],
    ['no result', undefined],
  ])('is what the browser tells where the script answers %s', async (_, result) => {
    answering(result)
    expect((await clipOf('selection', click, tab, [], now)).rows).toEqual([
      [{ kind: 'text', value: 'as told' }],
    ])
  })

  it('is what the browser tells where no script may run', async () => {
    const executeScript = vi.fn<() => Promise<unknown>>(() =>
      Promise.reject(new Error('Cannot access contents of the page.')),
    )
    Object.assign(fakeBrowser, { scripting: { executeScript } })
    expect((await clipOf('selection', click, tab, [], now)).rows).toEqual([
      [{ kind: 'text', value: 'as told' }],
    ])
    expect((await clipOf('selection', click, undefined, [], now)).url).toBe(
      'https://example.com/page',
    )
  })

  it('is refused where nobody tells what is selected', async () => {
    answering({ rows: [], headerRows: 0 })
    const silent = { frameId: 0, pageUrl: 'https://example.com/' }
    await expect(clipOf('selection', silent, tab, [], now)).rejects.toMatchObject({
      code: 'page_not_readable',
    })
  })

  it('is refused where it is too much for a cell, whoever read it', async () => {
    answering({ rows: [[{ kind: 'text', value: 'x'.repeat(61_234) }]], headerRows: 0 })
    await expect(clipOf('selection', click, tab, [], now)).rejects.toMatchObject({
      code: 'too_large',
      message: expect.stringContaining('61,234') as string,
    })
    answering(undefined)
    const long = { ...click, selectionText: 'x'.repeat(50_001) }
    await expect(clipOf('selection', long, tab, [], now)).rejects.toMatchObject({
      code: 'too_large',
    })
  })
})

it('is dated with the day where the person is', () => {
  expect(localDay(new Date(2026, 0, 5, 0, 0))).toBe('2026-01-05')
  expect(localDay(new Date(2026, 11, 31, 23, 59, 59))).toBe('2026-12-31')
})
