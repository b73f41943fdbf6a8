import { gaxios } from 'google-auth-library'
import { z } from 'zod'
import type { Deps } from '#server/deps.ts'
import { same } from '#server/vault/secrets.ts'
import { clientOf } from './client.ts'
import { picture, type Identity } from './identity.ts'
import { TokenError } from './token-endpoint.ts'

const claims = z.object({
  sub: z.string().min(1),
  email: z.email().toLowerCase(),
  email_verified: z.boolean().default(false),
  hd: z.string().optional(),
  name: z.string().nullable().default(null).catch(null),
  picture,
  /** Which client of the project it was given to: none but ours asked for this one. */
  azp: z.string().optional(),
  nonce: z.string(),
})

export class IdTokenError extends Error {
  override name = 'IdTokenError'
}

/**
 * Reads an id_token that Google gave for a flow with this nonce. Signature, issuer, audience and
 * expiry are checked by google-auth-library.
 * https://developers.google.com/identity/openid-connect/openid-connect#validatinganidtoken
 * @throws IdTokenError, which never repeats the token; TokenError where Google's keys can't be had
 */
export async function readIdToken(deps: Deps, idToken: string, nonce: string): Promise<Identity> {
  const { clientId } = deps.config.google
  const ticket = await clientOf(deps.config)
    .verifyIdToken({ idToken, audience: clientId })
    .catch((error: unknown) => {
      if (error instanceof gaxios.GaxiosError) {
        throw new TokenError({ kind: error.code === 'TimeoutError' ? 'timeout' : 'unavailable' })
      }
      // What the library throws has the token in its text.
      throw new IdTokenError('not valid')
    })
  const read = claims.safeParse(ticket.getPayload())
  if (!read.success) throw new IdTokenError('its claims are not as documented')
  const { sub, email, email_verified: emailVerified, hd, name, picture, azp } = read.data
  if (azp !== undefined && azp !== clientId) throw new IdTokenError('given to another client')
  if (!same(read.data.nonce, nonce)) throw new IdTokenError('made for another flow')
  const emailHosted = emailVerified && (email.endsWith('@gmail.com') || hd !== undefined)
  return { sub, email, emailVerified, emailHosted, name, picture }
}
