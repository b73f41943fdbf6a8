import type { Client } from './clients.ts'
import type { Person } from './people.ts'
import { EMAIL, OPENID, PROFILE } from './scopes.ts'
import { randomText } from '#test/google/ids.ts'

/** What a person let a project do. */
type Grant = { person: Person; projectId: string; scopes: Set<string> }

export type AccessToken = {
  token: string
  person: Person
  client: Client
  scopes: string[]
  /** Milliseconds since 1970. */
  expiresAt: number
  /** The refresh token it was made from or together with. */
  refreshToken: string | null
}

export type RefreshToken = {
  token: string
  person: Person
  client: Client
  scopes: string[]
  createdAt: number
  lastUsedAt: number
}

export type CodeChallenge = { method: 'S256' | 'plain'; value: string }

export type AuthorizationCode = {
  code: string
  person: Person
  client: Client
  redirectUri: string
  scopes: string[]
  nonce: string | null
  challenge: CodeChallenge | null
  /** Offline access was asked for and a consent page was really shown. */
  refreshable: boolean
  expiresAt: number
  /** What it was redeemed for; null while it was not. */
  gave: { accessToken: string; refreshToken: string | null } | null
}

const HOUR = 3_600_000
const DAY = 24 * HOUR
const CODE_LIFE = 10 * 60_000
export const ACCESS_SECONDS = 3599
const TESTING_DAYS = 7
/** "six months": https://developers.google.com/identity/protocols/oauth2#expiration */
const UNUSED_DAYS = 183
const LIVE_PER_PERSON_AND_CLIENT = 100

/** Every code, token and grant that is alive. Times are the clock's, in milliseconds. */
export class Tokens {
  readonly #now: () => number
  readonly #grants = new Map<string, Grant>()
  readonly #codes = new Map<string, AuthorizationCode>()
  readonly #access = new Map<string, AccessToken>()
  readonly #refresh = new Map<string, RefreshToken>()
  refreshes = 0

  constructor(now: () => number) {
    this.#now = now
  }

  granted(person: Person, projectId: string): ReadonlySet<string> {
    return this.#grants.get(grantKey(person, projectId))?.scopes ?? new Set()
  }

  grant(person: Person, projectId: string, scopes: readonly string[]): void {
    const key = grantKey(person, projectId)
    const grant = this.#grants.get(key) ?? { person, projectId, scopes: new Set<string>() }
    for (const scope of scopes) grant.scopes.add(scope)
    this.#grants.set(key, grant)
  }

  newCode(given: Omit<AuthorizationCode, 'code' | 'expiresAt' | 'gave'>): AuthorizationCode {
    const code = {
      ...given,
      code: `4/0A${randomText(70)}`,
      expiresAt: this.#now() + CODE_LIFE,
      gave: null,
    }
    this.#codes.set(code.code, code)
    return code
  }

  /** The code that is still good; a used one takes back what it gave, as RFC 6749 §4.1.2 asks. */
  takeCode(value: string): AuthorizationCode | null {
    const code = this.#codes.get(value)
    if (!code) return null
    if (code.gave) {
      this.#access.delete(code.gave.accessToken)
      if (code.gave.refreshToken !== null) this.#dropRefresh(code.gave.refreshToken)
      return null
    }
    if (code.expiresAt <= this.#now()) return null
    return code
  }

  /** A code that failed a check is spent all the same. */
  spoil(code: AuthorizationCode): void {
    this.#codes.delete(code.code)
  }

  redeem(code: AuthorizationCode): { access: AccessToken; refresh: RefreshToken | null } {
    const refresh = code.refreshable ? this.newRefresh(code.person, code.client, code.scopes) : null
    const access = this.newAccess(code.person, code.client, code.scopes, refresh?.token ?? null)
    code.gave = { accessToken: access.token, refreshToken: refresh?.token ?? null }
    return { access, refresh }
  }

  newAccess(
    person: Person,
    client: Client,
    scopes: readonly string[],
    refreshToken: string | null,
  ): AccessToken {
    const access = {
      token: `ya29.a0${randomText(180)}`,
      person,
      client,
      scopes: [...scopes],
      expiresAt: this.#now() + ACCESS_SECONDS * 1000,
      refreshToken,
    }
    this.#access.set(access.token, access)
    return access
  }

  newRefresh(person: Person, client: Client, scopes: readonly string[]): RefreshToken {
    const mine = [...this.#refresh.values()].filter(
      (other) => other.person.sub === person.sub && other.client.clientId === client.clientId,
    )
    // The oldest goes without a word.
    for (const old of mine.slice(0, Math.max(0, mine.length - LIVE_PER_PERSON_AND_CLIENT + 1))) {
      this.#dropRefresh(old.token)
    }
    const refresh = {
      token: `1//0${randomText(100)}`,
      person,
      client,
      scopes: [...scopes],
      createdAt: this.#now(),
      lastUsedAt: this.#now(),
    }
    this.#refresh.set(refresh.token, refresh)
    return refresh
  }

  liveAccess(token: string): AccessToken | null {
    const access = this.#access.get(token)
    return access && access.expiresAt > this.#now() ? access : null
  }

  liveRefresh(token: string): RefreshToken | null {
    const refresh = this.#refresh.get(token)
    if (!refresh) return null
    const now = this.#now()
    const unused = now - refresh.lastUsedAt > UNUSED_DAYS * DAY
    if (unused || (this.diesAt(refresh) ?? Infinity) <= now) {
      this.#dropRefresh(token)
      return null
    }
    return refresh
  }

  /** When a refresh token dies by itself: only in testing, and not when it merely signs in. */
  diesAt(refresh: RefreshToken): number | null {
    const signsInOnly = refresh.scopes.every((scope) => [OPENID, EMAIL, PROFILE].includes(scope))
    if (refresh.client.publishing === 'production' || signsInOnly) return null
    return refresh.createdAt + TESTING_DAYS * DAY - 1000
  }

  refresh(refresh: RefreshToken): AccessToken {
    refresh.lastUsedAt = this.#now()
    this.refreshes += 1
    return this.newAccess(refresh.person, refresh.client, refresh.scopes, refresh.token)
  }

  /** @returns false for a token that is dead already. */
  revoke(token: string): boolean {
    const found = this.liveAccess(token) ?? this.liveRefresh(token)
    if (!found) return false
    this.revokeGrant(found.person, found.client.projectId)
    return true
  }

  /** Takes back all that a person gave: to one project, or to all of them. */
  revokeGrant(person: Person, projectId?: string): void {
    const same = (of: { person: Person; client: Client }): boolean =>
      of.person.sub === person.sub && (projectId ?? of.client.projectId) === of.client.projectId
    for (const [key, grant] of this.#grants) {
      const theirs = grant.person.sub === person.sub
      if (theirs && (projectId ?? grant.projectId) === grant.projectId) this.#grants.delete(key)
    }
    for (const [key, access] of this.#access) if (same(access)) this.#access.delete(key)
    for (const [key, refresh] of this.#refresh) if (same(refresh)) this.#refresh.delete(key)
    for (const [key, code] of this.#codes) if (same(code)) this.#codes.delete(key)
  }

  expireAccess(): void {
    this.#access.clear()
  }

  #dropRefresh(token: string): void {
    this.#refresh.delete(token)
    for (const [key, access] of this.#access) {
      if (access.refreshToken === token) this.#access.delete(key)
    }
  }
}

function grantKey(person: Person, projectId: string): string {
  return `${person.sub} ${projectId}`
}
