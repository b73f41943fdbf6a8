import { join } from 'node:path'
import { ConfigError, type Config } from '#server/config.ts'
import type { Deps } from '#server/deps.ts'
import { keyFileExists, keysOfFile, readKeyFile } from './key-file.ts'
import { parseKeyRing, type KeyRing } from './key-ring.ts'

/** The file that holds the key ring where TOKEN_KEYS does not. */
export function keyFileOf({ dataDir }: Pick<Config, 'dataDir'>): string {
  return join(dataDir, 'token.key')
}

/** What the key ring is called in words for whoever runs the server. */
export function nameOfKeys(config: Config): string {
  return config.tokenKeys === null ? `the key file ${keyFileOf(config)}` : 'TOKEN_KEYS'
}

/**
 * The key ring of TOKEN_KEYS, or else, live, of the key file in the data folder.
 * @throws ConfigError where what is there can't be read
 */
export function configuredKeys(config: Config, log: Deps['log']): KeyRing | (() => KeyRing) {
  try {
    if (config.tokenKeys !== null) return parseKeyRing(config.tokenKeys)
    const file = keyFileOf(config)
    // At the first start there is none yet.
    if (keyFileExists(file)) readKeyFile(file)
    return keysOfFile(file, log)
  } catch (error) {
    throw new ConfigError(
      `${nameOfKeys(config)}: ${error instanceof Error ? error.message : 'unreadable'}`,
    )
  }
}
