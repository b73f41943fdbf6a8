import { effectiveScopes, failureUrl, type Flow } from './authorize.ts'
import { PageError } from './parameters.ts'
import type { Person } from './people.ts'
import { onlyForFiles } from './picker.ts'
import type { World } from '#test/google/world.ts'

/**
 * Who may use an app at all, once it is known who asks. Known from public error reports; the words
 * beside the codes are our own.
 * @throws PageError as Google shows an error page and does not redirect.
 */
export function checkAudience(world: World, flow: Flow, person: Person): void {
  const { organisation, publishing, testUsers, name } = flow.client
  if (organisation !== undefined && person.domain !== organisation) {
    throw new PageError(403, 'org_internal', `${name} is for accounts of ${organisation} only.`)
  }
  if (publishing === 'testing' && testUsers && !testUsers.includes(person.email)) {
    const message = `${name} is being tested, and ${person.email} is not among its testers.`
    throw new PageError(403, 'access_denied', message)
  }
  if (flow.picker) onlyForFiles(effectiveScopes(world, flow, person))
}

/**
 * Where a person goes whose administrator blocks every app; null for anybody else. Both ways of telling
 * it are seen in public error reports.
 * @throws PageError when only the person is told.
 */
export function blockedUrl(world: World, flow: Flow, person: Person): string | null {
  const told = world.blockedByAdmin.get(person.sub)
  if (told === undefined) return null
  if (told === 'callback') return failureUrl(flow, 'admin_policy_enforced')
  const message = `${flow.client.name} is blocked for ${person.email}.`
  throw new PageError(400, 'admin_policy_enforced', message)
}
