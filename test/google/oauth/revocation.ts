import type { Person } from './people.ts'
import type { World } from '#test/google/world.ts'

/**
 * Takes back all that a person gave, to one project or to all of them: tokens, consent, and the files
 * that `drive.file` was let at ("revoked when the user deauthorizes the app" [D]).
 */
export function revokeGrant(world: World, person: Person, projectId?: string): void {
  world.tokens.revokeGrant(person, projectId)
  world.files.close(person, projectId)
}

/**
 * Revokes the whole grant that a token of either kind is of, for every client of its project [D].
 * @returns false for a token that is dead already.
 */
export function revokeToken(world: World, token: string): boolean {
  const found = world.tokens.liveAccess(token) ?? world.tokens.liveRefresh(token)
  if (!found) return false
  revokeGrant(world, found.person, found.client.projectId)
  return true
}
