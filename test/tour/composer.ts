import { launch, type Browser } from 'puppeteer-core'

export type Composer = {
  /** Draws an HTML page of this size, in CSS pixels, to a PNG file. */
  draw: (html: string, width: number, height: number, path: string) => Promise<void>
  close(): Promise<void>
}

/** Puts pictures together with a browser of its own, so that the one under the eyes is left alone. */
export function createComposer(chromium: string, scale: number): Composer {
  let started: Promise<Browser> | null = null
  const browser = () => {
    started ??= launch({
      executablePath: chromium,
      pipe: true,
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    })
    return started
  }
  return {
    async draw(html, width, height, path) {
      const page = await (await browser()).newPage()
      await page.setViewport({ width, height, deviceScaleFactor: scale })
      await page.setContent(html)
      await page.screenshot({ path: path })
      await page.close()
    },
    async close() {
      await (await started)?.close()
    },
  }
}
