import { z } from 'zod'
import type { Fault } from '#test/google/http/faults.ts'
import { KINDS } from '#test/google/http/kinds.ts'

const on = z.string().refine((name) => KINDS.includes(name), {
  error: `"on" says which requests a fault is for: ${KINDS.join(', ')}`,
})
const common = {
  times: z.int().positive().exactOptional(),
  share: z.number().gt(0).max(1).exactOptional(),
  seed: z.int().exactOptional(),
}
const before = z.literal(['before', 'after'])
const policyOn = z.literal(['token', 'token.refresh', 'token.code', 'authorize', 'oauth'])

/** A fault as other processes give it. */
export const FAULT: z.ZodType<Fault> = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('fail'),
    on,
    ...common,
    status: z.literal([400, 401, 403, 404, 409, 429, 500, 502, 503, 504]),
    body: z.record(z.string(), z.unknown()).exactOptional(),
  }),
  z.strictObject({
    kind: z.literal('delay'),
    on,
    ...common,
    milliseconds: z.number().nonnegative(),
  }),
  z.strictObject({
    kind: z.literal('hang'),
    on,
    ...common,
    when: z.literal(['before', 'after', 'late']).exactOptional(),
  }),
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
