import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { ROOT } from './run-command.ts'

const START_MS = 20_000
/** Each of many servers would read and compile all its modules anew, which is most of how long it takes to start. */
const COMPILED = join(ROOT, 'node_modules/.cache/sheetside-compiled')

export type ServerProcess = {
  port: number
  /** All that it has written to its log, over all its lives. */
  log(): string
  start(): Promise<void>
  /** SIGTERM asks it to stop, SIGKILL is a crash. Its data stay. */
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>
}

/** The server as it runs for its users: a process of its own, configured by its environment alone. */
export function serverProcess(port: number, env: Record<string, string>): ServerProcess {
  let child: ChildProcess | null = null
  let log = ''

  return {
    port,
    log: () => log,

    async start() {
      const started = spawn(process.execPath, [join(ROOT, 'server/main.ts')], {
        cwd: ROOT,
        stdio: ['ignore', 'pipe', 'pipe'],
        env: {
          PATH: process.env['PATH'] ?? '',
          HOME: process.env['HOME'] ?? '',
          ...(process.env['TZ'] && { TZ: process.env['TZ'] }),
          NODE_COMPILE_CACHE: COMPILED,
          PORT: String(port),
          HOST: '127.0.0.1',
          ...env,
        },
      })
      child = started
      const collect = (chunk: Buffer) => {
        log += chunk.toString()
      }
      started.stdout.on('data', collect)
      started.stderr.on('data', collect)

      for (let waited = 0; waited < START_MS; waited += 50) {
        if (started.exitCode !== null) break
        const healthy = await fetch(`http://127.0.0.1:${port}/healthz`).then(
          ({ ok }) => ok,
          () => false,
        )
        if (healthy) return
        await delay(50)
      }
      throw new Error(`The server did not start:\n${log.slice(-2000)}`)
    },

    async stop(signal = 'SIGTERM') {
      const stopping = child
      child = null
      if (!stopping || stopping.exitCode !== null || stopping.signalCode !== null) return
      const exit = once(stopping, 'exit')
      stopping.kill(signal)
      await exit
    },
  }
}
