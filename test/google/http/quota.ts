import { ApiError, DriveError, errorInfo } from './errors.ts'
import type { Operation } from './operations.ts'
import type { AccessToken } from '#test/google/oauth/tokens.ts'
import type { World } from '#test/google/world.ts'

/**
 * Requests that may be made within a minute; null for as many as one likes. Of Sheets, reads and
 * writes are counted apart, and a batch once.
 */
export type Limits = { person: number | null; project: number | null; drive: number | null }

export const NO_LIMITS: Limits = { person: null, project: null, drive: null }

/**
 * https://developers.google.com/workspace/sheets/api/limits and, for Drive,
 * https://developers.google.com/workspace/drive/api/guides/limits as it is for projects from before
 * May 2026, whose requests are counted and not weighed. Drive has one figure for both.
 */
export const GOOGLE_LIMITS = { person: 60, project: 300, drive: 12_000 } satisfies Limits

const MINUTE = 60_000

/** Counts what each person and each project asks for, by the clock's minute. */
export class Quota {
  #minute = 0
  #counts = new Map<string, number>()

  /** Counts a request, refused or not. @throws ApiError when it is one too many. */
  count(world: World, access: AccessToken, operation: Operation): void {
    const minute = Math.floor(world.now() / MINUTE)
    if (minute !== this.#minute) this.#counts = new Map()
    this.#minute = minute
    const { projectId } = access.client
    const { limits } = world
    const what = operation.service === 'drive' ? 'drive' : operation.kind
    const byPerson = this.#more(`${what} ${projectId} ${access.person.sub}`)
    const byProject = this.#more(`${what} ${projectId}`)
    if (operation.service === 'drive') {
      if (byPerson > (limits.drive ?? Infinity)) throw driveQuotaExceeded('person', projectId)
      if (byProject > (limits.drive ?? Infinity)) throw driveQuotaExceeded('project', projectId)
      return
    }
    if (limits.person !== null && byPerson > limits.person) {
      throw sheetsQuotaExceeded('person', operation.kind, projectId, limits.person)
    }
    if (limits.project !== null && byProject > limits.project) {
      throw sheetsQuotaExceeded('project', operation.kind, projectId, limits.project)
    }
  }

  #more(key: string): number {
    const count = (this.#counts.get(key) ?? 0) + 1
    this.#counts.set(key, count)
    return count
  }
}

/** As recorded in 2025 for a person's; a project's has the same form. `kind` is what is counted. */
export function sheetsQuotaExceeded(
  whose: 'person' | 'project',
  kind: 'read' | 'write',
  project: string,
  limit: number,
): ApiError {
  const name = kind === 'read' ? 'Read' : 'Write'
  const [words, suffix, unit] =
    whose === 'person'
      ? ['per minute per user', 'PerMinutePerUser', '1/min/{project}/{user}']
      : ['per minute', 'PerMinutePerProject', '1/min/{project}']
  return new ApiError(
    429,
    `Quota exceeded for quota metric '${name} requests' and limit '${name} requests ${words}' of service 'sheets.googleapis.com' for consumer 'project_number:${project}'.`,
    {
      details: [
        errorInfo('RATE_LIMIT_EXCEEDED', {
          quota_limit_value: String(limit),
          service: 'sheets.googleapis.com',
          consumer: `projects/${project}`,
          quota_unit: unit,
          quota_location: 'global',
          quota_metric: `sheets.googleapis.com/${kind}_requests`,
          quota_limit: `${name}Requests${suffix}`,
        }),
        {
          '@type': 'type.googleapis.com/google.rpc.Help',
          links: [
            {
              description: 'Request a higher quota limit.',
              url: 'https://cloud.google.com/docs/quotas/help/request_increase',
            },
          ],
        },
      ],
    },
  )
}

/** Drive answers 403 [D]; the words are those of public error reports. */
function driveQuotaExceeded(whose: 'person' | 'project', project: string): DriveError {
  const extendedHelp = `https://console.developers.google.com/apis/api/drive.googleapis.com/quotas?project=${project}`
  const [reason, message] =
    whose === 'person'
      ? [
          'userRateLimitExceeded',
          `User Rate Limit Exceeded. Rate of requests for user exceed configured project quota. You may consider re-evaluating expected per-user traffic to the API and adjust project quota limits accordingly. You may monitor aggregate quota usage and adjust limits in the API Console: ${extendedHelp}`,
        ]
      : [
          'rateLimitExceeded',
          `Rate Limit Exceeded. Rate of requests exceed configured project quota. You may monitor aggregate quota usage and adjust limits in the API Console: ${extendedHelp}`,
        ]
  return new DriveError(403, message, {
    legacy: { message, domain: 'usageLimits', reason, extendedHelp },
  })
}
