import type { JWK } from 'jose'
import { decode, encode, type Names } from './codec.ts'
import type { Item, KeptFiles } from '#test/google/drive/files.ts'
import type { Client } from '#test/google/oauth/clients.ts'
import type { Person } from '#test/google/oauth/people.ts'
import { keepKey, newSigningKey } from '#test/google/oauth/signing-key.ts'
import type { KeptTokens } from '#test/google/oauth/tokens.ts'
import type { World } from '#test/google/world.ts'

/**
 * All that the local Google knows, as lines of JSON: one with what it is, one with what all share,
 * then one for each file.
 */

/** What a state file says it is; raised whenever an older file would be misread. */
export const FORMAT = { format: 'state of the local Google', version: 1 }

type Shared = {
  people: readonly Person[]
  clients: Client[]
  clock: World['clock']
  metadataFollowsSort: boolean
  keys: JWK[]
  /** Names stand in it for people and clients, which come first. */
  known: unknown
}

type Known = {
  tokens: KeptTokens
  files: Omit<KeptFiles, 'items'>
  blockedByAdmin: World['blockedByAdmin']
}

/**
 * The world as it is at this moment. Books are never changed, only replaced, so their lines may be
 * made later, one at a time, while the world goes on.
 */
export async function takeSnapshot(world: World): Promise<Iterable<string>> {
  const keys = await Promise.all(world.keys.map(keepKey))
  const { people, clients, clock, metadataFollowsSort, blockedByAdmin } = world
  const names = namesOf(people, clients)
  const { items, ...files } = world.files.keep()
  const known: Known = { tokens: world.tokens.keep(), files, blockedByAdmin }
  const shared: Shared = {
    people,
    clients,
    clock,
    metadataFollowsSort,
    keys,
    known: encode(known, names),
  }
  const head = [JSON.stringify(FORMAT), JSON.stringify(shared)]
  const parts = items.map(({ book, ...item }) => ({ item: encode(item, names), book }))
  return (function* lines() {
    yield* head
    for (const { item, book } of parts) {
      yield JSON.stringify(book ? { item, book: encode(book, names) } : { item })
    }
  })()
}

/** A file that is no state file, or one of another version. */
export class StateError extends Error {}

/**
 * Puts the world back to what `takeSnapshot` saw. Clients that the world has already stay as they
 * are given, others come back.
 * @throws StateError in words for the person who named the file.
 */
export async function restore(world: World, lines: readonly string[]): Promise<void> {
  const [first = '', second = '', ...rest] = lines
  checkFormat(first)
  try {
    const shared = JSON.parse(second) as Shared
    const clients = [...world.clients]
    for (const client of shared.clients) {
      if (!clients.some(({ clientId }) => clientId === client.clientId)) clients.push(client)
    }
    const names = namesOf(shared.people, clients)
    const known = decode(shared.known, names) as Known
    const items = rest.map((line) => {
      const { item, book } = JSON.parse(line) as { item: unknown; book?: unknown }
      const parts = [decode(item, names), book === undefined ? {} : { book: decode(book, names) }]
      return Object.assign({}, ...parts) as Item
    })
    const keys = await Promise.all(shared.keys.map((key) => newSigningKey(world.now(), key)))
    world.people = shared.people
    world.clients = clients
    world.clock.offsetMs = shared.clock.offsetMs
    world.metadataFollowsSort = shared.metadataFollowsSort
    world.blockedByAdmin = known.blockedByAdmin
    world.keys = keys
    world.tokens.restore(known.tokens)
    world.files.restore({ items, ...known.files })
  } catch (error) {
    throw new StateError(`it is damaged (${error instanceof Error ? error.message : ''})`)
  }
}

function checkFormat(line: string): void {
  let said: { format?: unknown; version?: unknown } = {}
  try {
    said = JSON.parse(line) as typeof said
  } catch {
    // No JSON is no state file either.
  }
  if (said.format !== FORMAT.format) throw new StateError('it is no state of a local Google')
  if (said.version !== FORMAT.version) {
    const [theirs, ours] = [String(said.version), String(FORMAT.version)]
    throw new StateError(`it is of version ${theirs}, and this local Google reads version ${ours}`)
  }
}

function namesOf(people: readonly Person[], clients: readonly Client[]): Names {
  return {
    of: new Map<object, object>([
      ...people.map((person) => [person, { $person: person.sub }] as const),
      ...clients.map((client) => [client, { $client: client.clientId }] as const),
    ]),
    find: (kind, name) => {
      const found =
        kind === '$person'
          ? people.find(({ sub }) => sub === name)
          : clients.find(({ clientId }) => clientId === name)
      if (!found) throw new Error(`it names ${kind.slice(1)} ${name}, who is not in it`)
      return found
    },
  }
}
