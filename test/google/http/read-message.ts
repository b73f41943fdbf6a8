import { badFields, type Violation } from './errors.ts'
import { camel, snake } from './names.ts'
import { message, type Kind, type Scalar } from './schema.ts'

/**
 * Reads JSON into a message as Google's reader does: names in camelCase or as in the .proto file,
 * numbers and enums also as strings, one thing where a list is expected, lists inside lists, `null`
 * for a field or an item that is not there. [R] for names, lists and single messages, [I] for null in
 * a list; the rest is proto3's JSON mapping, https://protobuf.dev/programming-guides/json/ [D].
 *
 * @param prefix the name of the field that the body is, in Google's messages; '' when it is the request.
 * @returns the message in one form only: camelCase, lists flat, numbers as numbers, no nulls.
 * @throws ApiError that names every violation.
 */
export function readMessage(value: object, name: string, prefix: string): Record<string, unknown> {
  const violations: Violation[] = []
  const read = new Reader(violations).message(value, name, prefix)
  if (violations.length === 0) return read
  throw badFields(violations)
}

/** Fields of which a message may have one, by the name that Google has for the choice [D]. */
const ONE_OF: Record<string, { name: string; fields: string } | undefined> = {
  ExtendedValue: {
    name: 'value',
    fields: 'numberValue stringValue boolValue formulaValue errorValue',
  },
  ColorStyle: { name: 'kind', fields: 'rgbColor themeColor' },
  ConditionalFormatRule: { name: 'rule', fields: 'booleanRule gradientRule' },
  ConditionValue: { name: 'value', fields: 'relativeDate userEnteredValue' },
  DataFilter: { name: 'filter', fields: 'developerMetadataLookup a1Range gridRange' },
  DeveloperMetadataLocation: { name: 'location', fields: 'spreadsheet sheetId dimensionRange' },
  AutoFillRequest: { name: 'area', fields: 'range sourceAndDestination' },
  UpdateCellsRequest: { name: 'area', fields: 'start range' },
  FindReplaceRequest: { name: 'scope', fields: 'range sheetId allSheets' },
  PasteDataRequest: { name: 'kind', fields: 'delimiter html' },
  EmbeddedObjectPosition: { name: 'location', fields: 'sheetId overlayPosition newSheet' },
}

class Reader {
  readonly #violations: Violation[]

  constructor(violations: Violation[]) {
    this.#violations = violations
  }

