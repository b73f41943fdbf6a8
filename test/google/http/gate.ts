import type { Context } from 'hono'
import { DriveError, deadToken, insufficientScope, missingToken, quotaExceeded } from './errors.ts'
import type { Operation } from './operations.ts'
import { DRIVE_FILE } from '#test/google/oauth/scopes.ts'
import { bearer } from '#test/google/oauth/bearer.ts'
import type { AccessToken } from '#test/google/oauth/tokens.ts'
import type { World } from '#test/google/world.ts'
import type { Role, StoredFile } from '#test/google/drive/files.ts'

/** The live token of a request whose scopes open the operation. */
export function admit(world: World, c: Context, operation: Operation): AccessToken {
  const value = bearer(c) ?? c.req.query('access_token')
  if (value === undefined || value === null) throw missingToken()
  const access = world.tokens.liveAccess(value)
  if (!access) throw deadToken()
  if (!operation.scopes.some((scope) => access.scopes.includes(scope))) {
    const service =
      operation.service === 'sheets' ? 'sheets.googleapis.com' : 'drive.googleapis.com'
    throw insufficientScope(service, operation.method, operation.scopes)
  }
  return access
}

/** With `drive.file` alone a token reaches only files that were made or picked for its project. */
export function reaches(file: StoredFile, access: AccessToken): boolean {
  const other = access.scopes.some(
    (scope) => scope !== DRIVE_FILE && /\/auth\/(drive|spreadsheets)/.test(scope),
  )
  return other || file.openTo.has(access.client.projectId)
}

/** What the person may do with the file, through this token; null for nothing. */
export function roleOf(file: StoredFile, access: AccessToken): Role | null {
  return reaches(file, access) ? (file.access.get(access.person.sub) ?? null) : null
}

const MINUTE = 60_000

/** Counts what each person asks of Sheets, by the clock's minute. */
export class Quota {
  readonly #counts = new Map<string, { minute: number; count: number }>()

  count(world: World, access: AccessToken, operation: Operation): void {
    if (world.quota === null || operation.service !== 'sheets') return
    const key = `${access.person.sub} ${access.client.projectId} ${operation.kind}`
    const minute = Math.floor(world.now() / MINUTE)
    const seen = this.#counts.get(key)
    const count = seen?.minute === minute ? seen.count + 1 : 1
    this.#counts.set(key, { minute, count })
    if (count > world.quota) {
      throw quotaExceeded(operation.kind, access.client.projectId, world.quota)
    }
  }
}

/** Drive speaks of a file that is not there, not yours or not picked alike. Recorded. */
export function fileNotFound(id: string): DriveError {
  return new DriveError(404, `File not found: ${id}.`, {
    legacy: {
      reason: 'notFound',
      message: `File not found: ${id}.`,
      locationType: 'parameter',
      location: 'fileId',
    },
  })
}
