/**
 * Takes one field of a message into another: `setPath(format, 'textFormat.bold', given)` sets
 * `format.textFormat.bold` to `given.textFormat.bold`, or removes it where `given` has none.
 * Nothing is changed in place.
 */
export function setPath(target: unknown, path: string, given: unknown): unknown {
  const [name = '', ...rest] = path.split('.')
  const base: Record<string, unknown> = isObject(target) ? { ...target } : {}
  const source = isObject(given) ? given[name] : undefined
  if (name === '*') return given
  if (rest.length > 0) base[name] = setPath(base[name], rest.join('.'), source)
  else base[name] = source
  if (base[name] === undefined || base[name] === null) delete base[name]
  return base
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
