import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from 'playwright-core'
import { canInstallPackages, installPackages } from './debian.ts'
import { runCommand, runTool } from './run-command.ts'

export type Say = (line: string) => void

/** Branded Chrome is not among them: since 137 it loads no unpacked extension from the command line. */
const NAMES = ['chromium', 'chromium-browser']

/**
 * The path of a Chromium that starts: the one CHROMIUM_PATH names, else one on PATH, else Debian's package
 * (installed, where this is root on Debian), else Playwright's download. Says in a line what it takes.
 * @throws Error that says what to do, where none can be had.
 */
export async function findChromium(say: Say = () => {}): Promise<string> {
  const named = process.env['CHROMIUM_PATH']
  if (named) {
    const version = await versionOf(named)
    if (version === null) throw new Error(`CHROMIUM_PATH names ${named}, which does not start.`)
    say(`Chromium: ${named} (${version}), named by CHROMIUM_PATH`)
    return named
  }

  const present = await onPath()
  if (present) {
    say(`Chromium: ${present.path} (${present.version})`)
    return present.path
  }

  const reasons: string[] = []
  if (canInstallPackages()) {
    say('Chromium: none here, installing the Debian package (a minute or two)')
    await installPackages('chromium').catch((error: unknown) => reasons.push(String(error)))
    const installed = await onPath()
    if (installed) {
      say(`Chromium: ${installed.path} (${installed.version})`)
      return installed.path
    }
  } else {
    reasons.push('Debian packages can be installed only by root on Debian.')
  }

  const downloaded = chromium.executablePath()
  if ((await versionOf(downloaded)) === null) {
    say("Chromium: downloading Playwright's (some 170 MB)")
    const { code, output } = await installPlaywrights()
    if (code !== 0) reasons.push(`playwright-core install chromium:\n${output.slice(-800)}`)
  }
  const version = await versionOf(downloaded)
  if (version !== null) {
    say(`Chromium: ${downloaded} (${version}), Playwright's`)
    return downloaded
  }

  throw new Error(
    `No Chromium could be had.\n${reasons.join('\n')}\n` +
      'Install one (Debian: apt install chromium) or set CHROMIUM_PATH to one, and start again.',
  )
}

async function onPath(): Promise<{ path: string; version: string } | null> {
  for (const name of NAMES) {
    for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
      const path = join(folder, name)
      if (!executable(path)) continue
      const version = await versionOf(path)
      if (version !== null) return { path, version }
    }
  }
  return null
}

function executable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** `Chromium 156.0.8078.79`; null where it does not start, as with Ubuntu's stand-in for a snap. */
async function versionOf(path: string): Promise<string | null> {
  const { code, output } = await runCommand(path, ['--version'])
  if (code !== 0) return null
  return /(?:Chromium|Chrome)[^\n]*? \d+(?:\.\d+)+/.exec(output)?.[0] ?? null
}

function installPlaywrights() {
  const dependencies = process.getuid?.() === 0 ? ['--with-deps'] : []
  return runTool('playwright-core', ['install', '--no-shell', ...dependencies, 'chromium'])
}
