import { createHash } from 'node:crypto'
import { Hono, type Context } from 'hono'
import type { Client } from './clients.ts'
import { idToken } from './identity.ts'
import { json } from '#test/google/http/json.ts'
import { EMAIL, OPENID } from './scopes.ts'
import { readForm, secondsUntil, TokenError } from './token-form.ts'
import { ACCESS_SECONDS, type AccessToken, type AuthorizationCode } from './tokens.ts'
import { picture, type World } from '#test/google/world.ts'

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

  return app
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
    ...(diesAt === null ? {} : { refresh_token_expires_in: secondsUntil(world.now(), diesAt) }),
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
    ...(diesAt === null ? {} : { refresh_token_expires_in: secondsUntil(world.now(), diesAt) }),
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
