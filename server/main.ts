import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { createApp } from './app.ts'
import { readCertificate, renewCertificate } from './certificate.ts'
import { ConfigError, readConfig, type Config } from './config.ts'
import { openDatabase } from './db/open.ts'
import { createServer } from './listen.ts'
import { createLog } from './log.ts'
import { checkMail, createMailer } from './mail/mailer.ts'
import { sweepHourly } from './sweep.ts'
import { underWay } from './under-way.ts'
import { checkBinding } from './vault/check-binding.ts'
import { configuredKeys } from './vault/configured-keys.ts'
import { prepareKeys } from './vault/prepare-keys.ts'
import { createVault } from './vault/vault.ts'

/** Requests under way when the server is told to stop get this long to end. */
const GRACE_MS = 10_000

try {
  await start(readConfig(process.env))
} catch (error) {
  if (!(error instanceof ConfigError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}

async function start(config: Config): Promise<void> {
  const log = createLog(config.logLevel)
  // What nobody caught may have left anything behind: whoever keeps the server running starts it anew.
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'stopping at an error that nobody caught')
    process.exit(1)
  })
  const tls = config.tls && readCertificate(config.tls)
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 })
  const db = openDatabase(join(config.dataDir, 'sheetside.sqlite'))
  const vault = createVault(configuredKeys(config, log))
  const mailer = config.mail && createMailer(config.mail, config.production)
  const deps = { config, db, vault, mailer, log, now: () => new Date() }
  await prepareKeys(deps)
  await checkBinding(deps)

  const { fetch, settled } = underWay(createApp(deps).fetch)
  const server = createServer(fetch, log, { tls })
  server.listen(config.port, config.host)
  await once(server, 'listening').catch((error: unknown) => {
    throw new ConfigError(
      `Port ${config.port} of ${config.host} can't be listened on (${codeOf(error)}). ` +
        'Set PORT or HOST to another one, or stop what uses it.',
    )
  })
  server.on('error', (error) => log.error({ err: error }, 'a connection could not be taken'))
  log.info({ host: config.host, port: config.port, url: config.publicUrl }, 'listening')

  checkMail(deps)
  const endSweeping = sweepHourly(deps)
  const endRenewing =
    config.tls && 'setSecureContext' in server && renewCertificate(server, config.tls, log)
  const stop = (signal: string) => {
    log.info({ signal }, 'stopping')
    endSweeping()
    if (endRenewing) endRenewing()
    const force = setTimeout(() => process.exit(1), GRACE_MS)
    const end = async () => {
      await settled()
      clearTimeout(force)
      db.close()
    }
    server.close(() => void end())
    server.closeIdleConnections()
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
}
