import * as z from 'zod/mini'

/** `GET /healthz` of a Sheetside server. */
const health = z.object({ status: z.literal('ok'), service: z.literal('sheetside') })

const PATIENCE_MS = 8000

/**
 * What is at an address: `ok` a Sheetside server; `not_sheetside` something else answers;
 * `blocked` something is there, but the browser does not let this extension read it, which a host
 * permission would change; `unreachable` nothing answers.
 */
export type ServerHealth = 'ok' | 'not_sheetside' | 'blocked' | 'unreachable'

/** Asks as nobody: no session goes to an address that is only being tried. */
export async function checkServer(address: string): Promise<ServerHealth> {
  try {
    const response = await fetch(`${address}/healthz`, options())
    const body: unknown = await response.json().catch(() => null)
    return response.ok && health.safeParse(body).success ? 'ok' : 'not_sheetside'
  } catch {
    return (await answersAtAll(address)) ? 'blocked' : 'unreachable'
  }
}

/** An opaque request fails only where nothing answers; one that CORS hides from us resolves. */
async function answersAtAll(address: string): Promise<boolean> {
  try {
    await fetch(`${address}/healthz`, { ...options(), mode: 'no-cors' })
    return true
  } catch {
    return false
  }
}

function options(): RequestInit {
  return {
    signal: AbortSignal.timeout(PATIENCE_MS),
    credentials: 'omit',
    cache: 'no-store',
    redirect: 'follow',
  }
}
