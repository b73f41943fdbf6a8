import { ApiError, invalid, type Detail } from '#test/google/http/errors.ts'
import type { MajorDimension } from './options.ts'

/** The lists of values that a request carries, checked and turned to rows. */
export type Given = { majorDimension?: MajorDimension; values?: unknown }

/**
 * @param path what the lists are called in Google's messages, `data.values`.
 * @returns rows; `null` is a cell to leave alone.
 * @throws ApiError for what is no list of lists of plain values, in Google's words. [R] for the lists,
 *   public error reports for what is in them.
 */
export function readValues({ values = [], majorDimension = 'ROWS' }: Given, path: string): Rows {
  const wrong = (Array.isArray(values) ? values : [values]).flatMap((list: unknown, index) => {
    if (Array.isArray(values) && Array.isArray(list)) return []
    return [notAList(Array.isArray(values) ? `${path}[${String(index)}]` : path, list)]
  })
  if (wrong.length > 0) {
    const details: Detail[] = [
      { '@type': 'type.googleapis.com/google.rpc.BadRequest', fieldViolations: wrong },
    ]
    const message = wrong.map(({ description }) => description).join('\n')
    throw new ApiError(400, message, { details })
  }
  const lists = values as unknown[][]
  lists.forEach((list, index) => {
    list.forEach((value, at) => {
      if (typeof value === 'object' && value !== null) {
        throw invalid(`Invalid values[${String(index)}][${String(at)}]: ${printed(value)}`)
      }
    })
  })
  return majorDimension === 'COLUMNS' ? turn(lists) : lists
}

export type Rows = readonly (readonly unknown[])[]

type Violation = { field: string; description: string }

function notAList(field: string, value: unknown): Violation {
  const type = 'type.googleapis.com/google.protobuf.ListValue'
  return { field, description: `Invalid value at '${field}' (${type}), ${JSON.stringify(value)}` }
}

/** Columns to rows; what a shorter column lacks is left as it is in the sheet. */
function turn(columns: Rows): Rows {
  return Array.from({ length: longest(columns) }, (_, row) =>
    columns.map((column) => column[row] ?? null),
  )
}

/** The length of the longest list; there may be a million of them. */
export function longest(lists: Rows): number {
  return lists.reduce((length, list) => Math.max(length, list.length), 0)
}

/**
 * A value the way protocol buffers are printed, as Google's message has what does not fit a cell. The
 * tab after the first name is theirs: seen live.
 */
function printed(value: object): string {
  return proto(value, '').replace(' {', ' \t {')
}

function proto(value: unknown, indent: string): string {
  const inner = `${indent}  `
  if (Array.isArray(value)) {
    const items = value.map((item) => block('values', proto(item, `${inner}  `), inner))
    return block('list_value', items.join(''), indent)
  }
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).map(([key, part]) => {
      const field = `${inner}  key: ${JSON.stringify(key)}\n`
      const named = block('value', proto(part, `${inner}    `), `${inner}  `)
      return block('fields', field + named, inner)
    })
    return block('struct_value', fields.join(''), indent)
  }
  if (typeof value === 'number') return `${indent}number_value: ${double(value)}\n`
  if (typeof value === 'boolean') return `${indent}bool_value: ${String(value)}\n`
  if (value === null) return `${indent}null_value: NULL_VALUE\n`
  return `${indent}string_value: ${JSON.stringify(value)}\n`
}

function double(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 1e7 ? value.toFixed(1) : String(value)
}

function block(name: string, content: string, indent: string): string {
  return `${indent}${name} {\n${content}${indent}}\n`
}
