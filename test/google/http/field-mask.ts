import { badField, type ApiError } from './errors.ts'

/** The tree of a `fields` parameter: `true` for all that is below. */
export type Mask = true | Map<string, Mask>

/**
 * Reads `a,b(c,d/e),f/g,h.i,*`. https://developers.google.com/workspace/drive/api/guides/fields-parameter
 * @throws ApiError as Google answers an invalid mask.
 */
export function parseMask(text: string): Mask {
  const reader = new Reader(text)
  const mask = reader.list()
  if (!reader.atEnd) throw unknownPath(text)
  return mask
}

/** A path of `fields` that leads nowhere. Recorded. */
export function unknownPath(path: string): ApiError {
  return badField(
    path,
    `Error expanding 'fields' parameter. Cannot find matching fields for path '${path}'.`,
    'Request contains an invalid argument.',
  )
}

/** No message is as deep as this. */
const DEEPEST = 100

class Reader {
  readonly #text: string
  #at = 0
  #depth = 0

  constructor(text: string) {
    this.#text = text
  }

  get atEnd(): boolean {
    return this.#at === this.#text.length
  }

  list(): Mask {
    let mask: Mask = new Map()
    do {
      mask = merge(mask, this.#path())
    } while (this.#eat(','))
    return mask
  }

  #path(): Mask {
    this.#depth += 1
    const mask = this.#named()
    this.#depth -= 1
    return mask
  }

  #named(): Mask {
    const name = /^\s*(\*|[A-Za-z_][\w-]*)\s*/.exec(this.#text.slice(this.#at))
    if (!name || this.#depth > DEEPEST) throw unknownPath(this.#text)
    this.#at += name[0].length
    const key = name[1] ?? ''
    if (this.#eat('/') || this.#eat('.')) return new Map([[key, this.#path()]])
    if (this.#eat('(')) {
      const inner = this.list()
      if (!this.#eat(')')) throw unknownPath(this.#text)
      return new Map([[key, inner]])
    }
    return key === '*' ? true : new Map([[key, true]])
  }

  #eat(mark: string): boolean {
    if (this.#text[this.#at] !== mark) return false
    this.#at += 1
    while (this.#text[this.#at] === ' ') this.#at += 1
    return true
  }
}

export function merge(a: Mask, b: Mask): Mask {
  if (a === true || b === true) return true
  const merged = new Map(a)
  for (const [key, mask] of b) {
    const other = merged.get(key)
    merged.set(key, other === undefined ? mask : merge(other, mask))
  }
  return merged
}

/** What the mask lets through of one field; undefined for nothing. */
export function below(mask: Mask, name: string): Mask | undefined {
  if (mask === true) return true
  const exact = mask.get(name)
  const any = mask.get('*')
  if (exact === undefined || any === undefined) return exact ?? any
  return merge(exact, any)
}

/** Whether the mask wants anything of a path: `wants(mask, 'sheets', 'data')`. */
export function wants(mask: Mask, ...path: string[]): boolean {
  let at: Mask | undefined = mask
  for (const name of path) {
    at = below(at, name)
    if (at === undefined) return false
  }
  return true
}

/** The part of a message that the mask names. Lists are seen through. */
export function pick(value: unknown, mask: Mask): unknown {
  if (mask === true || value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map((item) => pick(item, mask))
  const picked: Record<string, unknown> = {}
  for (const [name, part] of Object.entries(value)) {
    const inner = below(mask, name)
    if (inner !== undefined) picked[name] = pick(part, inner)
  }
  return picked
}

/** The leaves of a mask as dotted paths, for updates that name what they change. */
export function paths(mask: Mask, prefix = ''): string[] {
  if (mask === true) return [prefix === '' ? '*' : prefix]
  return [...mask].flatMap(([name, inner]) =>
    paths(inner, prefix === '' ? name : `${prefix}.${name}`),
  )
}
