import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { canInstallPackages, installPackages } from './debian.ts'
import type { Say } from './chromium.ts'
import { runCommand } from './run-command.ts'
import { eventually } from './sight.ts'

export type Desktop = {
  /** For a browser's DISPLAY: `:99`. */
  display: string
  /** Presses keys in turn, as xdotool names them, on whatever has the focus. */
  press(...keys: string[]): Promise<void>
  /** Moves the pointer there, in pixels of the screen, and clicks. */
  click(x: number, y: number, button?: 'left' | 'right'): Promise<void>
  /** Right-clicks there; resolves once the menu that it opens is on the screen. */
  openMenu(x: number, y: number): Promise<void>
  close(): Promise<void>
}

const NEEDED = { Xvfb: 'xvfb', openbox: 'openbox', xdotool: 'xdotool' }
const BETWEEN_KEYS_MS = 120

/**
 * A screen of its own with a window manager and a keyboard, for what a headless browser has not: the real
 * context menu. Installs what it needs where this is root on Debian.
 * @throws Error that names the packages, where they are missing and can't be installed.
 */
export async function startDesktop(say: Say = () => {}): Promise<Desktop> {
  await ensurePrograms(say)
  const server = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', '1400x1000x24', '-nolisten', 'tcp', '-ac'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  )
  const display = `:${await firstLine(server)}`
  const env = { DISPLAY: display }
  const windows = spawn('openbox', [], { stdio: 'ignore', env: { ...process.env, ...env } })

  async function xdotool(...args: string[]): Promise<void> {
    const { code, output } = await runCommand('xdotool', args, env)
    if (code !== 0) throw new Error(`xdotool ${args.join(' ')}: ${output}`)
  }

  async function click(x: number, y: number, button: 'left' | 'right'): Promise<void> {
    await xdotool('mousemove', '--sync', String(Math.round(x)), String(Math.round(y)))
    await xdotool('click', button === 'left' ? '1' : '3')
  }

  /** All that is on the screen, menus among it. */
  async function countWindows(): Promise<number> {
    const search = ['search', '--onlyvisible', '--name', '']
    const { output } = await runCommand('xdotool', search, env)
    return output.split('\n').filter((line) => /^\d+$/.test(line)).length
  }

  return {
    display,
    async press(...keys) {
      for (const key of keys) {
        await new Promise((resolve) => setTimeout(resolve, BETWEEN_KEYS_MS))
        await xdotool('key', key)
      }
    },
    click: (x, y, button = 'left') => click(x, y, button),
    async openMenu(x, y) {
      const before = await countWindows()
      await click(x, y, 'right')
      await eventually('A menu', async () => (await countWindows()) > before)
    },
    async close() {
      for (const child of [windows, server]) await ended(child)
    },
  }
}

async function ensurePrograms(say: Say): Promise<void> {
  const missing: string[] = []
  for (const [program, name] of Object.entries(NEEDED)) {
    const { code } = await runCommand('which', [program])
    if (code !== 0) missing.push(name)
  }
  if (missing.length === 0) return
  if (!canInstallPackages()) {
    throw new Error(`A screen needs ${missing.join(', ')}: apt install ${missing.join(' ')}`)
  }
  say(`Screen: installing the Debian packages ${missing.join(', ')}`)
  await installPackages(...missing)
}

/** Xvfb chooses a free display and tells its number on descriptor 3, which has to stay open. */
async function firstLine(server: ChildProcess): Promise<string> {
  const stream = server.stdio[3] as Readable
  return new Promise((resolve, reject) => {
    let told = ''
    stream.on('data', (chunk: Buffer) => {
      told += chunk.toString()
      if (told.includes('\n')) resolve(told.trim())
    })
    server.once('exit', () => reject(new Error('Xvfb did not start.')))
  })
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = once(child, 'exit')
  child.kill()
  await exit
}
