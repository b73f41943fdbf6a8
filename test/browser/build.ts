import { existsSync, readdirSync, statSync } from 'node:fs'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Say } from './chromium.ts'
import { ROOT, runTool } from './run-command.ts'

const SOURCES = ['extension', 'shared', 'wxt.config.ts', 'package.json', 'package-lock.json']

export type Target = 'chrome' | 'firefox'

/** Where a build lands: a folder that a browser can load. */
export function buildFolder(target: Target): string {
  return join(ROOT, '.output', `${target}-mv3`)
}

/** What browsers load unless told otherwise: the copy that a run of the tests made, else the Chrome build. */
export function loadedBuild(): string {
  return process.env['EXTENSION_BUILD'] ?? buildFolder('chrome')
}

/** The same with this in its manifest, such as a later version; gone with what it is kept in. */
export async function changedBuild(changes: object) {
  const folder = await mkdtemp(join(tmpdir(), 'sheetside-changed-'))
  await cp(loadedBuild(), folder, { recursive: true })
  const manifest = join(folder, 'manifest.json')
  const before = JSON.parse(await readFile(manifest, 'utf8')) as object
  await writeFile(manifest, JSON.stringify({ ...before, ...changes }))
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) }
}

/**
 * Builds the extension unless its output is newer than every source; answers the output's folder.
 * @throws Error with the end of what the build said.
 */
export async function buildExtension(target: Target, say: Say = () => {}): Promise<string> {
  const folder = buildFolder(target)
  const built = modified(join(folder, 'manifest.json'))
  const changed = Math.max(...SOURCES.map((source) => newest(join(ROOT, source))))
  if (built > changed) {
    say(`Extension: the ${target} build is up to date`)
    return folder
  }

  say(`Extension: building for ${target}`)
  const { code, output } = await runTool(
    'wxt',
    ['build', '-b', target, '--mv3', '--level', 'warn', ROOT],
    {
      // A test runner's own would be built in, and with it React's checks for developers.
      NODE_ENV: 'production',
    },
  )
  if (code !== 0) throw new Error(`The extension could not be built:\n${output.slice(-3000)}`)
  return folder
}

/** Milliseconds of the newest change at or below a path. */
function newest(path: string): number {
  if (!existsSync(path)) return 0
  if (!statSync(path).isDirectory()) return modified(path)
  const inside = readdirSync(path).map((name) => newest(join(path, name)))
  return Math.max(modified(path), ...inside)
}

function modified(path: string): number {
  return existsSync(path) ? statSync(path).mtimeMs : 0
}
