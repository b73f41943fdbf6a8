import { opening } from './files.ts'
import type { Item } from './item.ts'
import type { Role } from './permission.ts'
import type { Operation } from '#test/google/http/operations.ts'
import { DRIVE_FILE } from '#test/google/oauth/scopes.ts'
import type { AccessToken } from '#test/google/oauth/tokens.ts'
import type { World } from '#test/google/world.ts'

/** Who asks, by what token, for which operation. */
export type Asking = {
  world: World
  access: AccessToken
  operation: Pick<Operation, 'scopes'>
}

/**
 * Whether the token lets the operation at the item. A scope reaches what it is for: with
 * `spreadsheets` and `drive.file`, Sheets reaches all spreadsheets, and Drive only what was made or
 * picked for the project [D].
 */
export function reaches({ access, operation }: Asking, item: Item): boolean {
  const wide = operation.scopes.some(
    (scope) => scope !== DRIVE_FILE && access.scopes.includes(scope),
  )
  return wide || item.openTo.has(opening(access.person, access.client.projectId))
}

/** What the person may do with the item, through this token; null for nothing. */
export function roleOf(asking: Asking, item: Item): Role | null {
  if (!reaches(asking, item)) return null
  return asking.world.files.roleOf(item, asking.access.person)
}
