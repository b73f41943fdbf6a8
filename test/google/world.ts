import type { Client } from '#test/google/oauth/clients.ts'
import type { Faults } from '#test/google/http/faults.ts'
import type { Files } from '#test/google/drive/files.ts'
import type { SigningKey } from '#test/google/oauth/identity.ts'
import type { Person } from '#test/google/oauth/people.ts'
import type { Tokens } from '#test/google/oauth/tokens.ts'

/** A request that was answered. Nothing of it is secret: no body, no header, no token. */
export type SeenRequest = {
  method: string
  /** With the query, but without what authorizes; of OAuth's addresses the path alone. */
  path: string
  /** Such as `values.append`, `token.refresh`; `other` for pages. */
  operation: string
  status: number
  /** Whether it came with a live access token. */
  authorized: boolean
  /** The email address of the person the token was for. */
  person: string | null
}

/** All that the local Google knows; its parts share it. */
export type World = {
  /** Where it listens, `http://127.0.0.1:PORT`. */
  url: string
  now: () => number
  people: readonly Person[]
  clients: Client[]
  tokens: Tokens
  key: SigningKey
  files: Files
  faults: Faults
  seen: SeenRequest[]
  /** Requests a minute that a person may make of Sheets, of each kind; null for no limit. */
  quota: number | null
}

export function picture(world: World, person: Person): string {
  return `${world.url}/a/${person.sub}=s96-c`
}
