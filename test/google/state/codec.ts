import { Grid, type KeptGrid, type Row } from '#test/google/sheets/book/grid.ts'
import { GENERATORS } from '#test/google/seeds/rows.ts'
import { packSlots, unpackSlots } from './slots.ts'

/**
 * Turns what the local Google knows into JSON and back. Maps, sets, grids, bytes and numbers that
 * JSON has not become objects with one key that begins with a dollar; people and clients, which are
 * told apart by being the same object, become their names. In lists `null` stands for nothing.
 */
export type Names = {
  /** Objects that have a name, such as `{"$person": "1047…"}`. */
  of: ReadonlyMap<object, object>
  /** The object of a name. @throws Error when there is none. */
  find: (kind: string, name: string) => object
}

const MAKERS: Record<string, (index: number) => Row> = GENERATORS

export function encode(value: unknown, names: Names): unknown {
  if (value === undefined) return null
  if (typeof value === 'number' && !Number.isFinite(value)) return { $number: String(value) }
  if (typeof value !== 'object' || value === null) return value
  const name = names.of.get(value)
  if (name) return name
  const inner = (part: unknown): unknown => encode(part, names)
  if (Array.isArray(value)) {
    return Array.from(value, (part: unknown) => (part === null ? { $null: true } : inner(part)))
  }
  if (value instanceof Map) {
    return { $map: Array.from(value, ([key, part]: [unknown, unknown]) => [key, inner(part)]) }
  }
  if (value instanceof Set) return { $set: Array.from(value, inner) }
  if (value instanceof Uint8Array) return { $bytes: Buffer.from(value).toString('base64') }
  if (value instanceof Grid) return { $grid: encodeGrid(value.keep(), names) }
  const entries = Object.entries(value).filter(([, part]) => part !== undefined)
  const plain = Object.fromEntries(entries.map(([key, part]) => [key, inner(part)]))
  return entries.some(([key]) => key.startsWith('$')) ? { $plain: plain } : plain
}

export function decode(value: unknown, names: Names): unknown {
  if (typeof value !== 'object' || value === null) return value
  const inner = (part: unknown): unknown => decode(part, names)
  if (Array.isArray(value)) {
    return value.map((part: unknown) => (part === null ? undefined : inner(part)))
  }
  const entries = Object.entries(value)
  const [tag = '', content] = entries[0] ?? []
  switch (tag) {
    case '$null':
      return null
    case '$number':
      return Number(content)
    case '$map':
      return new Map((content as [unknown, unknown][]).map(([key, part]) => [key, inner(part)]))
    case '$set':
      return new Set((content as unknown[]).map(inner))
    case '$bytes':
      return new Uint8Array(Buffer.from(String(content), 'base64'))
    case '$grid':
      return decodeGrid(content as StoredGrid, names)
    case '$plain':
      return mapValues(Object.entries(content as object), inner)
    default:
      return tag.startsWith('$') ? names.find(tag, String(content)) : mapValues(entries, inner)
  }
}

function mapValues(entries: [string, unknown][], change: (part: unknown) => unknown): object {
  return Object.fromEntries(entries.map(([key, part]) => [key, change(part)]))
}

/**
 * Rows that a generator makes are kept as its name and their numbers, and a format once for all the
 * cells that share it: they share it again when they are back.
 */
type StoredGrid = {
  rowCount: number
  columnCount: number
  generator?: string
  formats: unknown[]
  slots: unknown[]
}

function encodeGrid({ rowCount, columnCount, source, slots }: KeptGrid, names: Names): StoredGrid {
  const formats = new Set<object>()
  for (const slot of slots) {
    if (typeof slot !== 'object') continue
    for (const cell of slot) if (cell?.format) formats.add(cell.format)
  }
  const numbered = [...formats].map((format, number) => [format, { $format: number }] as const)
  const inside = { ...names, of: new Map<object, object>([...names.of, ...numbered]) }
  return {
    rowCount,
    columnCount,
    ...(source === null ? {} : { generator: nameOf(source) }),
    formats: [...formats].map((format) => encode(format, names)),
    slots: packSlots(slots, (row) => encode(row, inside)),
  }
}

function nameOf(source: (index: number) => Row): string {
  const name = Object.keys(MAKERS).find((known) => MAKERS[known] === source)
  if (name === undefined) throw new Error('A sheet has a maker of rows without a name')
  return name
}

function decodeGrid(stored: StoredGrid, names: Names): Grid {
  const { rowCount, columnCount, generator } = stored
  const source = generator === undefined ? null : MAKERS[generator]
  if (source === undefined) throw new Error(`There is no maker of rows ${String(generator)}`)
  const formats = stored.formats.map((format) => decode(format, names) as object)
  const inside: Names = {
    of: names.of,
    find: (kind, name) =>
      kind === '$format' ? (formats[Number(name)] ?? {}) : names.find(kind, name),
  }
  const slots = unpackSlots(stored.slots, (row) => decode(row, inside))
  return Grid.restore({ rowCount, columnCount, source, slots })
}
