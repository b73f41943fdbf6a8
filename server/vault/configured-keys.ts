import { join } from 'node:path'
import { ConfigError, type Config } from '#server/config.ts'
import { keyRingOfFile, parseKeyRing, type KeyRing } from './key-ring.ts'

/** The key ring of TOKEN_KEYS, or else of the key file in the data folder. @throws ConfigError */
export function configuredKeys({ tokenKeys, dataDir }: Config): KeyRing {
  try {
    return tokenKeys === null ? keyRingOfFile(join(dataDir, 'token.key')) : parseKeyRing(tokenKeys)
  } catch (error) {
    const name = tokenKeys === null ? 'The key file token.key in DATA_DIR' : 'TOKEN_KEYS'
    throw new ConfigError(`${name}: ${error instanceof Error ? error.message : 'unreadable'}`)
  }
}
