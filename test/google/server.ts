import { createApp } from './app.ts'
import { Files, type StoredFile } from '#test/google/drive/files.ts'
import { Faults } from '#test/google/http/faults.ts'
import { addSampleDrive } from '#test/google/drive/sample-drive.ts'
import { listen } from '#test/google/http/listen.ts'
import { NO_LIMITS, type Limits } from '#test/google/http/quota.ts'
import { makeKnobs, type Knobs } from '#test/google/knobs/knobs.ts'
import { DEFAULT_CLIENT, type Client } from '#test/google/oauth/clients.ts'
import { DpopProofs } from '#test/google/oauth/dpop.ts'
import { newSigningKey } from '#test/google/oauth/signing-key.ts'
import { ADA, PEOPLE, type Person } from '#test/google/oauth/people.ts'
import { ALL_SCOPES } from '#test/google/oauth/scopes.ts'
import { Tokens } from '#test/google/oauth/tokens.ts'
import { seedFiles } from '#test/google/seeds/seeds.ts'
import { StateFile } from '#test/google/state/state-file.ts'
import type { World } from './world.ts'

export type Options = {
  /** 0, the default, takes a free one. */
  port?: number
  /** Registered with the default client, beside its own. */
  redirectUris?: string[]
  /** More clients, or the default one in another form when the id is the same. */
  clients?: (Pick<Client, 'clientId' | 'clientSecret' | 'redirectUris'> & Partial<Client>)[]
  people?: readonly Person[]
  /** Milliseconds since 1970; by default the real time. */
  clock?: { now: () => number }
  /** The spreadsheets to begin with; by default those of seeds.ts. */
  seeds?: (now: number) => StoredFile[]
  /** Requests within a minute; by default as many as one likes. */
  limits?: Partial<Limits>
  /** For how long Drive does not tell of an edit by Sheets, in milliseconds; by default not at all. */
  driveLag?: number
  /** A file that keeps all that is known here; when it is there, it is gone on from. */
  state?: string
}

export type LocalGoogle = Knobs & {
  /** `http://127.0.0.1:PORT` */
  url: string
  clientId: string
  clientSecret: string
  /** A live access token of the first person, with all scopes. */
  token: string
  close: () => Promise<void>
}

/**
 * Starts the local Google on 127.0.0.1, in this process.
 * @throws StateError when the state file is none or of another version.
 */
export async function startGoogle(options: Options = {}): Promise<LocalGoogle> {
  const source = options.clock ?? Date
  const clock = { offsetMs: 0 }
  const now = (): number => source.now() + clock.offsetMs
  const files = new Files(now)
  files.lag = options.driveLag ?? 0
  for (const file of (options.seeds ?? seedFiles)(now())) files.add(file)
  if (!options.seeds) addSampleDrive(files, now())
  const world: World = {
    url: '',
    now,
    people: options.people ?? PEOPLE,
    clients: readClients(options),
    tokens: new Tokens(now),
    dpop: new DpopProofs(now),
    keys: [await newSigningKey(now())],
    forgery: null,
    blockedByAdmin: new Map(),
    files,
    faults: new Faults(),
    seen: [],
    clock,
    limits: { ...NO_LIMITS, ...options.limits },
    metadataFollowsSort: false,
    changed: () => state?.touch(),
  }
  const state = options.state === undefined ? null : new StateFile(options.state, world)
  await state?.load()
  const knobs = makeKnobs(world)
  const first = world.people[0] ?? ADA
  const token = knobs.tokenFor(first.email, ALL_SCOPES)
  await state?.save()
  const server = await listen(createApp(world, knobs), options.port ?? 0)
  world.url = `http://127.0.0.1:${String(server.port)}`
  const [client = DEFAULT_CLIENT] = world.clients
  return {
    ...knobs,
    url: world.url,
    clientId: client.clientId,
    clientSecret: client.clientSecret,
    token,
    close: async () => {
      await server.close()
      await state?.close()
    },
  }
}

function readClients({ clients = [], redirectUris = [] }: Options): Client[] {
  const standard = {
    ...DEFAULT_CLIENT,
    redirectUris: [...DEFAULT_CLIENT.redirectUris, ...redirectUris],
  }
  const given = clients.map((client) => ({
    ...DEFAULT_CLIENT,
    ...client,
    redirectUris:
      client.clientId === DEFAULT_CLIENT.clientId
        ? [...client.redirectUris, ...redirectUris]
        : client.redirectUris,
  }))
  const replaced = given.some(({ clientId }) => clientId === standard.clientId)
  return replaced ? given : [standard, ...given]
}
