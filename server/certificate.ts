import { readFileSync, unwatchFile, watchFile } from 'node:fs'
import type { Server } from 'node:https'
import { createSecureContext } from 'node:tls'
import type { Logger } from 'pino'
import { ConfigError, type Config } from './config.ts'

type Files = NonNullable<Config['tls']>
export type Certificate = { cert: Buffer; key: Buffer }

const LOOK_EVERY_MS = 60_000

/** @throws ConfigError where one can't be read, or the key is not the certificate's */
export function readCertificate({ cert, key }: Files): Certificate {
  const read = { cert: readPem('TLS_CERT', cert), key: readPem('TLS_KEY', key) }
  try {
    createSecureContext(read)
  } catch (error) {
    throw new ConfigError(
      `TLS_CERT and TLS_KEY do not go together (${codeOf(error)}): they have to name a PEM file with ` +
        'the certificate and those above it, and one with its key.',
    )
  }
  return read
}

function readPem(name: string, path: string): Buffer {
  try {
    return readFileSync(path)
  } catch (error) {
    throw new ConfigError(
      `The file that ${name} names can't be read (${codeOf(error)}). Check its path, and that the ` +
        'server’s user may read it.',
    )
  }
}

/**
 * Takes a renewed certificate into use while the server runs: for new connections, within a minute.
 * Files that do not go together, such as one of two just replaced, change nothing.
 * @returns ends it
 */
export function renewCertificate(
  server: Pick<Server, 'setSecureContext'>,
  files: Files,
  log: Logger,
  interval: number = LOOK_EVERY_MS,
): () => void {
  const reread = () => {
    try {
      server.setSecureContext(readCertificate(files))
      log.info('certificate read anew')
    } catch (error) {
      log.error({ err: error }, 'the changed certificate can’t be used; the one before stays')
    }
  }
  for (const path of Object.values(files)) watchFile(path, { interval, persistent: false }, reread)
  return () => {
    for (const path of Object.values(files)) unwatchFile(path, reread)
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
}
