import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { gzipSync } from 'node:zlib'
import { buildExtension } from '#test/browser/build.ts'
import type { Bench } from './bench.ts'

/** Kilobytes (1024 bytes) after gzip. */
const BUDGETS = { 'background.js': 30, 'popup.html': 110, 'sidepanel.html': 190 }

const IN_HTML = /(?:src|href)="([^":]+\.(?:js|css))"/g
const IN_SCRIPT = /(?:\bfrom|\bimport)\s*\(?\s*["'](\.{1,2}\/[^"']+)["']/g

export const weight: Bench = {
  about: 'what each part of the Chrome build loads, gzipped: scripts and styles, without fonts',
  async measure() {
    const folder = await buildExtension('chrome')
    return Object.entries(BUDGETS).map(([entry, budget]) => {
      const bytes = closure(folder, entry)
        .map((file) => gzipSync(readFileSync(join(folder, file))).length)
        .reduce((sum, length) => sum + length, 0)
      return { name: entry, value: bytes / 1024, budget, unit: 'KB' }
    })
  },
}

/** A built file and all that it loads, lazily too. */
function closure(folder: string, entry: string): string[] {
  const found = new Set<string>()
  const waiting = [entry]
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (found.has(file) || !existsSync(join(folder, file))) continue
    found.add(file)
    const text = readFileSync(join(folder, file), 'utf8')
    const pattern = file.endsWith('.html') ? IN_HTML : IN_SCRIPT
    for (const [, name = ''] of text.matchAll(pattern)) {
      waiting.push(
        name.startsWith('/') ? name.slice(1) : relative(folder, join(folder, dirname(file), name)),
      )
    }
  }
  return [...found]
}
