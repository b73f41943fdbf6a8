import { eq, lt } from 'drizzle-orm'
import { z } from 'zod'
import type { FlowPurpose } from '#shared/contract/google.ts'
import { googleAccess } from '#shared/contract/server.ts'
import { SheetsideError } from '#shared/errors.ts'
import { ONE_TIME_CODE_SECONDS } from '#shared/limits.ts'
import { oneTimeCodes } from '#server/db/schema.ts'
import type { Deps } from '#server/deps.ts'
import { OUTCOME, placeOf } from '#server/vault/sealed.ts'
import { challengeOf, hashOf, newSecret, same } from '#server/vault/secrets.ts'
import { tryOpen } from '#server/vault/vault.ts'
import { identity } from './identity.ts'

const date = z.coerce.date()

/** What Google gave in a flow: who the account is, and what Sheetside may do with it. */
export const outcome = z.object({
  identity,
  access: googleAccess,
  /** The ids of the files that were picked on the way. */
  picked: z.array(z.string()),
  tokens: z.object({
    accessToken: z.string(),
    accessExpiresAt: date,
    refreshToken: z.string().nullable(),
    scopes: z.string(),
    grantExpiresAt: date.nullable(),
    boundTo: z.string().nullable(),
  }),
})
export type Outcome = z.infer<typeof outcome>

/** What a flow was begun for: by whom, where they are signed in, or with what invitation. */
type Begun = { purpose: FlowPurpose; personId: string | null; invitationId: string | null }
type Waiting = Begun & { codeChallenge: string }

const place = (id: string) => placeOf(OUTCOME, { id })

/** Puts an outcome aside, sealed, for the extension that began the flow, and answers the code for it. */
export async function issueCode(deps: Deps, waiting: Waiting, result: Outcome): Promise<string> {
  const code = newSecret()
  const id = hashOf(code)
  await deps.db.insert(oneTimeCodes).values({
    id,
    ...waiting,
    outcome: deps.vault.seal(JSON.stringify(result), place(id)),
    expiresAt: new Date(deps.now().getTime() + ONE_TIME_CODE_SECONDS * 1000),
  })
  return code
}

/**
 * Takes what waits under a code. Whoever comes first takes it away, with the right verifier or without.
 * @throws flow_expired, the same whether the code is unknown, used, too old or of another extension
 */
export async function takeCode(
  deps: Deps,
  code: string,
  codeVerifier: string,
): Promise<Begun & { outcome: Outcome }> {
  const id = hashOf(code)
  const [row] = await deps.db.delete(oneTimeCodes).where(eq(oneTimeCodes.id, id)).returning()
  if (!row) throw expired('no such code')
  if (row.expiresAt <= deps.now()) throw expired('code too old')
  if (!same(challengeOf(codeVerifier), row.codeChallenge)) throw expired('wrong verifier')
  const opened = tryOpen(deps.vault, row.outcome, place(id))
  if (opened === null) throw expired('what is sealed does not open')
  return {
    purpose: row.purpose,
    personId: row.personId,
    invitationId: row.invitationId,
    outcome: outcome.parse(JSON.parse(opened)),
  }
}

export async function sweepCodes({ db, now }: Deps): Promise<void> {
  await db.delete(oneTimeCodes).where(lt(oneTimeCodes.expiresAt, now()))
}

export function expired(reason: string): SheetsideError {
  return new SheetsideError('flow_expired', 'This sign-in is no longer valid. Start it again.', {
    reason,
  })
}
