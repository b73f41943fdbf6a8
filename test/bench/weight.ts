import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { gzipSync } from 'node:zlib'
import { buildExtension } from '#test/browser/build.ts'
import type { Bench } from './bench.ts'

/** Kilobytes (1024 bytes) after gzip: before a part can begin, and what it fetches when that is opened. */
const BUDGETS = {
  'background.js': { first: 30 },
  'capture.js': { first: 16 },
  'popup.html': { first: 110, later: 25 },
  'sidepanel.html': { first: 190 },
}

const IN_HTML = /(?:src|href)="([^":]+\.(?:js|css))"/g
const STATIC = /(?:\bfrom|\bimport)\s*["'](\.{1,2}\/[^"']+)["']/g
const DYNAMIC = /\bimport\s*\(\s*["'`](\.{1,2}\/[^"'`]+)["'`]/g

export const weight: Bench = {
  about: 'what each part of the Chrome build loads, gzipped: scripts and styles, without fonts',
  async measure() {
    const folder = await buildExtension('chrome')
    return Object.entries(BUDGETS).flatMap(([entry, budgets]) => {
      const first = weigh(folder, closure(folder, entry, [STATIC]))
      const all = weigh(folder, closure(folder, entry, [STATIC, DYNAMIC]))
      const figures = [{ name: entry, value: first, budget: budgets.first, unit: 'KB' }]
      if ('later' in budgets) {
        const later = { value: all - first, budget: budgets.later, unit: 'KB' }
        figures.push({ name: `${entry}, later`, ...later })
      }
      return figures
    })
  },
}

function weigh(folder: string, files: string[]): number {
  const bytes = files.map((file) => gzipSync(readFileSync(join(folder, file))).length)
  return bytes.reduce((sum, length) => sum + length, 0) / 1024
}

/** A built file and all that it loads in these ways. */
function closure(folder: string, entry: string, ways: RegExp[]): string[] {
  const found = new Set<string>()
  const waiting = [entry]
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (found.has(file) || !existsSync(join(folder, file))) continue
    found.add(file)
    const text = readFileSync(join(folder, file), 'utf8')
    for (const way of file.endsWith('.html') ? [IN_HTML] : ways) {
      for (const [, name = ''] of text.matchAll(way)) {
        waiting.push(
          name.startsWith('/')
            ? name.slice(1)
            : relative(folder, join(folder, dirname(file), name)),
        )
      }
    }
  }
  return [...found]
}
