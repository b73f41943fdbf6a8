import { parseArgs } from 'node:util'
import { DEFAULT_CLIENT } from '#test/google/oauth/clients.ts'

/** What `npm run google` was told. */
export type CommandLine = {
  help: boolean
  port: number
  /** Of a JSON file; `none`; or null for the samples. */
  seed: string | null
  /** Where the state is kept, or null. */
  state: string | null
  /** Whether Google's limits hold. */
  quota: boolean
  redirectUris: string[]
  clientId: string
  clientSecret: string
}

/** Options that cannot be followed; the message says what to do. */
export class UsageError extends Error {}

export const HELP = `Usage: npm run google -- [options]

A local stand-in for Google: OAuth 2.0, Sheets v4 and Drive v3 on 127.0.0.1. When it listens it
prints one line of JSON with its URL and a live access token of its first person. Ctrl+C stops it.

  --port N             port to listen on; 0, the default, takes a free one
  --seed FILE          people and spreadsheets to begin with; none for no spreadsheets;
                       without it, the samples
  --state FILE         keeps all it knows in FILE, and goes on from there the next time
  --quota              as many requests a minute as Google allows: 60 a person, 300 a project
  --redirect URI       a further redirect URI of the OAuth client; may be repeated
  --client-id ID       the OAuth client's id and secret, in place of
  --client-secret S    ${DEFAULT_CLIENT.clientId}
  --help               this text

Troubles on demand: GET /_local lists them. Everything else: docs/local-google.md
`

/** @throws UsageError */
export function readCommandLine(args: string[]): CommandLine {
  const { help, port, seed, state, quota, redirect, ...client } = parse(args)
  for (const uri of redirect) {
    if (!URL.canParse(uri)) throw new UsageError(`--redirect takes a whole URI, not "${uri}"`)
  }
  return {
    help,
    port: readPort(port),
    seed: seed ?? null,
    state: state ?? null,
    quota,
    redirectUris: redirect,
    clientId: client['client-id'],
    clientSecret: client['client-secret'],
  }
}

function readPort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Infinity
  if (port > 65_535) throw new UsageError(`--port takes a number from 0 to 65535, not "${text}"`)
  return port
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        help: { type: 'boolean', default: false },
        port: { type: 'string', default: '0' },
        seed: { type: 'string' },
        state: { type: 'string' },
        quota: { type: 'boolean', default: false },
        redirect: { type: 'string', multiple: true, default: [] },
        'client-id': { type: 'string', default: DEFAULT_CLIENT.clientId },
        'client-secret': { type: 'string', default: DEFAULT_CLIENT.clientSecret },
      },
    }).values
  } catch (error) {
    // Node says more than one needs to know, after the first full stop.
    const [what = ''] = (error instanceof Error ? error.message : '').split(/\.\s|\n/)
    throw new UsageError(`${what}. --help lists the options`)
  }
}
