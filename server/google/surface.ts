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

/** Parameters of the methods themselves. */
const OF_METHODS = [
  'ranges',
  'includeGridData',
  'excludeTablesInBandedRanges',
  'majorDimension',
  'valueRenderOption',
  'dateTimeRenderOption',
]

/**
 * Of those that every API of Google's takes, under either name, the ones that only shape the answer. The
 * others say who asks, whose quota it costs, that a GET is another method, or that the answer is a
 * script: there the session alone decides.
 * https://docs.cloud.google.com/apis/docs/system-parameters
 */
const OF_ALL = ['fields', 'prettyPrint', 'alt'].flatMap((name) => [name, `$${name}`])

const PASSED_ON: ReadonlySet<string> = new Set([...OF_METHODS, ...OF_ALL])

/** The name of a parameter that is not passed on; null where there is none. */
export function refusedParameter(query: URLSearchParams): string | null {
  for (const [name, value] of query) {
    if (!PASSED_ON.has(name)) return name
    // Other forms of an answer than JSON: media, protobuf, a stream.
    if ((name === 'alt' || name === '$alt') && value !== 'json') return name
  }
  return null
}
