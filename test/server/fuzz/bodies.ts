import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { z } from 'zod'
import { $ZodType } from 'zod/v4/core'
import { DEFAULT_REDIRECTS } from '#shared/extension.ts'
import type { Answer, Sent } from './client.ts'
import type { Route } from './requests.ts'

/** What of JSON Schema the contract's own schemas come out as. */
const jsonSchema = z.object({
  /** Several of them come as a list, which is as good as any. */
  type: z.string().optional().catch(undefined),
  const: z.json().optional(),
  enum: z.array(z.json()).optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
  allOf: z.array(z.unknown()).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).default([]),
  items: z.unknown().optional(),
  minItems: z.number().default(0),
  format: z.string().optional(),
  pattern: z.string().optional(),
  minLength: z.number().default(0),
  maxLength: z.number().default(20),
  minimum: z.number().optional(),
  exclusiveMinimum: z.number().default(-6),
})

export const PASSWORD = 'kelp-harbor-thimble-9'

/** Values that pass where anything of the kind would, and mean something here and there. */
const text = fc.oneof(
  fc.constantFrom('a', 'Chrome on Linux', 'sheets', '10', 'A1:B2', 'light', PASSWORD),
  fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }),
)

/** Fields that mean something when they name what there is; the names are put in when it is sent. */
const KNOWN: Record<string, fc.Arbitrary<unknown>> = {
  account: fc.constant('{account}'),
  spreadsheetId: fc.constant('{spreadsheetId}'),
  sheetId: fc.constant(0),
  tableStart: fc.constant('A1'),
  redirectUri: fc.constant(DEFAULT_REDIRECTS[0]),
  email: fc.nat({ max: 9 }).map((n) => `person-${n}@example.org`),
  password: fc.constant(PASSWORD),
  currentPassword: fc.constant(PASSWORD),
}

const ROUNDS = 4

/**
 * For each route the bodies of the contract that pass its validation, found by trying; any of the
 * contract's, where none of them does.
 * @param send sends as somebody who is signed in
 */
export async function fittingBodies(
  routes: readonly Route[],
  seed: number,
  send: (sent: Sent) => Promise<Answer>,
): Promise<(route: Route) => fc.Arbitrary<unknown>> {
  const all = await contractBodies()
  const fitting = new Map<string, fc.Arbitrary<unknown>>()
  for (const { method, path } of routes.filter(({ method }) => method !== 'GET')) {
    const passes = async (body: fc.Arbitrary<unknown>, round: number) => {
      const [sample] = fc.sample(body, { numRuns: 1, seed: seed + round })
      const { text } = await send({
        method,
        target: path.replaceAll(/:\w+/g, 'x'),
        headers: {
          authorization: 'Bearer {ada}',
          'content-type': 'application/json',
          'x-forwarded-for': `2001:db8:${round}:${all.indexOf(body)}::1`,
        },
        body: JSON.stringify(sample),
      })
      return !text.includes('"invalid_input"')
    }
    const passing: fc.Arbitrary<unknown>[] = []
    // What a schema lets pass may still be refused for its values, so a second and third is tried.
    for (let round = 0; round < ROUNDS && passing.length === 0; round += 1) {
      for (const body of all) if (await passes(body, round)) passing.push(body)
    }
    if (passing.length > 0) fitting.set(`${method} ${path}`, fc.oneof(...passing))
  }
  const any = fc.oneof(...all)
  return ({ method, path }) => fitting.get(`${method} ${path}`) ?? any
}

/** Bodies as the schemas of the contract have them, those of requests among them. */
async function contractBodies(): Promise<fc.Arbitrary<unknown>[]> {
  const bodies: fc.Arbitrary<unknown>[] = []
  const folder = join(import.meta.dirname, '../../../shared/contract')
  for (const file of readdirSync(folder)) {
    const exports = (await import(join(folder, file))) as Record<string, unknown>
    for (const schema of Object.values(exports)) {
      if (!(schema instanceof $ZodType)) continue
      const json = z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' })
      if (json.type === 'object') bodies.push(valueOf(json))
    }
  }
  return bodies
}

function valueOf(given: unknown): fc.Arbitrary<unknown> {
  const schema = jsonSchema.parse(given)
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const several = schema.anyOf ?? schema.oneOf
  if (several) return fc.oneof(...several.map(valueOf))
  switch (schema.type) {
    case 'object': {
      const properties = Object.entries(schema.properties ?? {})
      return fc.record(
        Object.fromEntries(properties.map(([name, one]) => [name, fieldOf(name, one)])),
        { requiredKeys: schema.required },
      )
    }
    case 'array':
      return fc.array(valueOf(schema.items), { minLength: schema.minItems, maxLength: 4 })
    case 'integer':
      return fc.integer({ min: schema.minimum ?? schema.exclusiveMinimum + 1, max: 5 })
    case 'number':
      return fc.double({ noNaN: true, noDefaultInfinity: true })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'string':
      return stringOf(schema)
    case undefined:
    default:
      return text
  }
}

function fieldOf(name: string, schema: unknown): fc.Arbitrary<unknown> {
  const any = valueOf(schema)
  const known = KNOWN[name]
  return known ? fc.oneof({ weight: 3, arbitrary: known }, { weight: 1, arbitrary: any }) : any
}

function stringOf(schema: z.infer<typeof jsonSchema>): fc.Arbitrary<string> {
  switch (schema.format) {
    case 'email':
      return fc.constantFrom('reader@example.org', 'other@example.org', 'x@example.net')
    case 'uuid':
      return fc.uuid({ version: 4 })
    case 'uri':
      return fc.constantFrom('https://example.org/', 'mailto:a@example.org')
    case 'date':
      return fc.constantFrom('2026-01-31', '1999-12-31')
    case undefined:
    default:
      return schema.pattern === undefined
        ? text.filter(({ length }) => length >= schema.minLength)
        : fc.stringMatching(new RegExp(schema.pattern), { size: 'small' })
  }
}
