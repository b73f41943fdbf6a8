import { describe, expect, it } from 'vitest'
import { oneTimeCodes } from '#server/db/schema.ts'
import { sweepCodes } from '#server/google/one-time-codes.ts'
import { challengeOf, hashOf, newSecret } from '#server/vault/secrets.ts'
import { ADA, BEN } from '#test/google/oauth/people.ts'
import { seedFiles } from '#test/google/seeds/seeds.ts'
import { comeBack, refusal, startSheetside, type Sheetside } from '#test/server/harness.ts'
import { arrive, callbackOf, CODE, finished, gained, NOTHING, returning } from './flow.ts'

const EXPIRED = { status: 400, code: 'flow_expired' }

/** Changes a code at Google's token endpoint with Sheetside's own client, as one who stole both. */
async function exchange({ url, google }: Sheetside, form: Record<string, string>) {
  const answer = await fetch(`${google.url}/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: google.clientId,
      client_secret: google.clientSecret,
      redirect_uri: `${url}/oauth/google/callback`,
      ...form,
    }),
  })
  return { status: answer.status, body: (await answer.json()) as unknown }
}

/** RFC 9700 §4.5: an attacker puts a code where the honest party expects its own. */
describe('a code of Google’s', () => {
  it('of the attacker’s, in the victim’s callback with the victim’s state and cookie, is refused by Google', async () => {
    const sheetside = await startSheetside()
    const victim = await returning(sheetside, 'sign_in')
    const attacker = await returning(sheetside, 'sign_in', undefined, { person: BEN.email })
    const injected = callbackOf(sheetside, { code: attacker.googleCode, state: victim.state })
    expect(await arrive(injected, victim.cookie)).toBe('?error=flow_expired')
    expect(await gained(sheetside.deps)).toEqual(NOTHING)
  })

  it('of the victim’s, in the attacker’s callback, is refused by Google', async () => {
    const sheetside = await startSheetside()
    const victim = await returning(sheetside, 'sign_in')
    const attacker = await returning(sheetside, 'sign_in', undefined, { person: BEN.email })
    const injected = callbackOf(sheetside, { code: victim.googleCode, state: attacker.state })
    expect(await arrive(injected, attacker.cookie)).toBe('?error=flow_expired')
    // And spent by that, for whoever stole it.
    expect(await arrive(victim.callback, victim.cookie)).toBe('?error=flow_expired')
  })

  it('into a flow that connects is refused just so, and connects nothing', async () => {
    const sheetside = await startSheetside()
    const { token } = await sheetside.register()
    const victim = await returning(sheetside, 'connect', token)
    const attacker = await returning(sheetside, 'sign_in', undefined, { person: BEN.email })
    const injected = callbackOf(sheetside, { code: attacker.googleCode, state: victim.state })
    expect(await arrive(injected, victim.cookie)).toBe('?error=flow_expired')
    expect(await gained(sheetside.deps)).toMatchObject({ grants: 0 })
  })

  it('into a flow for picked files is refused, though no id_token binds that one', async () => {
    const sheetside = await startSheetside({
      env: { GOOGLE_SCOPES: 'file' },
      seeds: () => seedFiles(Date.now()),
    })
    const { token } = await sheetside.register('victim@example.org')
    const attacker = await sheetside.register('attacker@example.org')
    const mine = await returning(sheetside, 'connect', token)
    const theirs = await returning(sheetside, 'connect', attacker.token)
    const injected = callbackOf(sheetside, { code: theirs.googleCode, state: mine.state })
    expect(await arrive(injected, mine.cookie)).toBe('?error=flow_expired')
    expect(await gained(sheetside.deps)).toMatchObject({ grants: 0 })
  })

  it('that was used already is refused in another flow', async () => {
    const sheetside = await startSheetside()
    const used = await finished(sheetside, 'sign_in')
    const next = await returning(sheetside, 'sign_in')
    const replayed = callbackOf(sheetside, { code: used.googleCode, state: next.state })
    expect(await arrive(replayed, next.cookie)).toBe('?error=flow_expired')
  })

  it.each([
    ['without a verifier', {}],
    ['with the wrong verifier', { code_verifier: newSecret() }],
  ])('is of no use %s to one who stole it and our client’s secret', async (_, proof) => {
    const sheetside = await startSheetside()
    const { googleCode } = await returning(sheetside, 'sign_in')
    const { status, body } = await exchange(sheetside, { code: googleCode, ...proof })
    expect([status, body]).toEqual([400, expect.objectContaining({ error: 'invalid_grant' })])
  })

  it('is asked for with a challenge that is another in each flow, and S256', async () => {
    const sheetside = await startSheetside()
    const flows = await Promise.all([sheetside.begin('sign_in'), sheetside.begin('sign_in')])
    const asked = flows.map(({ consentUrl }) => new URL(consentUrl).searchParams)
    for (const name of ['code_challenge', 'state', 'nonce']) {
      expect(new Set(asked.map((query) => query.get(name))).size).toBe(2)
    }
    expect(asked.map((query) => query.get('code_challenge_method'))).toEqual(['S256', 'S256'])
  })

  it('that an attacker got by taking the challenge off Google’s address is refused by Google', async () => {
    const sheetside = await startSheetside()
    const flow = await sheetside.begin('sign_in')
    const bare = new URL(flow.consentUrl)
    bare.searchParams.delete('code_challenge')
    bare.searchParams.delete('code_challenge_method')
    const back = await comeBack({ ...flow, consentUrl: bare.href })
    expect(back.search).toBe('?error=flow_expired')
  })
})

describe('a one-time code of ours', () => {
  it('is redeemed once', async () => {
    const sheetside = await startSheetside()
    const { code, codeVerifier } = await finished(sheetside, 'sign_in')
    expect((await sheetside.redeem(code, codeVerifier)).status).toBe(200)
    expect(await refusal(sheetside.redeem(code, codeVerifier))).toEqual(EXPIRED)
  })

  it('is redeemed once of twenty times at the same moment', async () => {
    const sheetside = await startSheetside()
    const { code, codeVerifier } = await finished(sheetside, 'sign_in')
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => sheetside.redeem(code, codeVerifier)),
    )
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await gained(sheetside.deps)).toEqual({
      people: 1,
      sessions: 1,
      identities: 1,
      grants: 1,
    })
  })

  it.each([
    ['one that was made up', () => newSecret()],
    ['that of another flow', (_: string, other: string) => other],
    ['its own challenge', (verifier: string) => challengeOf(verifier)],
    ['its first half', (verifier: string) => verifier.slice(0, 22).padEnd(43, 'A')],
  ])('is spent by a wrong verifier: %s', async (_, forge) => {
    const sheetside = await startSheetside()
    const { code, codeVerifier } = await finished(sheetside, 'sign_in')
    const other = await sheetside.begin('sign_in')
    const wrong = forge(codeVerifier, other.codeVerifier)
    expect(await refusal(sheetside.redeem(code, wrong))).toEqual(EXPIRED)
    expect(await refusal(sheetside.redeem(code, codeVerifier))).toEqual(EXPIRED)
    expect(await gained(sheetside.deps)).toEqual(NOTHING)
  })

  it('is not redeemed without a verifier, and that it was tried so is no guess at it', async () => {
    const sheetside = await startSheetside()
    const { code, codeVerifier } = await finished(sheetside, 'sign_in')
    for (const body of [
      { code, device: 'Chrome' },
      { code, codeVerifier: '', device: 'Chrome' },
      { code, codeVerifier: 'too short', device: 'Chrome' },
      { code, codeVerifier: [codeVerifier], device: 'Chrome' },
    ]) {
      const answer = sheetside.call('POST', '/api/google/redeem', { body })
      expect(await refusal(answer)).toEqual({ status: 400, code: 'invalid_input' })
    }
    expect((await sheetside.redeem(code, codeVerifier)).status).toBe(200)
  })

  it.each([
    ['made up', () => newSecret()],
    ['as the database has it', hashOf],
    ['a code of Google’s', (_: string, googleCode: string) => googleCode],
    ['in other letters', (code: string) => code.toLowerCase()],
  ])('%s is refused like one that was used', async (_, forge) => {
    const sheetside = await startSheetside()
    const { code, googleCode, codeVerifier } = await finished(sheetside, 'sign_in')
    const forged = forge(code, googleCode)
    expect(await refusal(sheetside.redeem(forged, codeVerifier))).toEqual(EXPIRED)
  })

  it('of the attacker’s, in the victim’s extension, signs nobody in: the verifier is another', async () => {
    const sheetside = await startSheetside()
    const victim = await sheetside.begin('sign_in')
    const attacker = await finished(sheetside, 'sign_in', undefined, { person: BEN.email })
    expect(await refusal(sheetside.redeem(attacker.code, victim.codeVerifier))).toEqual(EXPIRED)
    expect(await gained(sheetside.deps)).toEqual(NOTHING)
  })

  it('dies after two minutes, and what it stood for is swept away', async () => {
    const sheetside = await startSheetside()
    const { code, codeVerifier } = await finished(sheetside, 'sign_in')
    sheetside.clock.ahead = 120_001
    const late = await finished(sheetside, 'sign_in')
    await sweepCodes(sheetside.deps)
    expect(await sheetside.deps.db.select().from(oneTimeCodes)).toHaveLength(1)
    expect(await refusal(sheetside.redeem(code, codeVerifier))).toEqual(EXPIRED)
    sheetside.clock.ahead = 240_002
    expect(await refusal(sheetside.redeem(late.code, late.codeVerifier))).toEqual(EXPIRED)
  })

  it('holds Google’s tokens sealed, bound to its own row', async () => {
    const sheetside = await startSheetside()
    await finished(sheetside, 'sign_in')
    const [row] = await sheetside.deps.db.select().from(oneTimeCodes)
    expect(row?.outcome).toMatch(/^s2\./)
    expect(row?.outcome).not.toContain(ADA.email)
    const elsewhere = () =>
      sheetside.deps.vault.open(row?.outcome ?? '', 'one_time_codes/x/outcome')
    expect(elsewhere).toThrow('does not open there')
  })

  it('leads nowhere but to the extension, which alone is told it', async () => {
    const sheetside = await startSheetside()
    const flow = await returning(sheetside, 'sign_in')
    expect(await arrive(flow.callback, flow.cookie)).toBe(CODE)
    expect(sheetside.logged.join('')).not.toContain(flow.state)
  })
})