  message(value: object, name: string, path: string): Record<string, unknown> {
    const fields = message(name)
    const read: Record<string, unknown> = {}
    for (const [given, part] of Object.entries(value) as [string, unknown][]) {
      const field = fields.has(given) ? given : camel(given)
      const kind = fields.get(field)
      if (!kind) {
        this.#unknown(given, path, 'Cannot find field.')
        continue
      }
      if (part === null) continue
      const taken = alreadySet(name, read, field)
      if (taken !== undefined) {
        this.#violations.push({
          field: path,
          description: `Invalid value at '${path}' (oneof), oneof field '${taken}' is already set. Cannot set '${given}'`,
        })
        continue
      }
      const at = path === '' ? snake(field) : `${path}.${snake(field)}`
      read[field] = this.#value(part, kind, { at, parent: path, given })
    }
    return read
  }

  #value(value: unknown, kind: Kind, where: Where): unknown {
    if (kind.is === 'anything') return value
    if (kind.is === 'list') {
      // Lists of lists of plain values have their own reader, see sheets/values/.
      if (kind.of.is === 'list' || kind.of.is === 'anything') return value
      const { of } = kind
      const items = Array.isArray(value) ? (value as unknown[]).flat(Infinity) : [value]
      const there = items.filter((item) => item !== null)
      return there.map((item, index) =>
        this.#value(item, of, { ...where, at: `${where.at}[${String(index)}]` }),
      )
    }
    if (kind.is === 'map') return this.#map(value, kind.of, where)
    if (kind.is !== 'message') return this.#scalar(value, kind, where)
    if (Array.isArray(value)) return this.#noList(where)
    if (typeof value === 'object' && value !== null) return this.message(value, kind.name, where.at)
    return this.#wrong(value, typeName(kind.name), where)
  }

  #map(value: unknown, of: Kind, where: Where): unknown {
    if (typeof value !== 'object' || value === null) return this.#wrong(value, 'Map', where)
    return Object.fromEntries(
      Object.entries(value).map(([key, part]: [string, unknown]) => {
        const at = `${where.at}[${JSON.stringify(key)}].value`
        return [key, this.#value(part, of, { at, parent: where.at, given: key })]
      }),
    )
  }

  #scalar(value: unknown, kind: Scalar, where: Where): unknown {
    if (Array.isArray(value)) return this.#noList(where)
    if (typeof value === 'object' && value !== null) {
      const description = `Invalid value at '${where.parent}' (${snake(camel(where.given))}), Starting an object on a scalar field`
      this.#violations.push({ field: where.parent, description })
      return undefined
    }
    const read = scalar(value, kind)
    return read === undefined ? this.#wrong(value, scalarType(kind), where) : read
  }

  #wrong(value: unknown, type: string, { at }: Where): undefined {
    const description = `Invalid value at '${at}' (${type}), ${JSON.stringify(value)}`
    this.#violations.push({ field: at, description })
  }

  #noList({ parent, given }: Where): undefined {
    this.#unknown(given, parent, 'Proto field is not repeating, cannot start list.')
  }

  #unknown(name: string, path: string, what: string): void {
    const where = path === '' ? '' : ` at '${path}'`
    const description = `Invalid JSON payload received. Unknown name "${name}"${where}: ${what}`
    this.#violations.push({ field: path, description })
  }
}

/** @param given the field's name in the JSON. */
type Where = { at: string; parent: string; given: string }

/** The name of the choice that another field has already made. */
function alreadySet(
  name: string,
  read: Record<string, unknown>,
  field: string,
): string | undefined {
  if (name === 'Request') return Object.keys(read).length > 0 ? 'kind' : undefined
  const choice = ONE_OF[name]
  const fields = choice?.fields.split(' ') ?? []
  return fields.includes(field) && fields.some((other) => other in read) ? choice?.name : undefined
}

/** Undefined when the value is not of the kind. */
function scalar(value: unknown, kind: Scalar): unknown {
  switch (kind.is) {
    case 'string':
      return typeof value === 'string' ? value : undefined
    case 'boolean':
      return boolean(value)
    case 'int32': {
      const whole = number(value)
      return Number.isInteger(whole) && Math.abs(Number(whole)) < 2 ** 31 ? whole : undefined
    }
    case 'float':
    case 'double':
      return number(value)
    case 'enum': {
      const { values } = kind.type
      const index = number(value)
      if (index !== undefined) return values[index]
      return values.find((one) => one === value)
    }
  }
}

function boolean(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value
  if (value === 'true' || value === 'false') return value === 'true'
  return undefined
}

function number(value: unknown): number | undefined {
  if (typeof value === 'number') return value
  if (typeof value !== 'string') return undefined
  if (['NaN', 'Infinity', '-Infinity'].includes(value)) return Number(value)
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(value) ? Number(value) : undefined
}

function scalarType(kind: Scalar): string {
  if (kind.is === 'enum') return typeName(kind.type.name)
  return kind.is === 'boolean' ? 'TYPE_BOOL' : `TYPE_${kind.is.toUpperCase()}`
}

/** Messages that are parts of others, seen in a public error report. */
const NESTED: Record<string, string> = { Request: 'BatchUpdateSpreadsheetRequest.Request' }

function typeName(name: string): string {
  const full = name.startsWith('google.') ? name : `google.apps.sheets.v4.${NESTED[name] ?? name}`
  return `type.googleapis.com/${full}`
}
