import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { googleAccounts, people } from '#server/db/schema.ts'
import { BEN } from '#test/google/oauth/people.ts'
import { REDIRECT, refusal, startSheetside, visit } from '#test/server/harness.ts'
import { arrive, DEAD_END, finished, gained, returning } from './flow.ts'

const EXPIRED = { status: 400, code: 'flow_expired' }
const UNAUTHENTICATED = { status: 401, code: 'unauthenticated' }

/**
 * RFC 9700 §4.7.1 and §4.8: the attacker begins, and has the victim finish. What the victim's browser
 * ends with is the address of the extension, which is none of the web and which the attacker can't read.
 */
describe('a link that an attacker prepared and a victim opened', () => {
  it('to connect gives the attacker nothing: the code is in the victim’s browser alone', async () => {
    const sheetside = await startSheetside()
    const attacker = await sheetside.register('attacker@example.org')
    const { callback, cookie, googleCode } = await returning(sheetside, 'connect', attacker.token)
    const { location } = await visit(callback, cookie)
    expect(location).toMatch(new RegExp(`^${REDIRECT}\\?code=`))
    // What the attacker does know: the link, and, say, what Google's redirect had in it.
    for (const guess of [googleCode, new URL(callback).searchParams.get('state') ?? '']) {
      const answer = sheetside.redeem(guess, 'a'.repeat(43), attacker.token)
      expect(await refusal(answer)).toEqual(EXPIRED)
    }
    expect(await gained(sheetside.deps)).toMatchObject({ grants: 0 })
  })

  it('to connect links nothing to the victim who is signed in, not even with the attacker’s verifier', async () => {
    const sheetside = await startSheetside()
    const attacker = await sheetside.register('attacker@example.org')
    const victim = await sheetside.register('victim@example.org')
    const { code, codeVerifier } = await finished(sheetside, 'connect', attacker.token)
    expect(await refusal(sheetside.redeem(code, codeVerifier, victim.token))).toEqual(EXPIRED)
    // And is spent for the attacker too.
    expect(await refusal(sheetside.redeem(code, codeVerifier, attacker.token))).toEqual(EXPIRED)
    expect(await gained(sheetside.deps)).toMatchObject({ grants: 0 })
  })

  it('to sign in gives the victim’s extension no session of the attacker’s making', async () => {
    const sheetside = await startSheetside()
    const victim = await sheetside.begin('sign_in')
    const prepared = await finished(sheetside, 'sign_in', undefined, { person: BEN.email })
    expect(await refusal(sheetside.redeem(prepared.code, victim.codeVerifier))).toEqual(EXPIRED)
    expect(await gained(sheetside.deps)).toMatchObject({ people: 0, sessions: 0 })
  })

  it('is dead for the victim once the attacker has opened it to see where it goes', async () => {
    const sheetside = await startSheetside()
    const { startUrl, consentUrl } = await sheetside.begin('sign_in')
    expect((await visit(startUrl)).location).toBeNull()
    // The consent page itself, sent on by the attacker, ends in a browser without the flow's cookie.
    const { callback } = await returning(sheetside, 'sign_in')
    expect(consentUrl).toContain('state=')
    expect(await arrive(callback)).toBe(DEAD_END)
  })
})

describe('what a flow that connects was begun for', () => {
  it('is redeemed by that person alone: without a session it is not', async () => {
    const sheetside = await startSheetside()
    const { token } = await sheetside.register()
    const { code, codeVerifier } = await finished(sheetside, 'connect', token)
    expect(await refusal(sheetside.redeem(code, codeVerifier))).toEqual(UNAUTHENTICATED)
    expect(await refusal(sheetside.redeem(code, codeVerifier, token))).toEqual(EXPIRED)
  })

  it('is not redeemed with the session that began it, once that has ended', async () => {
    const sheetside = await startSheetside()
    const { token } = await sheetside.register()
    const { code, codeVerifier } = await finished(sheetside, 'connect', token)
    await sheetside.call('DELETE', '/api/sessions/current', { token })
    expect(await refusal(sheetside.redeem(code, codeVerifier, token))).toEqual(UNAUTHENTICATED)
    expect(await gained(sheetside.deps)).toMatchObject({ grants: 0 })
  })

  it('goes with the person, wherever in the flow they are deleted', async () => {
    const sheetside = await startSheetside()
    const { deps } = sheetside
    const { token, person } = await sheetside.register()
    const waiting = await returning(sheetside, 'connect', token)
    const { code, codeVerifier } = await finished(sheetside, 'connect', token)
    await deps.db.delete(people).where(eq(people.id, person.id))
    expect(await arrive(waiting.callback, waiting.cookie)).toBe(DEAD_END)
    expect(await refusal(sheetside.redeem(code, codeVerifier, token))).toEqual(UNAUTHENTICATED)
    expect(await refusal(sheetside.redeem(code, codeVerifier))).toEqual(EXPIRED)
    expect(await gained(deps)).toEqual({ people: 0, sessions: 0, identities: 0, grants: 0 })
  })

  it('is not begun for the account of another person', async () => {
    const sheetside = await startSheetside()
    const account = await sheetside.connect(await sheetside.register('victim@example.org'))
    const { token } = await sheetside.register('attacker@example.org')
    const body = {
      purpose: 'connect',
      redirectUri: REDIRECT,
      codeChallenge: 'a'.repeat(43),
      account: account.id,
    }
    const answer = sheetside.call('POST', '/api/google/flows', { token, body })
    expect(await refusal(answer)).toEqual({ status: 404, code: 'not_found' })
  })

  it('is the Google account that agreed, not the one it was begun for', async () => {
    const sheetside = await startSheetside()
    const session = await sheetside.register()
    const first = await sheetside.connect(session)
    const { code, codeVerifier } = await finished(sheetside, 'connect', session.token, {
      person: BEN.email,
    })
    expect((await sheetside.redeem(code, codeVerifier, session.token)).status).toBe(200)
    const rows = await sheetside.deps.db.select().from(googleAccounts)
    expect(rows.map(({ id, email }) => [id === first.id, email])).toEqual([
      [true, first.email],
      [false, BEN.email],
    ])
  })
})

describe('a sign-in', () => {
  it('in the name of another than who is signed in there is refused, and makes nobody', async () => {
    const sheetside = await startSheetside()
    const other = await sheetside.register()
    const { code, codeVerifier } = await finished(sheetside, 'sign_in')
    const answer = sheetside.redeem(code, codeVerifier, other.token)
    expect(await refusal(answer)).toEqual({ status: 409, code: 'conflict' })
    expect(await refusal(sheetside.redeem(code, codeVerifier))).toEqual(EXPIRED)
    expect(await gained(sheetside.deps)).toMatchObject({ people: 1, identities: 0, grants: 0 })
  })

  it('redeemed with a bearer that is wrong is refused, and the code is still good', async () => {
    const sheetside = await startSheetside()
    const { code, codeVerifier } = await finished(sheetside, 'sign_in')
    expect(await refusal(sheetside.redeem(code, codeVerifier, 'x'.repeat(43)))).toEqual(
      UNAUTHENTICATED,
    )
    expect((await sheetside.redeem(code, codeVerifier)).status).toBe(200)
  })
})
