import { Hono, type Context } from 'hono'
import { bearer } from './bearer.ts'
import { ISSUER, openidUserinfo, userinfo } from './identity.ts'
import { json } from '#test/google/http/json.ts'
import { ALL_SCOPES, EMAIL, OPENID, PROFILE } from './scopes.ts'
import type { AccessToken } from './tokens.ts'
import { readForm, secondsUntil } from './token-form.ts'
import { picture, type World } from '#test/google/world.ts'

const FRESH = { 'cache-control': 'no-cache, no-store, max-age=0, must-revalidate' }

/** Who a token is for, the keys that sign identities, and where everything is. */
export function tokenInfo(world: World): Hono {
  const app = new Hono()

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

function describe(world: World, access: AccessToken): object {
  return {
    azp: access.client.clientId,
    aud: access.client.clientId,
    ...(access.scopes.includes(OPENID) ? { sub: access.person.sub } : {}),
    scope: access.scopes.join(' '),
    exp: String(Math.floor(access.expiresAt / 1000)),
    expires_in: String(secondsUntil(world.now(), access.expiresAt)),
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
