import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { buildExtension } from './browser/build.ts'
import { findChromium } from './browser/chromium.ts'
import { ROOT } from './browser/run-command.ts'

/**
 * `npm test [-- vitest's arguments]`: gets what the tests need, then runs them once and leaves with
 * vitest's own exit code.
 */
const say = (line: string) => console.log(line)
process.env['CHROMIUM_PATH'] = await findChromium(say)
await buildExtension('chrome', say)
await buildExtension('firefox', say)

const vitest = join(ROOT, 'node_modules/.bin/vitest')
const { status } = spawnSync(process.execPath, [vitest, 'run', ...process.argv.slice(2)], {
  cwd: ROOT,
  stdio: ['ignore', 'inherit', 'inherit'],
})
process.exitCode = status ?? 1
