import { parseRange, clip } from '#test/google/sheets/book/a1.ts'
import { calculate } from '#test/google/sheets/formulas/calculation.ts'
import type { Fault } from '#test/google/http/faults.ts'
import { KINDS } from '#test/google/http/kinds.ts'
import { NO_LIMITS, type Limits } from '#test/google/http/quota.ts'
import type { Role } from '#test/google/drive/files.ts'
import { toWire, type DeveloperMetadata } from '#test/google/sheets/book/metadata.ts'
import { FORGERY, type Forgery } from '#test/google/oauth/forgery.ts'
import { findPerson, type Person } from '#test/google/oauth/people.ts'
import { revokeGrant } from '#test/google/oauth/revocation.ts'
import { canonical } from '#test/google/oauth/scopes.ts'
import { newSigningKey } from '#test/google/oauth/signing-key.ts'
import type { Reauth } from '#test/google/oauth/tokens.ts'
import { readBox } from '#test/google/sheets/values/values.ts'
import { updateValues } from '#test/google/sheets/values/write.ts'
import type { RenderOption } from '#test/google/sheets/values/options.ts'
import type { SeenRequest, World } from '#test/google/world.ts'

/** What tests and the demo can do to the local Google from outside its APIs. */
export type Knobs = {
  /** A live access token of a person; `scopes` as the client asked for them. */
  tokenFor: (email: string, scopes: readonly string[]) => string
  /** Every access token is dead from now on; refresh tokens live. */
  expireAccessTokens: () => void
  /** As the person would in their Google Account: all that they gave to every app. */
  revokeGrant: (email: string) => void
  /**
   * The administrator of the person's account allows no app: signing in tells so to the app
   * (`callback`) or to the person alone (`page`), and refreshing fails. null takes it back.
   */
  blockByAdmin: (email: string, told: 'callback' | 'page' | null) => void
  /** The refresh tokens that the person's apps have now are good again after a new sign-in only. */
  requireReauth: (email: string, why: Reauth | null) => void
  /** A new key signs id_tokens from now on; the one before stays published beside it. */
  rotateKeys: () => Promise<void>
  /** id_tokens are forged from now on, to see who believes them; null ends it. */
  forgeIdTokens: (forgery: Forgery | null) => void
  /** Troubles for requests to come; see faults.ts. */
  addFault: (fault: Fault) => void
  /** Also lets go on what hangs. */
  clearFaults: () => void
  /** Faults that are not over, and how many requests each has met. */
  faults: () => (Fault & { met: number })[]
  /** Requests a minute; what is left out, or null, has no limit. */
  setLimits: (limits: Partial<Limits>) => void
  /** The local Google's clock: so many milliseconds ahead of the real one, or behind. */
  setClock: (offsetMs: number) => void
  /** Whether metadata of rows goes with them when they are sorted; at first it does not. */
  setMetadataFollowsSort: (follows: boolean) => void
  /** For how long Drive does not tell of an edit by Sheets; Sheets shows it at once. */
  setDriveLag: (milliseconds: number) => void
  /** Every request so far, oldest first. */
  requests: () => readonly SeenRequest[]
  clearRequests: () => void
  /** How often a refresh token was redeemed. */
  tokenRefreshes: () => number
  /** Cells as `values.get` would give them, whoever owns them; by rows. */
  cells: (spreadsheetId: string, range: string, render?: RenderOption) => unknown[][]
  /** All developer metadata of a spreadsheet. */
  metadata: (spreadsheetId: string) => DeveloperMetadata[]
  /** Writes cells as another person at their own screen would: RAW, without spending quota. */
  writeCells: (spreadsheetId: string, range: string, values: unknown[][], email?: string) => void
  /** Gives or takes (`none`) access to a file. */
  share: (spreadsheetId: string, email: string, role: Role | 'none') => void
  /** Puts a file into the bin, as its owner would. */
  trash: (spreadsheetId: string) => void
}

export function makeKnobs(world: World): Knobs {
  const person = (email: string): Person => {
    const found = findPerson(world.people, email)
    if (!found) throw new Error(`The local Google knows nobody with the address ${email}`)
    return found
  }
  const file = (id: string) => {
    const found = world.files.find(id)
    if (!found) throw new Error(`The local Google has no file ${id}`)
    return found
  }
  return {
    tokenFor: (email, scopes) => {
      const [client] = world.clients
      if (!client) throw new Error('The local Google has no client')
      const asked = scopes.map(canonical)
      return world.tokens.newAccess(person(email), client, asked, null).token
    },
    expireAccessTokens: () => world.tokens.expireAccess(),
    revokeGrant: (email) => revokeGrant(world, person(email)),
    blockByAdmin: (email, told) => {
      const { sub } = person(email)
      if (told === null) world.blockedByAdmin.delete(sub)
      else world.blockedByAdmin.set(sub, told)
    },
    requireReauth: (email, why) => world.tokens.requireReauth(person(email), why),
    rotateKeys: async () => {
      world.keys = [await newSigningKey(world.now()), ...world.keys.slice(0, 1)]
    },
    forgeIdTokens: (forgery) => {
      world.forgery = forgery && FORGERY.parse(forgery)
    },
    addFault: (fault) => {
      if (!KINDS.includes(fault.on)) throw new Error(`No request is of the kind ${fault.on}`)
      world.faults.add(fault)
    },
    clearFaults: () => world.faults.clear(),
    faults: () => world.faults.list(),
    setLimits: (limits) => {
      world.limits = { ...NO_LIMITS, ...limits }
    },
    setClock: (offsetMs) => {
      world.clock.offsetMs = offsetMs
    },
    setDriveLag: (milliseconds) => {
      world.files.lag = milliseconds
    },
    setMetadataFollowsSort: (follows) => {
      world.metadataFollowsSort = follows
    },
    requests: () => world.seen,
    clearRequests: () => {
      world.seen.length = 0
    },
    tokenRefreshes: () => world.tokens.refreshes,
    cells: (id, range, render = 'FORMATTED_VALUE') => {
      const { book } = file(id)
      const target = parseRange(book, range)
      const rendering = { render, dates: 'SERIAL_NUMBER', major: 'ROWS' } as const
      return (
        readBox(calculate(book, world.now()), target.sheet, clip(target), rendering).values ?? []
      )
    },
    metadata: (id) => file(id).book.metadata.map(toWire),
    writeCells: (id, range, values, email) => {
      const found = file(id)
      const by = email === undefined ? found.owner : person(email)
      world.files.edit(found, by, (book) => {
        updateValues(book, range, values, { spreadsheetId: id, input: 'RAW', now: world.now() })
      })
    },
    share: (id, email, role) => {
      world.files.share(file(id), person(email).email, role === 'none' ? null : role)
    },
    trash: (id) => {
      const found = file(id)
      found.trashed = true
      world.files.stir(found)
    },
  }
}
