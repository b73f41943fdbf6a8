import type { Context } from 'hono'
import type { Call } from '#test/google/http/call.ts'

/** What a request of Drive brings. */
export type Sent = Pick<Call, 'body' | 'media'>

export async function readBytes(c: Context): Promise<Uint8Array> {
  return new Uint8Array(await c.req.arrayBuffer())
}

/** A field with null is as if it were not there; inside of properties null clears. Recorded, [D]. */
export function withoutNulls(body: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null))
}

/** A media type without its parameters. */
export function plain(type: string): string {
  return (type.split(';')[0] ?? '').trim().toLowerCase()
}
