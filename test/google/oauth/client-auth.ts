import type { Context } from 'hono'
import type { Client } from './clients.ts'
import { TokenError } from './token-form.ts'

/**
 * The client that calls the token endpoint, by `Authorization: Basic` or by the form (RFC 6749 §2.3.1).
 * @throws TokenError with the messages of public error reports.
 */
export function authenticate(
  c: Context,
  form: URLSearchParams,
  clients: readonly Client[],
): Client {
  const basic = readBasic(c.req.header('authorization') ?? '')
  const id = basic?.id ?? form.get('client_id')
  const secret = basic?.secret ?? form.get('client_secret')
  if (!id) {
    throw new TokenError(400, 'invalid_request', 'Could not determine client ID from request.')
  }
  const client = clients.find((known) => known.clientId === id)
  if (!client) throw invalidClient('The OAuth client was not found.')
  if (!secret) throw new TokenError(400, 'invalid_request', 'client_secret is missing.')
  if (secret !== client.clientSecret) throw invalidClient('The provided client secret is invalid.')
  return client
}

function invalidClient(description: string): TokenError {
  const headers = { 'www-authenticate': 'Basic realm="https://accounts.google.com/"' }
  return new TokenError(401, 'invalid_client', description, { headers })
}

/** Both halves are form-encoded before they are joined. */
function readBasic(header: string): { id: string; secret: string } | null {
  const encoded = /^Basic (.+)$/i.exec(header)?.[1]
  if (encoded === undefined) return null
  const [id = '', ...rest] = Buffer.from(encoded, 'base64').toString().split(':')
  return { id: formDecode(id), secret: formDecode(rest.join(':')) }
}

function formDecode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}
