import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Command, CommanderError } from 'commander'
import { SheetsideError } from '#shared/errors.ts'
import { ConfigError, readConfig } from '#server/config.ts'
import { openDatabase } from '#server/db/open.ts'
import type { Deps } from '#server/deps.ts'
import { createLog } from '#server/log.ts'
import { createMailer } from '#server/mail/mailer.ts'
import { configuredKeys } from '#server/vault/configured-keys.ts'
import { createVault } from '#server/vault/vault.ts'
import { dpopKeyCommand } from './dpop-key.ts'
import { giveUpKeyCommand } from './give-up-key.ts'
import { grantsCommand } from './grants.ts'
import { inviteCommand } from './invite.ts'
import { resetLinkCommand } from './reset-link.ts'
import { rotateKeysCommand } from './rotate-keys.ts'
import { CommandFailed, type Answer, type Run, type RunAlone } from './run.ts'

/**
 * The commands take the server's own environment. Only the Google client may be left out: no command
 * speaks to Google.
 */
const NO_CLIENT = { GOOGLE_CLIENT_ID: 'none', GOOGLE_CLIENT_SECRET: 'none' }
/** The exit code of a command line that can't be understood; 1 is what could not be done. */
const WRONG_USAGE = 2

const program = new Command('npm run admin --')
  .description('For whoever runs the server. It may be running meanwhile.')
  .option('--json', 'print the result as JSON')
  .configureHelp({ showGlobalOptions: true })
  .showHelpAfterError('(--help says what can be given)')
  .exitOverride()

/** Commands live in a file each, beside this one. */
const commands: ((run: Run, runAlone: RunAlone) => Command)[] = [
  inviteCommand,
  resetLinkCommand,
  grantsCommand,
  rotateKeysCommand,
  giveUpKeyCommand,
  dpopKeyCommand,
]

for (const command of commands) {
  program.addCommand(command(run, runAlone).copyInheritedSettings(program))
}

try {
  await program.parseAsync()
} catch (error) {
  process.exitCode = tell(error)
}

function run<Args extends unknown[]>(verb: (deps: Deps, ...args: Args) => Promise<Answer>) {
  return async (...args: Args): Promise<void> => {
    const deps = open()
    try {
      await runAlone(() => verb(deps, ...args))()
    } finally {
      deps.db.close()
    }
  }
}

function runAlone<Args extends unknown[]>(verb: (...args: Args) => Promise<Answer>) {
  return async (...args: Args): Promise<void> => {
    const { text, data } = await verb(...args)
    const { json } = program.opts<{ json?: true }>()
    process.stdout.write(`${json ? JSON.stringify(data) : text}\n`)
  }
}

function open(): Deps {
  const config = readConfig({ ...NO_CLIENT, ...process.env })
  const file = join(config.dataDir, 'sheetside.sqlite')
  if (!existsSync(file)) {
    throw new CommandFailed(
      `There is no database in ${config.dataDir}. Give this command the DATA_DIR of the server, ` +
        'or start the server once.',
    )
  }
  // What a command has to say is its answer; a log in between would be no JSON.
  const log = createLog('warn', process.stderr)
  return {
    config,
    db: openDatabase(file),
    vault: createVault(configuredKeys(config, log)),
    mailer: config.mail && createMailer(config.mail, config.production),
    log,
    now: () => new Date(),
  }
}

/** @returns the exit code */
function tell(error: unknown): number {
  // Commander has said it already.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : WRONG_USAGE
  const expected =
    error instanceof CommandFailed ||
    error instanceof ConfigError ||
    error instanceof SheetsideError
  if (!expected) throw error
  process.stderr.write(`${error.message}\n`)
  return 1
}
