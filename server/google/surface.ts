/**
 * The methods of Google's Sheets v4 that the server passes on, named as Google's discovery document
 * names them. https://developers.google.com/workspace/sheets/api/reference/rest
 */
type Method = { name: string; verb: 'GET'; path: RegExp }

const ID = '/v4/spreadsheets/[A-Za-z0-9_-]+'
const at = (path: string) => new RegExp(`^${ID}${path}$`)

const METHODS: readonly Method[] = [
  { name: 'spreadsheets.get', verb: 'GET', path: at('') },
  { name: 'spreadsheets.values.get', verb: 'GET', path: at('/values/[^/]+') },
  { name: 'spreadsheets.values.batchGet', verb: 'GET', path: at('/values:batchGet') },
  { name: 'spreadsheets.developerMetadata.get', verb: 'GET', path: at('/developerMetadata/\\d+') },
]

/** The method that a request calls, by its verb and its path as it was sent; null for none of them. */
export function methodAt(verb: string, path: string): Method | null {
  return METHODS.find((method) => method.verb === verb && method.path.test(path)) ?? null
}

/**
 * Other ways to say who asks, or to have the answer run as a script: the session alone decides. Nor may
 * a GET say that it is another method, which Google's own web clients do in the query.
 * https://google.github.io/closure-library/api/goog.net.rpc.HttpCors.html
 */
const REFUSED = [
  'access_token',
  'oauth_token',
  'key',
  'callback',
  '$httpHeaders',
  '$httpMethod',
  '$req',
]

/** The name of a parameter that is not passed on; null where there is none. */
export function refusedParameter(query: URLSearchParams): string | null {
  // Other forms of an answer than JSON: media, protobuf, a script.
  const form = ['alt', '$alt'].find((name) => query.getAll(name).some((value) => value !== 'json'))
  return form ?? REFUSED.find((name) => query.has(name)) ?? null
}
