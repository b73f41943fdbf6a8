import { createHash } from 'node:crypto'
import { Hono, type Context } from 'hono'
import type { Client } from './clients.ts'
import { idToken, ISSUER, openidUserinfo, userinfo } from './identity.ts'
import { json } from './json.ts'
import { ALL_SCOPES, OPENID, EMAIL, PROFILE } from './scopes.ts'
import { ACCESS_SECONDS, type AccessToken, type AuthorizationCode } from './tokens.ts'
import { picture, type World } from './world.ts'

/** `{"error", "error_description"}`, the bodies of RFC 6749 §5.2 with Google's words. */
class TokenError extends Error {
  readonly status: 400 | 401
  readonly error: string

  constructor(status: 400 | 401, error: string, description: string) {
    super(description)
    this.status = status
    this.error = error
  }
}

const FRESH = {
  'cache-control': 'no-cache, no-store, max-age=0, must-revalidate',
  pragma: 'no-cache',
}

/** What servers and libraries call: tokens, revocation, keys, and who a token is for. */
export function tokenEndpoint(world: World): Hono {
  const app = new Hono()

  app.onError((error, c) => {
    if (!(error instanceof TokenError)) throw error
    return json(
      c,
      error.status,
      { error: error.error, error_description: error.message },
      error.status === 401 ? { ...FRESH, 'www-authenticate': 'Basic realm="Google"' } : FRESH,
    )
  })

  app.post('/token', async (c) => {
    const form = await readForm(c)
    const grantType = form.get('grant_type')
    if (!grantType) throw missing('grant_type')
    const client = authenticate(c, form, world.clients)
    switch (grantType) {
      case 'authorization_code':
        return json(c, 200, await exchange(world, client, form), FRESH)
      case 'refresh_token':
        return json(c, 200, await refresh(world, client, form), FRESH)
      default:
        throw new TokenError(400, 'unsupported_grant_type', `Invalid grant_type: ${grantType}`)
    }
  })

  app.post('/revoke', async (c) => {
    const token = c.req.query('token') ?? (await readForm(c)).get('token')
    if (!token) throw missing('token')
    if (!world.tokens.revoke(token)) {
      throw new TokenError(400, 'invalid_token', 'Token expired or revoked')
    }
    return json(c, 200, {}, FRESH)
  })

  const tokeninfo = async (c: Context): Promise<Response> => {
    const value =
      c.req.query('access_token') ??
      bearer(c) ??
      (c.req.method === 'POST' ? (await readForm(c)).get('access_token') : null)
    const access = value ? world.tokens.liveAccess(value) : null
    if (!access) return json(c, 400, { error_description: 'Invalid Value' }, FRESH)
    return json(c, 200, describe(world, access), FRESH)
  }
  for (const path of ['/tokeninfo', '/oauth2/v3/tokeninfo']) {
    app.get(path, tokeninfo)
    app.post(path, tokeninfo)
  }

  app.get('/oauth2/v2/userinfo', (c) =>
    whoIs(world, c, (access) =>
      userinfo(access.person, access.scopes, picture(world, access.person)),
    ),
  )
  for (const path of ['/v1/userinfo', '/oauth2/v3/userinfo']) {
    app.get(path, (c) =>
      whoIs(world, c, (access) =>
        openidUserinfo(access.person, access.scopes, picture(world, access.person)),
      ),
    )
  }

  const keys = { 'cache-control': 'public, max-age=20000, must-revalidate, no-transform' }
  app.get('/oauth2/v3/certs', (c) => json(c, 200, { keys: [world.key.jwk] }, keys))
  app.get('/oauth2/v1/certs', (c) => json(c, 200, { [world.key.kid]: world.key.pem }, keys))
  app.get('/.well-known/openid-configuration', (c) => json(c, 200, discovery(world.url), keys))
  return app
}

async function readForm(c: Context): Promise<URLSearchParams> {
  const type = c.req.header('content-type') ?? ''
  const body = await c.req.text()
  if (!type.startsWith('application/json')) return new URLSearchParams(body)
  try {
    const parsed: unknown = JSON.parse(body)
    return new URLSearchParams(parsed as Record<string, string>)
  } catch {
    throw new TokenError(400, 'invalid_request', 'Bad Request')
  }
}

function missing(name: string): TokenError {
  return new TokenError(400, 'invalid_request', `Missing required parameter: ${name}`)
}

/** By `Authorization: Basic` or by the form. */
function authenticate(c: Context, form: URLSearchParams, clients: readonly Client[]): Client {
  const header = /^Basic (.+)$/i.exec(c.req.header('authorization') ?? '')
  const [basicId, basicSecret] = header
    ? Buffer.from(header[1] ?? '', 'base64')
        .toString()
        .split(':', 2)
        .map(decodeURIComponent)
    : []
  const id = basicId ?? form.get('client_id')
  const secret = basicSecret ?? form.get('client_secret')
  if (!id) {
    throw new TokenError(400, 'invalid_request', 'Could not determine client ID from request.')
  }
  const client = clients.find((known) => known.clientId === id)
  if (!client) throw new TokenError(401, 'invalid_client', 'The OAuth client was not found.')
  if (!secret) throw new TokenError(400, 'invalid_request', 'client_secret is missing.')
  if (secret !== client.clientSecret) {
    throw new TokenError(401, 'invalid_client', 'The provided client secret is invalid.')
  }
  return client
}

