import { isFields, type Fields } from '#test/google/sheets/book/fields.ts'

/**
 * Takes one field of a message into another: `setPath(format, 'textFormat.bold', given)` sets
 * `format.textFormat.bold` to `given.textFormat.bold`, or removes it where `given` has none.
 * Nothing is changed in place.
 */
export function setPath(target: unknown, path: string, given: unknown): unknown {
  const [name = '', ...rest] = path.split('.')
  const base: Fields = isFields(target) ? { ...target } : {}
  const source = isFields(given) ? given[name] : undefined
  if (name === '*') return given
  if (rest.length > 0) base[name] = setPath(base[name], rest.join('.'), source)
  else base[name] = source
  if (base[name] === undefined || base[name] === null) delete base[name]
  return base
}
