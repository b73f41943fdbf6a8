import type { Context } from 'hono'
import { ApiError, badField } from './errors.ts'

/** The JSON body of an API request; `{}` for none. @throws ApiError as Google's JSON reader does. */
export async function readBody(c: Context, _operation: string): Promise<Record<string, unknown>> {
  if (c.req.method === 'GET' || c.req.method === 'DELETE') return {}
  const text = await c.req.text()
  if (text.trim() === '') return {}
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    const [line = ''] = text.split('\n')
    throw new ApiError(
      400,
      `Invalid JSON payload received. Unexpected token.\n${line.slice(0, 40)}\n^`,
    )
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    const what = 'Invalid JSON payload received. Unknown name "": Root element must be a message.'
    throw badField('', what)
  }
  return withoutNulls(parsed) as Record<string, unknown>
}

/** `null` for a field is as if it were not there; in lists of values it means "leave alone". */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, part]) =>
      part === null ? [] : [[name, withoutNulls(part)]],
    ),
  )
}
