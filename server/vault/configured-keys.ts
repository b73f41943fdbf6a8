import { join } from 'node:path'
import { ConfigError, type Config } from '#server/config.ts'
import type { Deps } from '#server/deps.ts'
import { keysOfFile } from './key-file.ts'
import { parseKeyRing, type KeyRing } from './key-ring.ts'

/** The file that holds the key ring where TOKEN_KEYS does not. */
export function keyFileOf({ dataDir }: Pick<Config, 'dataDir'>): string {
  return join(dataDir, 'token.key')
}

/** What the key ring is called in words for whoever runs the server. */
export function nameOfKeys(config: Config): string {
  return config.tokenKeys === null ? `the key file ${keyFileOf(config)}` : 'TOKEN_KEYS'
}

/** The key ring of TOKEN_KEYS, or else, live, of the key file in the data folder. @throws ConfigError */
export function configuredKeys(config: Config, log: Deps['log']): KeyRing | (() => KeyRing) {
  if (config.tokenKeys === null) return keysOfFile(keyFileOf(config), log)
  try {
    return parseKeyRing(config.tokenKeys)
  } catch (error) {
    throw new ConfigError(`TOKEN_KEYS: ${error instanceof Error ? error.message : 'unreadable'}`)
  }
}
