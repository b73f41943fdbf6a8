import { setFlagsFromString } from 'node:v8'
import { HELP, readCommandLine, UsageError, type CommandLine } from './command-line.ts'
import { GOOGLE_LIMITS } from '#test/google/http/quota.ts'
import { DEFAULT_CLIENT } from '#test/google/oauth/clients.ts'
import { startGoogle, type LocalGoogle } from './server.ts'
import { readSeed, SeedError, type Seed } from '#test/google/state/seed-file.ts'
import { StateError } from '#test/google/state/snapshot.ts'

/** `npm run google -- --port N`: when it listens, one JSON line with its URL and a live token. */

// Large answers are much garbage that is soon none: to let its room grow would hold memory for nothing.
setFlagsFromString('--semi-space-growth-factor=1')

try {
  await main(readCommandLine(process.argv.slice(2)))
} catch (error) {
  if (!(error instanceof UsageError)) throw error
  process.stderr.write(`npm run google: ${error.message}.\n`)
  process.exitCode = 2
}

async function main(options: CommandLine): Promise<void> {
  if (options.help) {
    process.stdout.write(HELP)
    return
  }
  const google = await start(options)
  process.stdout.write(`${JSON.stringify({ url: google.url, token: google.token })}\n`)
  const stop = (): void => {
    void google.close().then(() => process.exit(0))
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
}

/** @throws UsageError for what its user can mend. */
async function start(options: CommandLine): Promise<LocalGoogle> {
  const { port, seed, state, quota, clientId, clientSecret } = options
  const redirectUris = [...DEFAULT_CLIENT.redirectUris, ...options.redirectUris]
  const given = seed === null ? null : seedOf(seed)
  try {
    return await startGoogle({
      port,
      clients: [{ clientId, clientSecret, redirectUris }],
      ...(given ? { people: given.people, seeds: given.files } : {}),
      ...(quota ? { limits: GOOGLE_LIMITS } : {}),
      ...(state === null ? {} : { state }),
    })
  } catch (error) {
    if (error instanceof StateError) {
      throw new UsageError(
        `--state ${String(state)} cannot be used: ${error.message}; name another file or remove it`,
      )
    }
    const { code, syscall } = error as NodeJS.ErrnoException
    if (syscall === 'listen') {
      throw new UsageError(`port ${String(port)} cannot be had (${String(code)}); name another one`)
    }
    if (code !== undefined && state !== null) {
      throw new UsageError(`--state ${state} cannot be kept (${code}); name another file`)
    }
    throw error
  }
}

function seedOf(path: string): Seed {
  try {
    return readSeed(path)
  } catch (error) {
    if (!(error instanceof SeedError)) throw error
    throw new UsageError(`--seed ${path} ${error.message}; docs/local-google.md has its form`)
  }
}
