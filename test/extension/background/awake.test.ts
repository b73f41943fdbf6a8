import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { stayAwake } from '#extension/background/awake.ts'

/** What both browsers let a background idle for. */
const IDLE_MS = 30_000

let calls: number[]
beforeEach(() => {
  vi.useFakeTimers({ now: 0 })
  calls = []
  Object.assign(fakeBrowser.runtime, {
    getPlatformInfo: async () => {
      calls.push(Date.now())
      return { os: 'linux' }
    },
  })
})
afterEach(() => vi.useRealTimers())

/** The longest time without a call of the browser's, up to now. */
function longestIdle(): number {
  const times = [0, ...calls, Date.now()]
  return Math.max(...times.slice(1).map((time, index) => time - (times[index] ?? 0)))
}

describe('while a person is waited for', () => {
  it('the background calls the browser before it would idle out, for as long as it takes', async () => {
    const { promise, resolve } = Promise.withResolvers<string>()
    const work = stayAwake(() => promise)
    await vi.advanceTimersByTimeAsync(10 * 60_000)
    expect(longestIdle()).toBeLessThan(IDLE_MS)
    resolve('done')
    expect(await work).toBe('done')
  })

  it.each([
    ['ended well', () => Promise.resolve()],
    ['failed', () => Promise.reject(new Error('closed'))],
  ])('and not after it %s', async (_, work) => {
    await stayAwake(work).catch(() => {})
    await vi.advanceTimersByTimeAsync(10 * 60_000)
    expect(calls).toEqual([])
  })
})
