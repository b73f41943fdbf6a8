import { drive } from 'googleapis/build/src/apis/drive/index.js'
import { z } from 'zod'
import type { Deps } from '#server/deps.ts'
import { bearer, OAUTH_TIMEOUT_MS } from './client.ts'
import { endpointsOf } from './endpoints.ts'
import { failureOf, googleFailure } from './errors.ts'
import { picture, subOfDrive, type Identity } from './identity.ts'

const about = z.object({
  user: z.object({
    permissionId: z.string().min(1),
    emailAddress: z.email().toLowerCase(),
    displayName: z.string().nullable().default(null).catch(null),
    photoLink: picture,
  }),
})

/**
 * Who a Google account is, as Drive tells with an access token of it: all that `drive.file` opens.
 * https://developers.google.com/workspace/drive/api/reference/rest/v3/about
 * @throws the codes of errors.ts
 */
export async function identityFromDrive(deps: Deps, accessToken: string): Promise<Identity> {
  const api = drive({
    version: 'v3',
    auth: bearer(accessToken),
    rootUrl: endpointsOf(deps.config).drive,
  })
  const answer = await api.about
    .get({ fields: 'user' }, { retry: false, timeout: OAUTH_TIMEOUT_MS })
    .catch((error: unknown) => {
      throw failureOf(error)
    })
  const read = about.safeParse(answer.data)
  if (!read.success) throw googleFailure('google_unavailable', 'about.get answered something else')
  const { permissionId, emailAddress: email, displayName: name, photoLink } = read.data.user
  return {
    sub: subOfDrive(permissionId),
    email,
    // Drive does not say; nobody signs in by this.
    emailVerified: false,
    emailHosted: false,
    name,
    picture: photoLink,
  }
}
