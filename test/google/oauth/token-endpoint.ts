import { createHash } from 'node:crypto'
import { Hono, type Context } from 'hono'
import { authenticate } from './client-auth.ts'
import type { Client } from './clients.ts'
import type { DpopUse } from './dpop.ts'
import { idToken } from './identity.ts'
import { json } from '#test/google/http/json.ts'
import { blockedByAdmin, reauthRequired } from './refusals.ts'
import { revokeToken } from './revocation.ts'
import { canonical, OPENID } from './scopes.ts'
import { answerTokenError, FRESH, readForm, secondsUntil, TokenError } from './token-form.ts'
import {
  ACCESS_SECONDS,
  type AccessToken,
  type AuthorizationCode,
  type RefreshToken,
} from './tokens.ts'
import { picture, type World } from '#test/google/world.ts'

/** Of today, and those that older libraries still call. */
const TOKEN_PATHS = ['/token', '/oauth2/v4/token', '/oauth2/v3/token', '/o/oauth2/token']
const REVOKE_PATHS = ['/revoke', '/o/oauth2/revoke']

/** What servers and libraries call: tokens and revocation. */
export function tokenEndpoint(world: World): Hono {
  const app = new Hono()

  app.onError(answerTokenError)

  app.on('POST', TOKEN_PATHS, async (c) => {
    const form = await readForm(c)
    const grantType = form.get('grant_type')
    if (!grantType) {
      throw new TokenError(400, 'invalid_request', 'Required parameter is missing: grant_type')
    }
    const client = authenticate(c, form, world.clients)
    switch (grantType) {
      case 'authorization_code': {
        const boundTo = await proofOf(world, c, 'exchange', form.get('code'))
        return json(c, 200, await exchange(world, client, form, boundTo), FRESH)
      }
      case 'refresh_token': {
        const boundTo = await proofOf(world, c, 'refresh', null)
        return json(c, 200, await refresh(world, client, form, boundTo), FRESH)
      }
      default:
        throw new TokenError(400, 'unsupported_grant_type', `Invalid grant_type: ${grantType}`)
    }
  })

  app.on('POST', REVOKE_PATHS, async (c) => {
    const token = c.req.query('token') ?? (await readForm(c)).get('token')
    if (!token) throw missing('token')
    if (!revokeToken(world, token)) {
      throw new TokenError(400, 'invalid_token', 'Token expired or revoked')
    }
    return json(c, 200, {}, FRESH)
  })

  return app
}

function missing(name: string): TokenError {
  return new TokenError(400, 'invalid_request', `Missing required parameter: ${name}`)
}

/** The thumbprint of the key that the caller proved to hold; null when it sent no proof. */
async function proofOf(
  world: World,
  c: Context,
  use: DpopUse,
  code: string | null,
): Promise<string | null> {
  const proof = c.req.header('dpop')
  return proof === undefined ? null : world.dpop.verify(proof, c.req.url, use, code)
}

async function exchange(
  world: World,
  client: Client,
  form: URLSearchParams,
  boundTo: string | null,
): Promise<object> {
  const value = form.get('code')
  if (!value) throw missing('code')
  if (!value.startsWith('4/')) {
    throw new TokenError(400, 'invalid_grant', 'Malformed auth code.')
  }
  const redirectUri = form.get('redirect_uri')
  if (!redirectUri) throw missing('redirect_uri')
  const code = world.tokens.takeCode(value, client)
  if (!code) throw new TokenError(400, 'invalid_grant', 'Bad Request')
  try {
    checkProof(code, form.get('code_verifier'))
    if (redirectUri !== code.redirectUri) {
      throw new TokenError(400, 'redirect_uri_mismatch', 'Bad Request')
    }
  } catch (error) {
    world.tokens.spoil(code)
    throw error
  }
  const { access, refresh } = world.tokens.redeem(code, boundTo)
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

async function refresh(
  world: World,
  client: Client,
  form: URLSearchParams,
  boundTo: string | null,
): Promise<object> {
  const value = form.get('refresh_token')
  if (!value) throw missing('refresh_token')
  const refreshToken = world.tokens.liveRefresh(value)
  if (!refreshToken) {
    throw new TokenError(400, 'invalid_grant', 'Token has been expired or revoked.')
  }
  if (refreshToken.client.clientId !== client.clientId) {
    throw new TokenError(401, 'unauthorized_client', 'Unauthorized')
  }
  // A token that is bound is nothing without its key.
  if (refreshToken.boundTo !== null && refreshToken.boundTo !== boundTo) {
    throw new TokenError(400, 'invalid_grant', 'Bad Request')
  }
  if (world.blockedByAdmin.has(refreshToken.person.sub)) throw blockedByAdmin()
  if (refreshToken.reauth) throw reauthRequired(refreshToken.reauth)
  const access = world.tokens.refresh(refreshToken, narrowed(refreshToken, form.get('scope')))
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

/** RFC 6749 §6: a refresh may ask for less than was granted. What was not is refused [I]. */
function narrowed({ scopes }: RefreshToken, asked: string | null): string[] {
  if (!asked) return scopes
  const wanted = asked.split(' ').filter(Boolean).map(canonical)
  if (wanted.some((scope) => !scopes.includes(scope))) {
    throw new TokenError(400, 'invalid_scope', 'Bad Request')
  }
  return scopes.filter((scope) => wanted.includes(scope))
}

async function identityOf(
  world: World,
  access: AccessToken,
  nonce: string | null,
): Promise<{ id_token?: string }> {
  const [key] = world.keys
  if (!key || !access.scopes.includes(OPENID)) return {}
  const token = await idToken(key, {
    person: access.person,
    client: access.client,
    scopes: access.scopes,
    nonce,
    accessToken: access.token,
    picture: picture(world, access.person),
    now: world.now(),
    forgery: world.forgery,
  })
  return { id_token: token }
}
