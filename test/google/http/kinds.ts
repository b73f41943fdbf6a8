import type { Context } from 'hono'
import { OPERATION_NAMES, type Operation } from './operations.ts'

/** What requests of OAuth are called; `other` are pages and pictures. */
const OAUTH = [
  'token.code',
  'token.refresh',
  'revoke',
  'userinfo',
  'tokeninfo',
  'certs',
  'authorize',
  'other',
]

/** Everything that a fault can be for. */
export const KINDS: readonly string[] = [
  'any',
  'oauth',
  'sheets',
  'sheets.read',
  'sheets.write',
  'drive',
  'drive.read',
  'drive.write',
  'token',
  ...OAUTH,
  ...OPERATION_NAMES,
]

/** What a request is, by its name: `values.get`, `token.refresh`, `authorize`, `other`. */
export async function nameOf(
  c: Context,
  path: string,
  operation: Operation | null,
): Promise<string> {
  if (operation) return operation.name
  if (path.endsWith('/token')) {
    const form = new URLSearchParams(await c.req.text())
    return form.get('grant_type') === 'refresh_token' ? 'token.refresh' : 'token.code'
  }
  if (path.endsWith('/revoke')) return 'revoke'
  if (path.endsWith('/userinfo') || path === '/userinfo/v2/me') return 'userinfo'
  if (path.endsWith('/tokeninfo')) return 'tokeninfo'
  if (path.endsWith('/certs')) return 'certs'
  if (path.startsWith('/o/oauth2/')) return 'authorize'
  return 'other'
}

/** All that a request is, from `any` to its own name. */
export function kindsOf(name: string, operation: Operation | null): string[] {
  if (operation) {
    return ['any', operation.service, `${operation.service}.${operation.kind}`, name]
  }
  const service = name === 'other' ? [] : ['oauth']
  return ['any', ...service, name, ...(name.startsWith('token.') ? ['token'] : [])]
}
