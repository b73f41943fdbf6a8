import { spawn } from 'node:child_process'
import { join, resolve } from 'node:path'

export const ROOT = resolve(import.meta.dirname, '../..')

export type Finished = { code: number | null; output: string }

/** Runs a program to its end without a terminal; answers its exit code and all it wrote. Never throws. */
export function runCommand(
  command: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<Finished> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    })
    let output = ''
    const collect = (chunk: Buffer) => {
      output += chunk.toString()
    }
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    child.once('error', (error) => resolve({ code: null, output: output + error.message }))
    child.once('close', (code) => resolve({ code, output }))
  })
}

/** Runs the command that a dependency brings, under this very Node. */
export function runTool(
  name: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<Finished> {
  return runCommand(process.execPath, [join(ROOT, 'node_modules/.bin', name), ...args], env)
}