async function exchange(world: World, client: Client, form: URLSearchParams): Promise<object> {
  const value = form.get('code')
  if (!value) throw missing('code')
  if (!value.startsWith('4/')) {
    throw new TokenError(400, 'invalid_grant', 'Malformed auth code.')
  }
  const code = world.tokens.takeCode(value)
  if (!code || code.client.clientId !== client.clientId) {
    throw new TokenError(400, 'invalid_grant', 'Bad Request')
  }
  try {
    checkProof(code, form.get('code_verifier'))
    if (form.get('redirect_uri') !== code.redirectUri) {
      throw new TokenError(400, 'redirect_uri_mismatch', 'Bad Request')
    }
  } catch (error) {
    world.tokens.spoil(code)
    throw error
  }
  const { access, refresh } = world.tokens.redeem(code)
  const diesAt = refresh ? world.tokens.diesAt(refresh) : null
  return {
    access_token: access.token,
    expires_in: ACCESS_SECONDS,
    ...(refresh ? { refresh_token: refresh.token } : {}),
    scope: access.scopes.join(' '),
    token_type: 'Bearer',
    ...(await identityOf(world, access, code.nonce)),
    ...(diesAt === null ? {} : { refresh_token_expires_in: secondsUntil(world, diesAt) }),
  }
}

/** RFC 7636 §4.6. */
function checkProof({ challenge }: AuthorizationCode, verifier: string | null): void {
  if (!challenge) {
    if (verifier === null) return
    throw new TokenError(400, 'invalid_grant', 'code_verifier or verifier is not needed.')
  }
  if (verifier === null) throw new TokenError(400, 'invalid_grant', 'Missing code verifier.')
  const proof =
    challenge.method === 'S256'
      ? createHash('sha256').update(verifier).digest('base64url')
      : verifier
  if (proof !== challenge.value) {
    throw new TokenError(400, 'invalid_grant', 'Invalid code verifier.')
  }
}

async function refresh(world: World, client: Client, form: URLSearchParams): Promise<object> {
  const value = form.get('refresh_token')
  if (!value) throw missing('refresh_token')
  const refreshToken = world.tokens.liveRefresh(value)
  if (!refreshToken) {
    throw new TokenError(400, 'invalid_grant', 'Token has been expired or revoked.')
  }
  if (refreshToken.client.clientId !== client.clientId) {
    throw new TokenError(401, 'unauthorized_client', 'Unauthorized')
  }
  const access = world.tokens.refresh(refreshToken)
  const diesAt = world.tokens.diesAt(refreshToken)
  return {
    access_token: access.token,
    expires_in: ACCESS_SECONDS,
    scope: access.scopes.join(' '),
    token_type: 'Bearer',
    ...(await identityOf(world, access, null)),
    ...(diesAt === null ? {} : { refresh_token_expires_in: secondsUntil(world, diesAt) }),
  }
}

async function identityOf(
  world: World,
  access: AccessToken,
  nonce: string | null,
): Promise<{ id_token?: string }> {
  if (!access.scopes.includes(OPENID) && !access.scopes.includes(EMAIL)) return {}
  const token = await idToken(world.key, {
    person: access.person,
    client: access.client,
    scopes: access.scopes,
    nonce,
    accessToken: access.token,
    picture: picture(world, access.person),
    now: world.now(),
  })
  return { id_token: token }
}

function secondsUntil(world: World, time: number): number {
  return Math.max(0, Math.floor((time - world.now()) / 1000))
}

export function bearer(c: Context): string | null {
  return /^Bearer (.+)$/i.exec(c.req.header('authorization') ?? '')?.[1] ?? null
}

function describe(world: World, access: AccessToken): object {
  return {
    azp: access.client.clientId,
    aud: access.client.clientId,
    ...(access.scopes.includes(OPENID) ? { sub: access.person.sub } : {}),
    scope: access.scopes.join(' '),
    exp: String(Math.floor(access.expiresAt / 1000)),
    expires_in: String(secondsUntil(world, access.expiresAt)),
    ...(access.scopes.includes(EMAIL)
      ? { email: access.person.email, email_verified: 'true' }
      : {}),
    access_type: access.refreshToken === null ? 'online' : 'offline',
  }
}

function whoIs(world: World, c: Context, answer: (access: AccessToken) => object): Response {
  const value = bearer(c) ?? c.req.query('access_token')
  const access = value !== undefined && value !== null ? world.tokens.liveAccess(value) : null
  const allowed = [OPENID, EMAIL, PROFILE].some((scope) => access?.scopes.includes(scope))
  if (access && allowed) return json(c, 200, answer(access))
  return json(
    c,
    401,
    {
      error: {
        code: 401,
        message:
          'Request is missing required authentication credential. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.',
        status: 'UNAUTHENTICATED',
      },
    },
    { 'www-authenticate': 'Bearer realm="https://accounts.google.com/", error="invalid_token"' },
  )
}

function discovery(url: string): object {
  return {
    issuer: ISSUER,
    authorization_endpoint: `${url}/o/oauth2/v2/auth`,
    token_endpoint: `${url}/token`,
    userinfo_endpoint: `${url}/v1/userinfo`,
    revocation_endpoint: `${url}/revoke`,
    jwks_uri: `${url}/oauth2/v3/certs`,
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    scopes_supported: ['openid', 'email', 'profile', ...ALL_SCOPES.slice(1)],
    token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
    claims_supported: [
      'aud',
      'email',
      'email_verified',
      'exp',
      'family_name',
      'given_name',
      'hd',
      'iat',
      'iss',
      'name',
      'picture',
      'sub',
    ],
    code_challenge_methods_supported: ['plain', 'S256'],
    grant_types_supported: ['authorization_code', 'refresh_token'],
  }
}
