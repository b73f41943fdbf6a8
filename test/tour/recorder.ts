import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'puppeteer-core'

export type ThemeName = 'light' | 'dark'

/** Takes a picture of a page for the step that runs; `name` tells pictures of one step apart. */
export type Shoot = (page: Page, name?: string) => Promise<void>

export type Tour = {
  shoot: Shoot
  /** The page and the panel beside it, in one picture. */
  shootBeside: (page: Page, panel: Page, name?: string) => Promise<void>
  /** Runs a step of the story and prints how it went. Throws what the step threw. */
  step: (slug: string, sentence: string, run: () => Promise<void>) => Promise<void>
  steps: () => number
}

export type TourOptions = {
  dir: string
  themes: readonly ThemeName[]
  say: (line: string) => void
  /** Run before and after every step; throws where the tour has to end, or something went wrong unseen. */
  check: () => void
  /** Draws an HTML page of this size to a PNG file. */
  draw: (html: string, width: number, height: number, path: string) => Promise<void>
}

/** The folder is emptied first of the pictures of an earlier tour. */
export async function startTour(options: TourOptions): Promise<Tour> {
  const { dir, themes, say, check, draw } = options
  await mkdir(dir, { recursive: true })
  await removeEarlier(dir)
  let number = 0
  let current = ''

  let pictures = 0

  const fileFor = (name: string | undefined, theme: ThemeName) => {
    pictures += 1
    return join(dir, `${[current, name, theme].filter(Boolean).join('-')}.png`)
  }

  /** Draws in each theme and leaves the page in the first. */
  async function inThemes(pages: Page[], take: (theme: ThemeName) => Promise<void>): Promise<void> {
    for (const theme of themes) {
      await Promise.all(pages.map((page) => wear(page, theme)))
      await take(theme)
    }
    const [first] = themes
    if (first && themes.length > 1) await Promise.all(pages.map((page) => wear(page, first)))
  }

  return {
    steps: () => number,

    async shoot(page, name) {
      await refuseOverflow(page)
      await inThemes([page], async (theme) => {
        await page.screenshot({ path: fileFor(name, theme) })
      })
    },

    async shootBeside(page, panel, name) {
      await refuseOverflow(panel)
      await inThemes([page, panel], async (theme) => {
        const left = await pictureOf(page)
        const right = await pictureOf(panel)
        const height = Math.max(left.height, right.height)
        const html = `<body style="margin:0;display:flex;background:${theme === 'dark' ? '#3c4043' : '#dadce0'};gap:1px">
          <img src="${left.source}" width="${left.width}"><img src="${right.source}" width="${right.width}">`
        await draw(html, left.width + 1 + right.width, height, fileFor(name, theme))
      })
    },

    async step(slug, sentence, run) {
      number += 1
      const label = String(number).padStart(2, '0')
      current = `${label}-${slug}`
      pictures = 0
      try {
        check()
        await run()
        check()
        if (pictures === 0) throw new Error('No picture was taken of it.')
      } catch (error) {
        say(`✗ ${label}  ${sentence}`)
        await writeFile(join(dir, `${current}-failed.txt`), String(error))
        throw error
      }
      say(`✓ ${label}  ${sentence}`)
    },
  }
}

async function removeEarlier(dir: string): Promise<void> {
  const earlier = (await readdir(dir)).filter((name) => /^\d\d-.*\.(?:png|txt)$/.test(name))
  await Promise.all(earlier.map((name) => rm(join(dir, name))))
}

async function wear(page: Page, theme: ThemeName): Promise<void> {
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }])
  // Colours may take a moment to change over.
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const settle = () => {
          const running = document.getAnimations().filter(({ effect }) => {
            return effect?.getComputedTiming().endTime !== Infinity
          })
          if (running.length === 0) resolve()
          else setTimeout(settle, 50)
        }
        setTimeout(settle, 50)
      }),
  )
}

async function pictureOf(page: Page): Promise<{ source: string; width: number; height: number }> {
  const base64 = await page.screenshot({ encoding: 'base64' })
  const size = await page.evaluate(() => ({ width: innerWidth, height: innerHeight }))
  return { source: `data:image/png;base64,${base64}`, ...size }
}

/** Nothing of the extension's may be wider than the 360 pixels, or less, that it is given. */
async function refuseOverflow(page: Page): Promise<void> {
  if (!page.url().startsWith('chrome-extension:')) return
  const { content, window } = await page.evaluate(() => ({
    content: document.documentElement.scrollWidth,
    window: innerWidth,
  }))
  if (content > window) throw new Error(`${content} pixels wide in a window of ${window}`)
}
