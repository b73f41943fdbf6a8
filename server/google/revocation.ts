import { z } from 'zod'
import type { Deps } from '#server/deps.ts'
import { clientOf, OAUTH_TIMEOUT_MS } from './client.ts'
import { endpointsOf } from './endpoints.ts'

const refusal = z.object({ error: z.string() })

/**
 * Ends at Google the whole grant that a token is of: for this person, and every client of the Cloud
 * project. The token goes in the body, where no proxy logs it.
 * https://developers.google.com/identity/protocols/oauth2/web-server#tokenrevoke
 * @returns null where the grant is over, now or since before; else why Google could not be told
 */
export async function revoke({ config }: Pick<Deps, 'config'>, token: string) {
  const answer = await clientOf(config)
    .transporter.request<unknown>({
      url: endpointsOf(config).revoke,
      method: 'POST',
      data: new URLSearchParams({ token }),
      timeout: OAUTH_TIMEOUT_MS,
      retry: false,
      redirect: 'error',
      validateStatus: () => true,
    })
    .catch(() => null)
  if (!answer) return 'no answer'
  const { status, data } = answer
  if (status === 200) return null
  const refused = refusal.safeParse(data)
  // A token that is dead already is what was wanted.
  if (status === 400 && refused.data?.error === 'invalid_token') return null
  return `google answered ${status}`
}
