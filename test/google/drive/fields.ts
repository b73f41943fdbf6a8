import { readFileSync } from 'node:fs'
import type { Mask } from '#test/google/http/field-mask.ts'

/**
 * The resources of Drive v3, read from the type declarations of Google's own client: what fields there
 * are. So a mask with any other is refused, as Google refuses it.
 */
type Shape = Map<string, Shape> | { resource: string } | 'value'

let resources: Map<string, Shape> | null = null

function shapeOf(resource: string): Shape {
  resources ??= readDeclarations()
  return resources.get(resource) ?? 'value'
}

function readDeclarations(): Map<string, Shape> {
  const file = new URL(import.meta.resolve('googleapis/build/src/apis/drive/v3.d.ts'))
  const text = readFileSync(file, 'utf8').replaceAll(/\/\*\*.*?\*\//gs, '')
  const declared = text.matchAll(/interface Schema\$(\w+) \{(.*?)\n {4}\}/gs)
  return new Map([...declared].map(([, name = '', body = '']) => [name, readFields(body, 8)]))
}

/** @param indent of the fields; what is deeper belongs to one of them. */
function readFields(body: string, indent: number): Shape {
  // A field ends before a line that is no deeper, but for the bracket that ends its own type.
  const next = `\\n {0,${String(indent)}}[^ }]|\\n {0,${String(indent - 4)}}\\}|(?![^])`
  const pattern = new RegExp(`^ {${String(indent)}}'?(\\w+)'?\\?: (.+?);(?=${next})`, 'gms')
  return new Map(
    [...body.matchAll(pattern)].map(([, field = '', type = '']) => [field, readType(type, indent)]),
  )
}

function readType(type: string, indent: number): Shape {
  const resource = /^(?:Array<)?Schema\$(\w+)/.exec(type)?.[1]
  if (resource !== undefined) return { resource }
  // Keys of one's own, as in properties, are fields of any name.
  if (!type.includes('{') || type.includes('[key: string]')) return 'value'
  return readFields(type, indent + 4)
}

/** @returns the first field of a mask that a resource does not have; null for none. */
export function unknownField(mask: Mask, resource: string): string | null {
  return unknownIn(mask, shapeOf(resource))
}

function unknownIn(mask: Mask, shape: Shape): string | null {
  if (mask === true || shape === 'value') return null
  const fields = shape instanceof Map ? shape : shapeOf(shape.resource)
  if (!(fields instanceof Map)) return null
  for (const [name, inner] of mask) {
    const field = fields.get(name)
    if (!field && name !== '*') return name
    const bad = field ? unknownIn(inner, field) : null
    if (bad !== null) return bad
  }
  return null
}
