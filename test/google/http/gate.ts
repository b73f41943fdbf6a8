import type { Context } from 'hono'
import { admitKey, apiKeyOf } from './api-key.ts'
import { DriveError, deadToken, insufficientScope, missingToken } from './errors.ts'
import type { Operation } from './operations.ts'
import { DRIVE_FILE } from '#test/google/oauth/scopes.ts'
import { bearer } from '#test/google/oauth/bearer.ts'
import type { AccessToken } from '#test/google/oauth/tokens.ts'
import type { World } from '#test/google/world.ts'
import type { Role, StoredFile } from '#test/google/drive/files.ts'

/** The live token of a request whose scopes open the operation; without one, an API key counts. */
export function admit(world: World, c: Context, operation: Operation): AccessToken {
  const value = tokenOf(c)
  if (value === null) {
    const key = apiKeyOf(c)
    if (key === undefined) throw missingToken()
    return admitKey(world, key, operation)
  }
  const access = world.tokens.liveAccess(value)
  if (!access) throw deadToken()
  if (!operation.scopes.some((scope) => access.scopes.includes(scope))) {
    const service =
      operation.service === 'sheets' ? 'sheets.googleapis.com' : 'drive.googleapis.com'
    throw insufficientScope(service, operation.method, operation.scopes)
  }
  return access
}

/** The access token of a request: from its header or, as Google also takes it, its query. */
export function tokenOf(c: Context): string | null {
  return bearer(c) ?? c.req.query('access_token') ?? c.req.query('oauth_token') ?? null
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
