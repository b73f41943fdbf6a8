import { gaxios } from 'google-auth-library'
import { z } from 'zod'
import type { Deps } from '#server/deps.ts'
import { clientOf, OAUTH_TIMEOUT_MS } from './client.ts'
import { proofFor, provingExchange, provingRefresh, rememberNonce, type Proving } from './dpop.ts'
import { endpointsOf } from './endpoints.ts'
import { forbidsApp } from './errors.ts'

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
  /** The thumbprint of the key that the refresh token is bound to; null where to none. */
  boundTo: string | null
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

  /** Nobody is asked at the token endpoint: `access_denied` there says that the account is restricted. */
  get forbidsApp(): boolean {
    const { why } = this
    return why.kind === 'refused' && (why.error === 'access_denied' || forbidsApp(why.error))
  }
}

const answer = z.object({
  access_token: z.string().min(1),
  // A token of a kind that is not known must not be used: RFC 6749 §7.1.
  token_type: z.string().regex(/^bearer$/i),
  expires_in: z.number().positive(),
  refresh_token: z.string().min(1).optional(),
  scope: z.string().optional(),
  id_token: z.string().optional(),
  refresh_token_expires_in: z.number().positive().optional(),
})

const refusal = z.object({ error: z.string(), error_subtype: z.string().optional() })

/** Changes the code of a consent for tokens, bound to the server's key where it has one. @throws TokenError */
export async function exchangeCode(
  deps: Deps,
  code: string,
  codeVerifier: string,
): Promise<Tokens> {
  const parameters = {
    grant_type: 'authorization_code',
    code,
    code_verifier: codeVerifier,
    redirect_uri: `${deps.config.publicUrl}/oauth/google/callback`,
  }
  return ask(deps, parameters, await provingExchange(deps, code))
}

/**
 * @param boundTo the thumbprint of the key that the refresh token is bound to, if it is to any
 * @throws TokenError; google_misconfigured where that key is not here
 */
export async function refreshAccess(
  deps: Deps,
  refreshToken: string,
  boundTo: string | null,
): Promise<Tokens> {
  const parameters = { grant_type: 'refresh_token', refresh_token: refreshToken }
  return ask(deps, parameters, await provingRefresh(deps, boundTo))
}

type Answered = { status: number; data: unknown; headers: Headers }

async function ask(
  deps: Deps,
  parameters: Record<string, string>,
  proving: Proving | null,
): Promise<Tokens> {
  const asked = deps.now().getTime()
  const { status, data } = proving
    ? await postProving(deps, parameters, proving)
    : await post(deps, parameters)
  if (status >= 400 && status < 500 && status !== 429 && status !== 408) {
    const refused = refusal.safeParse(data)
    if (refused.success && !PASSING.has(refused.data.error)) {
      const { error, error_subtype: subtype = null } = refused.data
      throw new TokenError({ kind: 'refused', error, subtype })
    }
  }
  const given = answer.safeParse(data)
  if (status !== 200 || !given.success) throw new TokenError({ kind: 'unavailable' })
  return tokensOf(given.data, asked, proving?.key.thumbprint ?? null)
}

/** Trouble of Google's own, whatever status it comes with: its library for Python asks again after it. */
const PASSING: ReadonlySet<string> = new Set([
  'internal_failure',
  'server_error',
  'temporarily_unavailable',
])

/** Google asks for a nonce of its own before it reads a proof; a code is not spent by that. */
async function postProving(
  deps: Deps,
  parameters: Record<string, string>,
  proving: Proving,
): Promise<Answered> {
  const url = endpointsOf(deps.config).token
  const first = await post(deps, parameters, await proofFor(deps, proving, url))
  rememberNonce(deps, proving, first.headers)
  if (refusal.safeParse(first.data).data?.error !== 'use_dpop_nonce') return first
  const second = await post(deps, parameters, await proofFor(deps, proving, url))
  rememberNonce(deps, proving, second.headers)
  return second
}

/**
 * Goes over google-auth-library's transport, not its `getToken`: that repeats a POST whose answer was
 * lost, which turns a good code into `invalid_grant`, drops a refresh token that was rotated, and
 * proves nothing.
 */
async function post(
  { config }: Deps,
  parameters: Record<string, string>,
  proof?: string,
): Promise<Answered> {
  const { clientId, clientSecret } = config.google
  return clientOf(config)
    .transporter.request<unknown>({
      url: endpointsOf(config).token,
      method: 'POST',
      ...(proof !== undefined && { headers: { dpop: proof } }),
      data: new URLSearchParams({
        ...parameters,
        client_id: clientId,
        client_secret: clientSecret,
      }),
      timeout: OAUTH_TIMEOUT_MS,
      retry: false,
      // The client's secret and the token go to Google, not to where an answer points.
      redirect: 'error',
      validateStatus: () => true,
    })
    .catch((error: unknown) => {
      const timedOut = error instanceof gaxios.GaxiosError && error.code === 'TimeoutError'
      throw new TokenError({ kind: timedOut ? 'timeout' : 'unavailable' })
    })
}

function tokensOf(given: z.infer<typeof answer>, asked: number, thumbprint: string | null): Tokens {
  const after = (seconds: number) => new Date(asked + seconds * 1000)
  return {
    accessToken: given.access_token,
    accessExpiresAt: after(given.expires_in),
    refreshToken: given.refresh_token ?? null,
    scopes: given.scope ?? null,
    idToken: given.id_token ?? null,
    grantExpiresAt:
      given.refresh_token_expires_in === undefined ? null : after(given.refresh_token_expires_in),
    boundTo: given.refresh_token === undefined ? null : thumbprint,
  }
}
