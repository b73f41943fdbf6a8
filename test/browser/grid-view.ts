import type { Page } from 'puppeteer-core'
import { eventually } from './sight.ts'

/** The cells of a row (its number, from 1) as the panel shows them from column A on; null where it is not drawn or still loads. */
export async function shownRow(panel: Page, row: number): Promise<string[] | null> {
  return panel.evaluate((index) => {
    const drawn = document.querySelector(`[role=row][aria-rowindex="${index}"]`)
    const cells = [...(drawn?.querySelectorAll('[role=gridcell][aria-selected]') ?? [])]
    const loading = cells.some((cell) => cell.querySelector('span') !== null)
    return cells.length === 0 || loading ? null : cells.map((cell) => cell.textContent)
  }, row + 1)
}

/** Waits until a row shows these cells, as far as its columns are in sight. */
export async function seeRow(
  panel: Page,
  row: number,
  cells: readonly (string | number | boolean)[],
): Promise<void> {
  let shown: string[] | null = null
  await eventually(`Row ${row} with ${JSON.stringify(cells)}`, async () => {
    shown = await shownRow(panel, row)
    return shown?.every((text, column) => text === String(cells[column] ?? '')) ?? false
  }).catch((cause: unknown) => {
    throw new Error(`${String(cause)}\nshown: ${JSON.stringify(shown)}`, { cause })
  })
}

/** Scrolls as far down as the sheet goes, in one go. */
export async function scrollToEnd(panel: Page): Promise<void> {
  await panel.$eval('[role=grid]', (grid) => {
    const scroller = grid.parentElement
    scroller?.scrollTo({ top: scroller.scrollHeight })
  })
}

/** Scrolls in steps, as a wheel does, and looks at the frames in between. */
export async function scrollBy(panel: Page, pixels: number): Promise<void> {
  const box = await panel.$eval('[role=grid]', (grid) => {
    const { x, y, width, height } = (grid.parentElement ?? grid).getBoundingClientRect()
    return { x: x + width / 2, y: y + height / 2 }
  })
  await panel.mouse.move(box.x, box.y)
  await panel.mouse.wheel({ deltaY: pixels })
}
