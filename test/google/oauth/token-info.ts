import { Hono, type Context } from 'hono'
import { decodeProtectedHeader, jwtVerify } from 'jose'
import { bearer } from './bearer.ts'
import { ISSUER, openidUserinfo, userinfo } from './identity.ts'
import { ApiError, deadToken } from '#test/google/http/errors.ts'
import { json } from '#test/google/http/json.ts'
import { EMAIL, OPENID, PROFILE } from './scopes.ts'
import type { AccessToken } from './tokens.ts'
import { answerTokenError, FRESH, readForm, secondsUntil } from './token-form.ts'
import { picture, type World } from '#test/google/world.ts'

const REALM = `Bearer realm="${ISSUER}/"`
const DEAD = { 'www-authenticate': `${REALM}, error="invalid_token"` }

/** Who a token is for, the keys that sign identities, and where everything is. */
export function tokenInfo(world: World): Hono {
  const app = new Hono()
  app.onError(answerTokenError)

  app.on(['GET', 'POST'], ['/tokeninfo', '/oauth2/v3/tokeninfo'], async (c) => {
    const { accessToken, idToken } = await asked(c)
    const access = world.tokens.liveAccess(accessToken)
    if (access) return json(c, 200, describe(world, access), FRESH)
    const claims = await readIdToken(world, idToken)
    return claims ? json(c, 200, claims, FRESH) : invalidValue(c, accessToken + idToken)
  })
  app.on(['GET', 'POST'], ['/oauth2/v1/tokeninfo', '/oauth2/v2/tokeninfo'], async (c) => {
    const { accessToken, idToken } = await asked(c)
    const access = world.tokens.liveAccess(accessToken)
    return access
      ? json(c, 200, describeOld(world, access), FRESH)
      : invalidValue(c, accessToken + idToken)
  })

  app.get('/oauth2/v1/userinfo', (c) => whoIs(world, c))
  app.get('/oauth2/v2/userinfo', (c) => whoIs(world, c))
  app.get('/userinfo/v2/me', (c) => whoIs(world, c))
  app.on(['GET', 'POST'], ['/v1/userinfo', '/oauth2/v3/userinfo'], (c) => whoIsOpenid(world, c))

  const keys = { 'cache-control': 'public, max-age=20000, must-revalidate, no-transform' }
  app.get('/oauth2/v3/certs', (c) => json(c, 200, { keys: world.keys.map(({ jwk }) => jwk) }, keys))
  app.get('/oauth2/v1/certs', (c) => {
    const pems = world.keys.map(({ kid, certificate }) => [kid, certificate])
    return json(c, 200, Object.fromEntries(pems), keys)
  })
  app.get('/.well-known/openid-configuration', (c) => json(c, 200, discovery(world.url), keys))
  return app
}

/** The tokens that a tokeninfo is asked about, wherever they are in the request; '' for none. */
async function asked(c: Context): Promise<{ accessToken: string; idToken: string }> {
  const form = c.req.method === 'POST' ? await readForm(c) : new URLSearchParams()
  const given = (name: string): string | null => c.req.query(name) ?? form.get(name)
  return { accessToken: given('access_token') ?? bearer(c) ?? '', idToken: given('id_token') ?? '' }
}

/** `www.googleapis.com/oauth2/v3` leaves `error` out [R]; oauth2.googleapis.com has it [L]. */
function invalidValue(c: Context, given: string): Response {
  const description =
    given === '' ? 'Either access_token, id_token, or token_handle required' : 'Invalid Value'
  const short = c.req.path === '/oauth2/v3/tokeninfo'
  const body = { ...(short ? {} : { error: 'invalid_token' }), error_description: description }
  return json(c, 400, body, FRESH)
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
    access_type: accessType(access),
  }
}

/** The names of versions 1 and 2. */
function describeOld(world: World, access: AccessToken): object {
  return {
    issued_to: access.client.clientId,
    audience: access.client.clientId,
    ...(access.scopes.includes(OPENID) ? { user_id: access.person.sub } : {}),
    scope: access.scopes.join(' '),
    expires_in: secondsUntil(world.now(), access.expiresAt),
    ...(access.scopes.includes(EMAIL) ? { email: access.person.email, verified_email: true } : {}),
    access_type: accessType(access),
  }
}

function accessType(access: AccessToken): string {
  return access.refreshToken === null ? 'online' : 'offline'
}

/** The claims of an id_token that is valid now, all of them as text; null for any other. */
async function readIdToken(world: World, token: string): Promise<Record<string, string> | null> {
  try {
    const header = decodeProtectedHeader(token)
    const key = world.keys.find(({ kid }) => kid === header.kid)
    if (!key) return null
    const { payload } = await jwtVerify(token, key.jwk, {
      issuer: ISSUER,
      currentDate: new Date(world.now()),
    })
    const all = Object.entries({ ...payload, ...header })
    return Object.fromEntries(all.map(([name, value]) => [name, String(value)]))
  } catch {
    return null
  }
}

/** Versions 1 and 2, with Google's own names and the errors of its APIs. */
function whoIs(world: World, c: Context): Response {
  const value = bearer(c) ?? c.req.query('access_token')
  if (value === undefined) throw unauthenticated()
  const access = world.tokens.liveAccess(value)
  if (!access) throw deadToken()
  // A token that may not ask is told that it is none [I].
  if (!maySee(access)) throw unauthenticated()
  return json(c, 200, userinfo(access.person, access.scopes, picture(world, access.person)))
}

/** OpenID's, with errors of their own [I]. */
function whoIsOpenid(world: World, c: Context): Response {
  const access = world.tokens.liveAccess(bearer(c) ?? c.req.query('access_token') ?? '')
  if (!access || !maySee(access)) {
    const body = { error: 'invalid_request', error_description: 'Invalid Credentials' }
    return json(c, 401, body, { ...FRESH, ...DEAD })
  }
  const { person, scopes } = access
  return json(c, 200, openidUserinfo(person, scopes, picture(world, person)))
}

function unauthenticated(): ApiError {
  const message =
    'Request is missing required authentication credential. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.'
  const legacy = {
    message: 'Login Required.',
    reason: 'required',
    location: 'Authorization',
    locationType: 'header',
  }
  return new ApiError(401, message, { legacy, headers: { 'www-authenticate': REALM } })
}

function maySee(access: AccessToken): boolean {
  return [OPENID, EMAIL, PROFILE].some((scope) => access.scopes.includes(scope))
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
    scopes_supported: ['openid', 'email', 'profile'],
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
