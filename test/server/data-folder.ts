import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { keysOfFile, writeKeyFile } from '#server/vault/key-file.ts'
import { newKey, parseKeyRing } from '#server/vault/key-ring.ts'
import { createVault } from '#server/vault/vault.ts'
import { freePort } from '#test/browser/ports.ts'
import { runCommand } from '#test/browser/run-command.ts'
import { serverProcess } from '#test/browser/server-process.ts'
import { startSheetside } from './harness.ts'

/** A folder that is gone when the test is. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sheetside-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export type DataFolder = Awaited<ReturnType<typeof startDataFolder>>

/**
 * A data folder with its database and key file, as server processes and the administrator's commands
 * share it; `sheetside` is a server on it in this very process, which fills it.
 */
export async function startDataFolder() {
  const dataDir = newFolder()
  const keyFile = join(dataDir, 'token.key')
  writeKeyFile(keyFile, parseKeyRing(newKey('first')))
  const sheetside = await startSheetside({
    databaseFile: join(dataDir, 'sheetside.sqlite'),
    vault: createVault(keysOfFile(keyFile, { error: () => {} })),
    env: { DATA_DIR: dataDir },
  })
  const { google } = sheetside
  const settings = {
    DATA_DIR: dataDir,
    GOOGLE_CLIENT_ID: google.clientId,
    GOOGLE_CLIENT_SECRET: google.clientSecret,
    GOOGLE_ENDPOINT: google.url,
    LOG_LEVEL: 'debug',
  }

  /** A server as a process of its own, not started yet. */
  const newServer = async (env: Record<string, string> = {}) => {
    const port = await freePort()
    const server = serverProcess(port, { ...settings, ...env })
    onTestFinished(() => server.stop('SIGKILL'))
    return { ...server, url: `http://127.0.0.1:${port}` }
  }

  /** One that runs. */
  const startServer = async (env?: Record<string, string>) => {
    const server = await newServer(env)
    await server.start()
    return server
  }

  /** `npm run admin -- …`, to its end. */
  const admin = (args: string[], env: Record<string, string> = {}) =>
    runCommand(process.execPath, ['server/admin/main.ts', ...args], { DATA_DIR: dataDir, ...env })

  return { dataDir, keyFile, sheetside, newServer, startServer, admin }
}
