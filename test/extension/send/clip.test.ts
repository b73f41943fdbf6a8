import { setTimeout as sleep } from 'node:timers/promises'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { clipOf, localDay, readTab } from '#extension/send/clip.ts'
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

const rowsOf = (value: string) => [[{ kind: 'text', value }]]
const refusedByBrowser = () => Promise.reject(new Error('Cannot access contents of the page.'))

/** Only the page's own frame may be read. */
const topAlone = async ({ target }: { target: { frameIds: number[] } }) => {
  if (target.frameIds[0] !== 0) throw new Error('Cannot access contents of the page.')
  return [{ result: { rows: [], headerRows: 0, page: { author: 'Ada' } } }]
}

const framed = (results: Record<number, unknown>) =>
  Object.assign(fakeBrowser, {
    scripting: {
      executeScript: async () =>
        Object.entries(results)
          .toReversed()
          .map(([id, result]) => ({ frameId: Number(id), result })),
    },
  })
const said = (value: string) => ({
  rows: [[{ kind: 'text', value }]],
  headerRows: 0,
  page: { author: value },
})

beforeEach(freshBrowser)

describe('a clip', () => {
  it('is what the script in the clicked frame reads, with the page it came from', async () => {
    const rows = [[{ kind: 'text', value: 'two\nlines' }]]
    const executeScript = answering({ rows, headerRows: 0 })
    expect(await clipOf('selection', click, tab, ['h1'], now)).toEqual({
      rows,
      headerRows: 0,
      title: 'A page',
      url: 'https://example.com/page',
      date: '2026-03-01',
      time: '23:59:00',
      page: {},
    })
    const target = { tabId: 7, frameIds: [3] }
    expect(executeScript.mock.calls).toEqual([
      [{ target, files: ['/capture.js'] }],
      [
        {
          target,
          func: expect.any(Function) as unknown,
          args: [{ pointed: { kind: 'selection' }, selectors: ['h1'] }],
        },
      ],
    ])
  })

  it('is asked for in the very call that says what is wanted, so that two clicks do not mix', async () => {
    const executeScript = async ({ args }: { args?: [{ pointed: { kind: string } }] }) => {
      const kind = args?.[0].pointed.kind ?? 'no kind'
      await sleep(kind === 'selection' ? 20 : 1)
      return [{ result: { rows: rowsOf(kind), headerRows: 0 } }]
    }
    Object.assign(fakeBrowser, { scripting: { executeScript } })
    const clips = await Promise.all([
      clipOf('selection', click, tab, [], now),
      clipOf('link', { ...click, linkUrl: 'https://example.com/' }, tab, [], now),
    ])
    expect(clips.map(({ rows }) => rows)).toEqual([rowsOf('selection'), rowsOf('link')])
  })

  it('from a frame that keeps to itself is what the browser tells, on the page around it', async () => {
    Object.assign(fakeBrowser, { scripting: { executeScript: topAlone } })
    expect(await clipOf('selection', click, tab, [], now)).toMatchObject({
      rows: [[{ kind: 'text', value: 'as told' }]],
      page: { author: 'Ada' },
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

  it('is refused where it is too much for a cell, or its tables too wide, whoever read it', async () => {
    answering({ rows: [[{ kind: 'text', value: 'x'.repeat(61_234) }]], headerRows: 0 })
    await expect(clipOf('selection', click, tab, [], now)).rejects.toMatchObject({
      code: 'too_large',
      message: expect.stringContaining('61,234') as string,
    })
    answering({ rows: [], headerRows: 0, tooManyCells: 1_234_567 })
    await expect(clipOf('selection', click, tab, [], now)).rejects.toMatchObject({
      code: 'too_large',
      message: expect.stringContaining('1,234,567 cells') as string,
    })
    answering(undefined)
    const long = { ...click, selectionText: 'x'.repeat(50_001) }
    await expect(clipOf('selection', long, tab, [], now)).rejects.toMatchObject({
      code: 'too_large',
    })
  })
})

describe('a tab that no click points into', () => {
  const nothing = { rows: [], headerRows: 0, page: { author: 'top' } }

  it('gives what is selected in the first of its frames, on the page as a whole', async () => {
    framed({ 8: said('eighth'), 0: nothing, 5: said('fifth') })
    expect(await readTab('selection', tab, [], now)).toMatchObject({
      kind: 'clip',
      clip: {
        rows: [[{ kind: 'text', value: 'fifth' }]],
        title: 'A page',
        url: 'https://example.com/page',
        page: { author: 'top' },
      },
    })
  })

  it('gives the page itself where that is asked for', async () => {
    framed({ 0: nothing })
    expect(await readTab('page', tab, [], now)).toMatchObject({
      kind: 'clip',
      clip: { rows: [[{ kind: 'empty' }]], page: { author: 'top' } },
    })
  })

  it('says whether nothing is selected, or nothing may be read', async () => {
    framed({ 0: nothing, 3: { rows: [], headerRows: 0 } })
    expect(await readTab('selection', tab, [], now)).toEqual({ kind: 'nothing' })
    Object.assign(fakeBrowser, { scripting: { executeScript: refusedByBrowser } })
    expect(await readTab('selection', tab, [], now)).toEqual({ kind: 'closed' })
    expect(await readTab('page', { id: -1 }, [], now)).toEqual({ kind: 'closed' })
  })

  it('is closed where a viewer of the browser keeps what it shows to itself, which is still a page', async () => {
    framed({ 0: { ...nothing, isInViewer: true } })
    expect(await readTab('selection', tab, [], now)).toEqual({ kind: 'closed' })
    expect(await readTab('page', tab, [], now)).toMatchObject({ kind: 'clip' })
  })
})

it('is dated with the day where the person is', () => {
  expect(localDay(new Date(2026, 0, 5, 0, 0))).toBe('2026-01-05')
  expect(localDay(new Date(2026, 11, 31, 23, 59, 59))).toBe('2026-12-31')
})
