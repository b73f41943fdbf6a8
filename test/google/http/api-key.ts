import type { Context } from 'hono'
import { ApiError, errorInfo } from './errors.ts'
import type { Operation } from './operations.ts'
import type { Person } from '#test/google/oauth/people.ts'
import type { AccessToken } from '#test/google/oauth/tokens.ts'
import type { World } from '#test/google/world.ts'

/** The API key of the first client's project; there is no other. */
export const API_KEY = 'AIzaSyLocal-7Qm2Vx9Tn4Rk6Wp1Zc8Hd3Jf5Bs'

/** Whoever comes with a key alone: what anyone may read, they may read. */
export const ANYONE: Person = {
  sub: '',
  email: '',
  name: '',
  givenName: '',
  familyName: '',
  colour: '',
}

/** The API key of a request, from its query or header. */
export function apiKeyOf(c: Context): string | undefined {
  return c.req.query('key') ?? c.req.query('$key') ?? c.req.header('x-goog-api-key')
}

/**
 * What a key opens: reading. Seen in public error reports and in the tests that authors of client
 * libraries run against Google.
 * @throws ApiError 400 for a key that is none, 401 for writing with one.
 */
export function admitKey(world: World, key: string, operation: Operation): AccessToken {
  const service = `${operation.service}.googleapis.com`
  if (key !== API_KEY) {
    throw new ApiError(400, 'API key not valid. Please pass a valid API key.', {
      details: [errorInfo('API_KEY_INVALID', { service })],
    })
  }
  const [client] = world.clients
  if (operation.kind === 'write' || !client) {
    throw new ApiError(
      401,
      'API keys are not supported by this API. Expected OAuth2 access token or other authentication credentials that assert a principal. See https://cloud.google.com/docs/authentication',
      { details: [errorInfo('CREDENTIALS_MISSING', { service, method: operation.method })] },
    )
  }
  const scopes = operation.scopes
  return { token: '', person: ANYONE, client, scopes, expiresAt: Infinity, refreshToken: null }
}
