import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

const MAIN = join(import.meta.dirname, 'main.ts')

/** A local Google in a process of its own, as `npm run google` starts it. */
export type Tool = { url: string; token: string; process: ChildProcess }

/**
 * Starts it on a free port.
 * @param main another program that says in the same way where it listens.
 * @throws Error when it ends without listening.
 */
export async function startTool(args: readonly string[] = [], main = MAIN): Promise<Tool> {
  const child = spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  let text = ''
  for await (const part of child.stdout) {
    text += String(part)
    if (text.includes('\n')) break
  }
  if (!text.includes('\n')) throw new Error(`The local Google ended, having said: ${text}`)
  const { url, token } = JSON.parse(text) as { url: string; token: string }
  return { url, token, process: child }
}

/** Ends it and waits until it has ended. */
export async function stopTool(tool: Tool, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  const ended = once(tool.process, 'exit')
  tool.process.kill(signal)
  await ended
}

/** Runs it to its end: what it printed, and its exit code. */
export async function runTool(
  args: readonly string[],
): Promise<{ code: number; out: string; err: string }> {
  const child = spawn(process.execPath, [MAIN, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 50_000,
  })
  let [out, err] = ['', '']
  child.stdout.on('data', (part) => (out += String(part)))
  child.stderr.on('data', (part) => (err += String(part)))
  const [code] = (await once(child, 'close')) as [number]
  return { code, out, err }
}
