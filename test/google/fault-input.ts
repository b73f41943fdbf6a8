import { z } from 'zod'
import type { Fault } from '#test/google/http/faults.ts'
import { KINDS } from '#test/google/http/kinds.ts'

/** A fault as other processes give it. */

const on = z.string().refine((name) => KINDS.includes(name), {
  error: `"on" says which requests a fault is for: ${KINDS.join(', ')}`,
})
const common = {
  times: z.int().positive().optional(),
  share: z.number().gt(0).max(1).optional(),
  seed: z.int().optional(),
}
const before = z.literal(['before', 'after'])
const policyOn = z.literal(['token', 'token.refresh', 'token.code', 'authorize', 'oauth'])

const schema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('fail'),
    on,
    ...common,
    status: z.literal([400, 401, 403, 404, 409, 429, 500, 502, 503, 504]),
    body: z.record(z.string(), z.unknown()).optional(),
  }),
  z.strictObject({
    kind: z.literal('delay'),
    on,
    ...common,
    milliseconds: z.number().nonnegative(),
  }),
  z.strictObject({ kind: z.literal('hang'), on, ...common, when: before.optional() }),
  z.strictObject({ kind: z.literal('drop'), on, ...common, when: before }),
  z.strictObject({ kind: z.literal('truncate'), on, ...common }),
  z.strictObject({ kind: z.literal('service-disabled'), on, ...common }),
  z.strictObject({ kind: z.literal('expired-token'), on, ...common }),
  z.strictObject({ kind: z.literal('revoked-grant'), on, ...common }),
  z.strictObject({
    kind: z.literal('invalid-rapt'),
    on: policyOn.default('token.refresh'),
    ...common,
  }),
  z.strictObject({
    kind: z.literal('admin-policy-enforced'),
    on: policyOn.default('token.refresh'),
    ...common,
  }),
])

type Given = z.infer<typeof schema>

/** Reads a fault. What was left out is left out of the result too. */
export const FAULT = schema.transform(
  (given: Given): Fault =>
    Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Fault,
)
