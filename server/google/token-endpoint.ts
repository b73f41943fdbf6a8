import { gaxios } from 'google-auth-library'
import { z } from 'zod'
import type { Deps } from '#server/deps.ts'
import { clientOf, OAUTH_TIMEOUT_MS } from './client.ts'
import { endpointsOf } from './endpoints.ts'

/** What Google gives for a code or a refresh token. */
export type Tokens = {
  accessToken: string
  accessExpiresAt: Date
  /** Null where none came: the one that is known stays good. */
  refreshToken: string | null
  /** As granted, separated by spaces: less than was asked where the person unticked something. */
  scopes: string | null
  idToken: string | null
  /** When the grant dies whatever is done: apps in "Testing" get a week. */
  grantExpiresAt: Date | null
}

/**
 * Why Google gave no tokens. `refused` is its last word, by `error` and `error_subtype` of RFC 6749
 * §5.2; `unavailable` and `timeout` say nothing about the grant.
 */
export class TokenError extends Error {
  override name = 'TokenError'
  readonly why:
    { kind: 'refused'; error: string; subtype: string | null } | { kind: 'unavailable' | 'timeout' }

  constructor(why: TokenError['why']) {
    super(why.kind === 'refused' ? [why.error, why.subtype].filter(Boolean).join('/') : why.kind)
    this.why = why
  }
}

const answer = z.object({
  access_token: z.string().min(1),
  expires_in: z.number().positive(),
  refresh_token: z.string().min(1).optional(),
  scope: z.string().optional(),
  id_token: z.string().optional(),
  refresh_token_expires_in: z.number().positive().optional(),
})

const refusal = z.object({ error: z.string(), error_subtype: z.string().optional() })

/** Changes the code of a consent for tokens. @throws TokenError */
export function exchangeCode(deps: Deps, code: string, codeVerifier: string): Promise<Tokens> {
  return ask(deps, {
    grant_type: 'authorization_code',
    code,
    code_verifier: codeVerifier,
    redirect_uri: `${deps.config.publicUrl}/oauth/google/callback`,
  })
}

/** @throws TokenError */
export function refreshAccess(deps: Deps, refreshToken: string): Promise<Tokens> {
  return ask(deps, { grant_type: 'refresh_token', refresh_token: refreshToken })
}

/**
 * Goes over google-auth-library's transport, not its `getToken`: that repeats a POST whose answer was
 * lost, which turns a good code into `invalid_grant`, and drops a refresh token that was rotated.
 */
async function ask(deps: Deps, parameters: Record<string, string>): Promise<Tokens> {
  const { clientId, clientSecret } = deps.config.google
  const asked = deps.now().getTime()
  const { status, data } = await clientOf(deps.config)
    .transporter.request<unknown>({
      url: endpointsOf(deps.config).token,
      method: 'POST',
      data: new URLSearchParams({
        ...parameters,
        client_id: clientId,
        client_secret: clientSecret,
      }),
      timeout: OAUTH_TIMEOUT_MS,
      retry: false,
      validateStatus: () => true,
    })
    .catch((error: unknown) => {
      const timedOut = error instanceof gaxios.GaxiosError && error.code === 'TimeoutError'
      throw new TokenError({ kind: timedOut ? 'timeout' : 'unavailable' })
    })

  if (status >= 400 && status < 500 && status !== 429 && status !== 408) {
    const refused = refusal.safeParse(data)
    if (refused.success) {
      const { error, error_subtype: subtype = null } = refused.data
      throw new TokenError({ kind: 'refused', error, subtype })
    }
  }
  const given = answer.safeParse(data)
  if (status !== 200 || !given.success) throw new TokenError({ kind: 'unavailable' })
  return tokensOf(given.data, asked)
}

function tokensOf(given: z.infer<typeof answer>, asked: number): Tokens {
  const after = (seconds: number) => new Date(asked + seconds * 1000)
  return {
    accessToken: given.access_token,
    accessExpiresAt: after(given.expires_in),
    refreshToken: given.refresh_token ?? null,
    scopes: given.scope ?? null,
    idToken: given.id_token ?? null,
    grantExpiresAt:
      given.refresh_token_expires_in === undefined ? null : after(given.refresh_token_expires_in),
  }
}
