import { canonical, EMAIL, isKnown, OPENID, PROFILE } from './scopes.ts'
import type { CodeChallenge } from './tokens.ts'

/** The parameters of an authorization request, one by one. */

/** A request that cannot be trusted to name its way back: told to the person on a page. */
export class PageError extends Error {
  readonly status: 400 | 401 | 403
  readonly code: string

  constructor(status: 400 | 401 | 403, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

const PROMPTS = ['none', 'consent', 'select_account']

export function invalidRequest(message: string): PageError {
  return new PageError(400, 'invalid_request', message)
}

/** `approval_prompt=force` is the older name of `prompt=consent`. */
export function readPrompts(query: URLSearchParams): ReadonlySet<string> {
  const prompts = words(query.get('prompt'))
  const older = query.get('approval_prompt')
  if (older !== null) {
    if (prompts.length > 0) throw invalidRequest('Conflict params: approval_prompt and prompt')
    return new Set(older === 'force' ? ['consent'] : [])
  }
  const unknown = prompts.find((prompt) => !PROMPTS.includes(prompt))
  if (unknown !== undefined) {
    throw invalidRequest(`Invalid parameter value for prompt: '${unknown}'`)
  }
  if (prompts.includes('none') && prompts.length > 1) {
    throw invalidRequest('prompt: "none" cannot be used with other values.')
  }
  return new Set(prompts)
}

function words(value: string | null): string[] {
  return (value ?? '').split(' ').filter((word) => word !== '')
}

export function readScopes(value: string): string[] {
  const asked = words(value)
  const bad = asked.filter((scope) => !isKnown(scope))
  if (bad.length > 0) {
    const good = asked.filter((scope) => isKnown(scope))
    throw new PageError(
      400,
      'invalid_scope',
      `Some requested scopes were invalid. {valid=[${good.join(', ')}], invalid=[${bad.join(', ')}]}`,
    )
  }
  const scopes = asked.map(canonical)
  // Whoever asks for an address or a name is given an id_token with it [I].
  const identifies = scopes.includes(EMAIL) || scopes.includes(PROFILE)
  return [...new Set([...scopes, ...(identifies ? [OPENID] : [])])]
}

export function readAccessType(value: string | null): boolean {
  if (value === null || value === 'online') return false
  if (value === 'offline') return true
  throw invalidRequest(`Invalid parameter value for access_type: ${value}`)
}

/** RFC 7636 §4.3; Google takes 43 to 128 characters. */
export function readChallenge(query: URLSearchParams): CodeChallenge | null {
  const value = query.get('code_challenge')
  const method = query.get('code_challenge_method') ?? 'plain'
  if (value === null) return null
  if (method !== 'S256' && method !== 'plain') {
    throw invalidRequest(`Invalid code_challenge_method: ${method}`)
  }
  if (!/^[\w.~-]{43,128}$/.test(value)) {
    throw invalidRequest('Invalid code_challenge.')
  }
  return { method, value }
}
