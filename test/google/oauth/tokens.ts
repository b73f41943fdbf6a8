import type { Client } from './clients.ts'
import type { Person } from './people.ts'
import { SIGN_IN } from './scopes.ts'
import { randomText } from '#test/google/ids.ts'

/** What a person let a project do. */
type Grant = {
  person: Person
  projectId: string
  scopes: Set<string>
  /** Milliseconds since 1970; null for a grant without an end. */
  diesAt: number | null
}

/** Why an organisation wants a person to sign in again before a refresh token is good. */
export type Reauth = 'invalid_rapt' | 'rapt_required'

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
  /** The thumbprint of the key it is bound to (RFC 9449 §5); null for a plain one. */
  boundTo: string | null
  reauth: Reauth | null
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

/** All that a `Tokens` knows, to be kept and restored. */
export type KeptTokens = {
  grants: Grant[]
  codes: AuthorizationCode[]
  access: AccessToken[]
  refresh: RefreshToken[]
  refreshes: number
}

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

  keep(): KeptTokens {
    return {
      grants: [...this.#grants.values()],
      codes: [...this.#codes.values()],
      access: [...this.#access.values()],
      refresh: [...this.#refresh.values()],
      refreshes: this.refreshes,
    }
  }

  /** Forgets all and goes on from what `keep` gave. */
  restore(kept: KeptTokens): void {
    refill(
      this.#grants,
      kept.grants.map((grant) => [grantKey(grant.person, grant.projectId), grant]),
    )
    refill(
      this.#codes,
      kept.codes.map((code) => [code.code, code]),
    )
    refill(
      this.#access,
      kept.access.map((access) => [access.token, access]),
    )
    refill(
      this.#refresh,
      kept.refresh.map((refresh) => [refresh.token, refresh]),
    )
    this.refreshes = kept.refreshes
  }

  granted(person: Person, projectId: string): ReadonlySet<string> {
    const grant = this.#grants.get(grantKey(person, projectId))
    return grant && (grant.diesAt ?? Infinity) > this.#now() ? grant.scopes : new Set()
  }

  /** The person agreed: adds to what they gave the client's project before. */
  grant(person: Person, { projectId, publishing }: Client, scopes: readonly string[]): void {
    const all = new Set([...this.granted(person, projectId), ...scopes])
    const diesAt = this.#endInTesting(publishing, all, this.#now())
    this.#grants.set(grantKey(person, projectId), { person, projectId, scopes: all, diesAt })
  }

  /** Grants to an app in testing live 7 days [D], unless they merely sign in. */
  #endInTesting(
    publishing: Client['publishing'],
    scopes: Iterable<string>,
    from: number,
  ): number | null {
    const signsInOnly = [...scopes].every((scope) => SIGN_IN.includes(scope))
    return publishing === 'production' || signsInOnly ? null : from + TESTING_DAYS * DAY - 1000
  }

  newCode(given: Omit<AuthorizationCode, 'code' | 'expiresAt' | 'gave'>): AuthorizationCode {
    const code = {
      ...given,
      code: `4/0A${randomText(70)}`,
      expiresAt: this.#now() + CODE_LIFE,
      gave: null,
    }
    this.#sweep()
    this.#codes.set(code.code, code)
    return code
  }

  /** Forgets what is dead anyway, so that a long life fills no memory. */
  #sweep(): void {
    for (const map of [this.#codes, this.#access]) {
      for (const [key, { expiresAt }] of map) if (expiresAt <= this.#now()) map.delete(key)
    }
  }

  /**
   * The client's code that is still good; a used one takes back what it gave, as RFC 6749 §4.1.2 asks.
   */
  takeCode(value: string, client: Client): AuthorizationCode | null {
    const code = this.#codes.get(value)
    if (!code || code.client.clientId !== client.clientId) return null
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

  /** @param boundTo the thumbprint of the key that its refresh token is bound to, if any. */
  redeem(
    code: AuthorizationCode,
    boundTo: string | null,
  ): { access: AccessToken; refresh: RefreshToken | null } {
    const refresh = code.refreshable ? this.#newRefresh(code, boundTo) : null
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
    this.#sweep()
    this.#access.set(access.token, access)
    return access
  }

  #newRefresh({ person, client, scopes }: AuthorizationCode, boundTo: string | null): RefreshToken {
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
      boundTo,
      reauth: null,
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

  /** When a refresh token dies by itself: only in testing. */
  diesAt({ client, scopes, createdAt }: RefreshToken): number | null {
    return this.#endInTesting(client.publishing, scopes, createdAt)
  }

  /** The person's organisation wants them to sign in again, or no longer: refresh tokens of now. */
  requireReauth(person: Person, reauth: Reauth | null): void {
    for (const refresh of this.#refresh.values()) {
      if (refresh.person.sub === person.sub) refresh.reauth = reauth
    }
  }

  /** @param scopes the refresh token's, or fewer if the client asks for fewer. */
  refresh(refresh: RefreshToken, scopes: readonly string[]): AccessToken {
    refresh.lastUsedAt = this.#now()
    this.refreshes += 1
    return this.newAccess(refresh.person, refresh.client, scopes, refresh.token)
  }

  /** Forgets all that a person gave, to one project or to all of them; see revocation.ts. */
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

function refill<T>(map: Map<string, T>, entries: [string, T][]): void {
  map.clear()
  for (const [key, value] of entries) map.set(key, value)
}

function grantKey(person: Person, projectId: string): string {
  return `${person.sub} ${projectId}`
}
