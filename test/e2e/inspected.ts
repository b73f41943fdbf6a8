import type { Page } from 'puppeteer-core'
import { expect, vi } from 'vitest'
import { extent, violations, walkByTab, wear } from '#test/browser/accessibility.ts'
import { test as settled } from './settled.ts'

// Many states each, in two themes.
vi.setConfig({ testTimeout: 120_000 })

const POPUP_HEIGHT = 600

/** Looks at a screen in both themes; says what does not hold, and goes on, so that one run tells all. */
export const test = settled.extend('inspect', ({ browser }) => {
  return async (page: Page, state: string) => {
    for (const theme of ['light', 'dark'] as const) {
      await wear(browser, page, theme)
      expect.soft(await violations(page), `${state}, ${theme}`).toEqual([])
    }
    const { tooWide, width, height } = await extent(page)
    expect.soft(tooWide, `${state}: pixels too wide`).toBeLessThanOrEqual(0)
    expect.soft(width, `${state}: width`).toBe(360)
    if (page.url().includes('popup.html')) {
      expect.soft(height, `${state}: height`).toBeLessThanOrEqual(POPUP_HEIGHT)
    }
  }
})

/** Goes through a screen by Tab alone; answers the names of its stops. */
export async function walk(page: Page, state: string): Promise<string[]> {
  const { order, unreached, unmarked } = await walkByTab(page)
  expect.soft(unreached, `${state}: controls that the keyboard does not come to`).toEqual([])
  expect.soft(unmarked, `${state}: stops without a sign of the focus`).toEqual([])
  expect.soft(order.length, `${state}: stops`).toBeGreaterThan(0)
  return order
}
