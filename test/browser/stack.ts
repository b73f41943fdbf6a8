import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startGoogle, type LocalGoogle, type Options } from '#test/google/server.ts'
import { freePort } from './ports.ts'
import { startRecordingProxy, type Exchange, type RecordingProxy } from './recording-proxy.ts'
import { serverProcess, type ServerProcess } from './server-process.ts'

export type StackOptions = {
  /** The server's port where it is free, any otherwise; any by default. */
  port?: number
  /** Where the server keeps its data, which then stay; a new folder by default, removed at the end. */
  dataDir?: string
  /** Record what passes between browser and server, and between server and Google. */
  record?: boolean
  google?: Omit<Options, 'redirectUris'>
  /** Further settings of the server: `{ GOOGLE_SCOPES: 'file' }`. */
  env?: Record<string, string>
  logLevel?: 'debug' | 'info' | 'warn'
}

export type Stack = {
  google: LocalGoogle
  server: ServerProcess
  /** The server's address for the extension. */
  url: string
  dataDir: string
  /** Between browser and server; empty unless recorded. */
  traffic: readonly Exchange[]
  /** Between server and Google; empty unless recorded. */
  trafficWithGoogle: readonly Exchange[]
  close(): Promise<void>
}

/** The local Google and the server, started; the extension is pointed at `url` by whoever starts a browser. */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'sheetside-data-')))
  const port = await freePort(options.port)
  const proxies: RecordingProxy[] = []
  const record = async (target: { port: number }) => {
    const proxy = await startRecordingProxy(await freePort(), target)
    proxies.push(proxy)
    return proxy
  }

  const before = options.record ? await record({ port }) : null
  const url = before?.url ?? `http://localhost:${port}`
  const google = await startGoogle({
    ...options.google,
    redirectUris: [`${url}/oauth/google/callback`],
  })
  const behind = options.record ? await record({ port: Number(new URL(google.url).port) }) : null
  const server = serverProcess(port, {
    PUBLIC_URL: url,
    DATA_DIR: dataDir,
    GOOGLE_CLIENT_ID: google.clientId,
    GOOGLE_CLIENT_SECRET: google.clientSecret,
    GOOGLE_ENDPOINT: behind?.url ?? google.url,
    LOG_LEVEL: options.logLevel ?? 'debug',
    ...options.env,
  })
  await server.start()

  return {
    google,
    server,
    url,
    dataDir,
    traffic: before?.exchanges ?? [],
    trafficWithGoogle: behind?.exchanges ?? [],
    async close() {
      await server.stop()
      await Promise.all([google.close(), ...proxies.map((proxy) => proxy.close())])
      if (!options.dataDir) await rm(dataDir, { recursive: true, force: true })
    },
  }
}
