import { describe, expect, it } from 'vitest'
import { people } from '#server/db/schema.ts'
import { ADA, BEN, CHIARA } from '#test/google/oauth/people.ts'
import { refusal, startSheetside } from '#test/server/harness.ts'
import { finished, gained } from './flow.ts'

const TAKEN = { status: 409, code: 'email_taken' }

/** People are known by Google's `sub`; an email is only what they are written to at. */
describe('a Google sign-in', () => {
  it('never takes over an account that has the same email', async () => {
    const sheetside = await startSheetside()
    await sheetside.register(ADA.email)
    const { code, codeVerifier } = await finished(sheetside, 'sign_in')
    expect(await refusal(sheetside.redeem(code, codeVerifier))).toEqual(TAKEN)
    expect(await gained(sheetside.deps)).toMatchObject({ people: 1, identities: 0, grants: 0 })
  })

  it('never takes over one whose email is known to be theirs either', async () => {
    const sheetside = await startSheetside()
    await sheetside.register(ADA.email)
    await sheetside.deps.db.update(people).set({ emailVerifiedAt: new Date() })
    const { code, codeVerifier } = await finished(sheetside, 'sign_in')
    expect(await refusal(sheetside.redeem(code, codeVerifier))).toEqual(TAKEN)
    expect(await gained(sheetside.deps)).toMatchObject({ identities: 0, grants: 0 })
  })

  it('never takes it over by the same email in capital letters', async () => {
    const sheetside = await startSheetside()
    await sheetside.register(ADA.email)
    sheetside.google.forgeIdTokens({ claims: { email: ADA.email.toUpperCase() } })
    const { code, codeVerifier } = await finished(sheetside, 'sign_in')
    expect(await refusal(sheetside.redeem(code, codeVerifier))).toEqual(TAKEN)
  })

  it('with the dots that Gmail does not mind is another person, and takes nothing over', async () => {
    const sheetside = await startSheetside()
    const victim = await sheetside.register(ADA.email)
    sheetside.google.forgeIdTokens({ claims: { email: 'a.d.a@gmail.com' } })
    const session = await sheetside.signIn()
    expect(session.person.id).not.toBe(victim.person.id)
  })

  it('of another Google person who has the email now is not the one who had it then', async () => {
    const sheetside = await startSheetside()
    await sheetside.signIn()
    sheetside.google.forgeIdTokens({ claims: { sub: BEN.sub } })
    const { code, codeVerifier } = await finished(sheetside, 'sign_in')
    expect(await refusal(sheetside.redeem(code, codeVerifier))).toEqual(TAKEN)
    expect(await gained(sheetside.deps)).toMatchObject({ people: 1, identities: 1 })
  })

  it('of a person whose email at Google is another by now is still theirs', async () => {
    const sheetside = await startSheetside()
    const before = await sheetside.signIn()
    sheetside.google.forgeIdTokens({ claims: { email: 'ada.byron@gmail.com' } })
    const after = await sheetside.signIn()
    expect(after.person.id).toBe(before.person.id)
  })

  it.each([
    ['not verified', { email_verified: false }],
    ['not said to be verified', { email_verified: null }],
  ])('makes no account of an email that Google has %s', async (_, claims) => {
    const sheetside = await startSheetside()
    sheetside.google.forgeIdTokens({ claims })
    const { code, codeVerifier } = await finished(sheetside, 'sign_in')
    const answer = sheetside.redeem(code, codeVerifier)
    expect(await refusal(answer)).toEqual({ status: 400, code: 'invalid_input' })
    expect(await gained(sheetside.deps)).toMatchObject({ people: 0, grants: 0 })
  })

  it('knows an email to be theirs where Google runs the mailbox, and nowhere else', async () => {
    const sheetside = await startSheetside()
    expect((await sheetside.signIn()).person.emailVerified).toBe(true)
    expect((await sheetside.signIn({ person: CHIARA.email })).person.emailVerified).toBe(true)
    sheetside.google.forgeIdTokens({ claims: { email: 'ben@elsewhere.example' } })
    expect((await sheetside.signIn({ person: BEN.email })).person.emailVerified).toBe(false)
  })

  it('is not opened by connecting: whose Google account it is stays another person', async () => {
    const sheetside = await startSheetside()
    const attacker = await sheetside.register('attacker@example.org')
    await sheetside.connect(attacker)
    const ada = await sheetside.signIn()
    expect(ada.person.id).not.toBe(attacker.person.id)
    expect(await gained(sheetside.deps)).toMatchObject({ people: 2, identities: 1 })
  })
})
