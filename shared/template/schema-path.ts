import type * as z from 'zod/mini'
import { EMPTY, type Cell } from '#shared/cells.ts'
import { textOrLink, type Value } from './value.ts'

type Json = z.core.util.JSONType

/** `@Product:offers[0].price`: the type of the thing to look in, if any, and the way to go from there. */
export type SchemaPath = { type: string | null; steps: readonly Step[] }

/** A property, the nth of several, or all of them. */
type Step = string | number | typeof ALL
const ALL = Symbol('all')

const TYPE = /^@(\w+):/
const STEP = /(?:^|\.)([^.[\]]+)|\[(\d{1,6}|\*)\]/y

/** A path as templates write it; null where it is none. */
export function parseSchemaPath(path: string): SchemaPath | null {
  const type = TYPE.exec(path)
  const rest = type ? path.slice(type[0].length) : path
  const steps: Step[] = []
  STEP.lastIndex = 0
  for (let at = 0; at < rest.length; at = STEP.lastIndex) {
    STEP.lastIndex = at
    const found = STEP.exec(rest)
    if (!found) return null
    const [, property, index] = found
    if (property !== undefined) steps.push(property.trim())
    else steps.push(index === '*' ? ALL : Number(index))
  }
  return steps.length === 0 ? null : { type: type?.[1] ?? null, steps }
}

/**
 * What a page's JSON-LD has at a path. The first thing that has anything there answers: of those at
 * the top, or, with a type, of those that have it, however deep. A property of a list is that of each
 * of its items, so `author.name` names all authors. A thing stands for its `name`.
 * https://www.w3.org/TR/json-ld11/, https://schema.org/docs/datamodel.html
 */
export function valueAt({ type, steps }: SchemaPath, things: readonly Json[]): Value {
  const from = type === null ? things : things.flatMap((thing) => thingsOfType(type, thing))
  for (const thing of from) {
    const cells = steps
      .reduce<Json[]>((reached, step) => reached.flatMap((json) => stepInto(json, step)), [thing])
      .flatMap(listed)
      .map(cellOf)
      .filter(({ kind }) => kind !== 'empty')
    if (cells.length > 0) return cells
  }
  return []
}

function thingsOfType(type: string, json: Json): Json[] {
  if (Array.isArray(json)) return json.flatMap((item) => thingsOfType(type, item))
  if (!isObject(json)) return []
  const own = listed(json['@type'] ?? null).some(
    (name) => typeof name === 'string' && name.replace(/^.*[/#:]/, '') === type,
  )
  const within = Object.values(json).flatMap((value) => thingsOfType(type, value))
  return own ? [json, ...within] : within
}

function stepInto(json: Json, step: Step): Json[] {
  if (step === ALL) return listed(json)
  if (typeof step === 'number') return listed(json).slice(step, step + 1)
  return listed(json).flatMap((item) => {
    const next = isObject(item) && Object.hasOwn(item, step) ? item[step] : undefined
    return next === undefined ? [] : [next]
  })
}

function cellOf(json: Json): Cell {
  if (typeof json === 'string') return textOrLink(json.trim())
  if (typeof json === 'number') return { kind: 'number', value: json }
  if (typeof json === 'boolean') return { kind: 'boolean', value: json }
  if (!isObject(json)) return EMPTY
  const said = json['name'] ?? json['@value'] ?? json['url'] ?? json['@id'] ?? null
  return isObject(said) || Array.isArray(said) ? EMPTY : cellOf(said)
}

function listed(json: Json): Json[] {
  return Array.isArray(json) ? json : [json]
}

function isObject(json: Json): json is Record<string, Json> {
  return typeof json === 'object' && json !== null && !Array.isArray(json)
}
