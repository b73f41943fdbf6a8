import { readFileSync } from 'node:fs'
import { ApiError, type Detail } from './errors.ts'
import type { Mask } from './field-mask.ts'

/**
 * The messages of the Sheets API, read from the type declarations of Google's own client: what fields
 * there are, and of what kind. So every unknown name and wrong kind is refused, as Google refuses it,
 * also in the parts of the API that are not built here.
 */
type Kind =
  | { is: 'string' | 'number' | 'boolean' | 'anything' }
  | { is: 'message'; name: string }
  | { is: 'list'; of: Kind }

type Message = Map<string, Kind>

let messages: Map<string, Message> | null = null

function message(name: string): Message {
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
  for (const [, name = '', body = ''] of text.matchAll(declaration)) {
    const fields = body.matchAll(/^ {8}'?([\w$.]+)'?\?: (.+?);$/gms)
    found.set(
      name.replace('Schema$', ''),
      new Map([...fields].map(([, field = '', type = '']) => [field, readKind(type)])),
    )
  }
  return found
}

function readKind(type: string): Kind {
  const plain = type.replace(/ \| null$/, '')
  if (plain.endsWith('[]')) return { is: 'list', of: readKind(plain.slice(0, -2)) }
  if (plain.startsWith('Schema$')) return { is: 'message', name: plain.slice('Schema$'.length) }
  if (plain === 'string' || plain === 'number' || plain === 'boolean') return { is: plain }
  return { is: 'anything' }
}

/** Fields of type double or float; all other numbers are int32. */
const FRACTIONS = ['red', 'green', 'blue', 'alpha', 'numberValue', 'interval', 'start', 'end']

type Violation = { field: string; description: string }

/**
 * Checks a JSON body against its message.
 * @param prefix the name of the field that the body is, in Google's messages; '' when it is the request.
 * @throws ApiError as Google's JSON reader does.
 */
export function checkMessage(value: Record<string, unknown>, name: string, prefix: string): void {
  const violations: Violation[] = []
  check(value, { is: 'message', name }, prefix, violations)
  if (violations.length === 0) return
  const details: Detail[] = [
    {
      '@type': 'type.googleapis.com/google.rpc.BadRequest',
      fieldViolations: violations.map(({ field, description }) =>
        field === '' ? { description } : { field, description },
      ),
    },
  ]
  const text = violations.map(({ description }) => description).join('\n')
  throw new ApiError(400, text, { details })
}

function check(value: unknown, kind: Kind, path: string, violations: Violation[]): void {
  const wrong = (type: string): void => {
    const description = `Invalid value at '${path}' (${type}), ${JSON.stringify(value)}`
    violations.push({ field: path, description })
  }
  switch (kind.is) {
    case 'anything':
      return
    case 'string':
      if (typeof value !== 'string') wrong('TYPE_STRING')
      return
    case 'boolean':
      if (typeof value !== 'boolean') wrong('TYPE_BOOL')
      return
    case 'number':
      checkNumber(value, path, wrong)
      return
    case 'list':
      // Lists of plain values have their own reader, see values.ts.
      if (kind.of.is === 'list' || kind.of.is === 'anything') return
      if (!Array.isArray(value)) {
        wrong(kind.of.is === 'message' ? typeName(kind.of.name) : 'TYPE_STRING')
        return
      }
      value.forEach((item, index) => check(item, kind.of, `${path}[${String(index)}]`, violations))
      return
    case 'message':
      if (typeof value !== 'object' || value === null || Array.isArray(value)) {
        wrong(typeName(kind.name))
        return
      }
      checkFields(value, kind.name, path, violations)
  }
}

function checkFields(value: object, name: string, path: string, violations: Violation[]): void {
  const fields = message(name)
  for (const [field, part] of Object.entries(value)) {
    const kind = fields.get(field)
    const at = path === '' ? snake(field) : `${path}.${snake(field)}`
    if (kind) check(part, kind, at, violations)
    else {
      const where = path === '' ? '' : ` at '${path}'`
      const description = `Invalid JSON payload received. Unknown name "${field}"${where}: Cannot find field.`
      violations.push({ field: path, description })
    }
  }
}

function checkNumber(value: unknown, path: string, wrong: (type: string) => void): void {
  const field = path.split('.').at(-1) ?? ''
  if (FRACTIONS.includes(field.replaceAll(/_(.)/g, (_, letter: string) => letter.toUpperCase()))) {
    if (typeof value !== 'number') wrong('TYPE_DOUBLE')
    return
  }
  const fits = Number.isInteger(value) && Math.abs(Number(value)) < 2 ** 31
  if (!fits) wrong('TYPE_INT32')
}

function typeName(name: string): string {
  return `type.googleapis.com/google.apps.sheets.v4.${name}`
}

function snake(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

/** @throws ApiError for a query parameter that the method does not have. */
export function checkQuery(query: URLSearchParams, params: string): void {
  const known = message(params)
  const standard = message('StandardParameters')
  for (const name of new Set(query.keys())) {
    if (known.has(name) || standard.has(name) || name === '$alt') continue
    const description = `Invalid JSON payload received. Unknown name "${name}": Cannot bind query parameter. Field '${name}' could not be found in request message.`
    throw new ApiError(400, description, {
      details: [
        {
          '@type': 'type.googleapis.com/google.rpc.BadRequest',
          fieldViolations: [{ description }],
        },
      ],
    })
  }
}

/** @throws ApiError for a field in `fields` that the answer could never have. Recorded. */
export function checkMask(mask: Mask, name: string): void {
  const bad = badPath(mask, { is: 'message', name }, '')
  if (bad === null) return
  throw new ApiError(400, 'Request contains an invalid argument.', {
    details: [
      {
        '@type': 'type.googleapis.com/google.rpc.BadRequest',
        fieldViolations: [
          {
            field: bad,
            description: `Error expanding 'fields' parameter. Cannot find matching fields for path '${bad}'.`,
          },
        ],
      },
    ],
  })
}

/** The first path of a mask that leads nowhere; also for the `fields` of updates. */
export function badPath(mask: Mask, kind: Kind, path: string): string | null {
  if (mask === true || kind.is === 'anything') return null
  if (kind.is === 'list') return badPath(mask, kind.of, path)
  for (const [name, inner] of mask) {
    const at = path === '' ? name : `${path}.${name}`
    const field = kind.is === 'message' ? message(kind.name).get(name) : undefined
    if (!field && name !== '*') return at
    const bad = field ? badPath(inner, field, at) : null
    if (bad !== null) return bad
  }
  return null
}
