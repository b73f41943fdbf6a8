import { readFileSync } from 'node:fs'
import { enumOf, type EnumType } from './enums.ts'
import { badField } from './errors.ts'
import { unknownPath, type Mask } from './field-mask.ts'

/**
 * The messages of the Sheets API, read from the type declarations of Google's own client: what fields
 * there are, and of what kind. So every unknown name and wrong kind is refused, as Google refuses it,
 * also in the parts of the API that are not built here.
 */

/** Kinds of a single value. */
export type Scalar =
  { is: 'string' | 'boolean' | 'int32' | 'float' | 'double' } | { is: 'enum'; type: EnumType }

export type Kind =
  | Scalar
  | { is: 'anything' }
  | { is: 'message'; name: string }
  | { is: 'list'; of: Kind }
  | { is: 'map'; of: Kind }

type Message = Map<string, Kind>

let messages: Map<string, Message> | null = null

/** The fields of a message of the Sheets API. */
export function message(name: string): Message {
  messages ??= readDeclarations()
  const found = messages.get(name)
  if (!found) throw new Error(`The Sheets API has no message ${name}`)
  return found
}

function readDeclarations(): Map<string, Message> {
  const file = new URL(import.meta.resolve('googleapis/build/src/apis/sheets/v4.d.ts'))
  const text = readFileSync(file, 'utf8').replaceAll(/\/\*\*.*?\*\//gs, '')
  const found = new Map<string, Message>()
  const declaration =
    /interface ((?:Schema|Params)\$[\w$]+|StandardParameters)(?: extends \w+)? \{(.*?)\n {4}\}/gs
  for (const [, declared = '', body = ''] of text.matchAll(declaration)) {
    const name = declared.replace('Schema$', '')
    const fields = [...body.matchAll(/^ {8}'?([\w$.]+)'?\?: (.+?);$/gms)]
    found.set(
      name,
      new Map(fields.map(([, field = '', type = '']) => [field, readKind(type, name, field)])),
    )
  }
  return found
}

const FLOATS = ['red', 'green', 'blue', 'alpha', 'bubbleOpacity']
const DOUBLES =
  'numberValue interval start end viewWindowMax viewWindowMin intervalSize maxValue minValue bucketSize outlierPercentile convergenceThreshold pieHole size scaleFactor'.split(
    ' ',
  )

function readKind(type: string, owner: string, field: string): Kind {
  const plain = type.trim().replace(/ \| null$/, '')
  if (plain.endsWith('[]')) return { is: 'list', of: readKind(plain.slice(0, -2), owner, field) }
  const map = /^\{\s*\[key: string\]: (.+?);\s*\}$/s.exec(plain)
  if (map?.[1] !== undefined) return { is: 'map', of: readKind(map[1], owner, field) }
  if (plain.startsWith('Schema$')) return { is: 'message', name: plain.slice('Schema$'.length) }
  const values = enumOf(`${owner}.${field}`)
  if (values) return { is: 'enum', type: values }
  if (plain === 'string' || plain === 'boolean') return { is: plain }
  if (plain !== 'number') return { is: 'anything' }
  if (FLOATS.includes(field)) return { is: 'float' }
  return { is: DOUBLES.includes(field) ? 'double' : 'int32' }
}

/** @throws ApiError for a query parameter that the method does not have. */
export function checkQuery(query: URLSearchParams, params: string): void {
  const known = message(params)
  const standard = message('StandardParameters')
  for (const name of new Set(query.keys())) {
    if (known.has(name) || standard.has(name) || name === '$alt') continue
    const description = `Invalid JSON payload received. Unknown name "${name}": Cannot bind query parameter. Field '${name}' could not be found in request message.`
    throw badField('', description)
  }
}

/** @throws ApiError for a field in `fields` that the answer could never have. Recorded. */
export function checkMask(mask: Mask, name: string): void {
  const bad = badPath(mask, { is: 'message', name }, '')
  if (bad !== null) throw unknownPath(bad)
}

/** The first path of a mask that leads nowhere; also for the `fields` of updates. */
export function badPath(mask: Mask, kind: Kind, path: string): string | null {
  if (mask === true || kind.is === 'anything') return null
  if (kind.is === 'list' || kind.is === 'map') return badPath(mask, kind.of, path)
  for (const [name, inner] of mask) {
    const at = path === '' ? name : `${path}.${name}`
    const field = kind.is === 'message' ? message(kind.name).get(name) : undefined
    if (!field && name !== '*') return at
    const bad = field ? badPath(inner, field, at) : null
    if (bad !== null) return bad
  }
  return null
}
