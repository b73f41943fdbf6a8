import { describe, expect, it } from 'vitest'
import { invitations, people } from '#server/db/schema.ts'
import type { Deps } from '#server/deps.ts'
import { hashOf, challengeOf, newSecret } from '#server/vault/secrets.ts'
import { flowStarted } from '#shared/contract/google.ts'
import { wireError } from '#shared/errors.ts'
import { consent } from '#test/google/oauth/consent.ts'
import { refusal, REDIRECT, startSheetside, visit, type Sheetside } from '#test/server/harness.ts'
import { PASSWORD, READER, startWithMail } from './with-mail.ts'

const DAY = 24 * 60 * 60 * 1000
const device = 'Chrome on Linux'

async function invite({ db, now }: Deps, email: string | null = null): Promise<string> {
  const secret = newSecret()
  const expiresAt = new Date(now().getTime() + 7 * DAY)
  await db.insert(invitations).values({ id: hashOf(secret), email, expiresAt })
  return secret
}

const register = ({ call }: Sheetside, email: string, invitation?: string) =>
  call('POST', '/api/accounts', {
    body: { email, password: PASSWORD, device, ...(invitation && { invitation }) },
  })

/** "Continue with Google" from its beginning to what the redemption answers. */
async function withGoogle({ call }: Sheetside, person: string, invitation?: string) {
  const codeVerifier = newSecret()
  const body = {
    purpose: 'sign_in',
    redirectUri: REDIRECT,
    codeChallenge: challengeOf(codeVerifier),
    ...(invitation && { invitation }),
  }
  const begun = await call('POST', '/api/google/flows', { body })
  const { startUrl } = flowStarted.parse(await begun.json())
  const { cookie, location } = await visit(startUrl)
  const callback = await consent(location ?? '', { person })
  const back = new URL((await visit(callback.href, cookie)).location ?? '')
  const code = back.searchParams.get('code') ?? ''
  return call('POST', '/api/google/redeem', { body: { code, codeVerifier, device } })
}

const nobodyCame = async ({ deps }: Sheetside) =>
  expect(await deps.db.select().from(people)).toEqual([])

describe('by invitation', () => {
  const env = { REGISTRATION: 'invitation' }

  it('an account needs one', async () => {
    const server = await startSheetside({ env })
    const refused = await register(server, 'eve@example.org')
    const { code, message } = wireError.parse(await refused.json())
    expect([code, message]).toEqual(['registration_closed', 'It needs an invitation.'])
    await nobodyCame(server)
  })

  it('an invitation that is no good is told to be so, whoever has an account', async () => {
    const { deps, box, askForLink, join } = await startWithMail()
    await join()
    deps.config.registration = { kind: 'invitation' }
    const sent = box.mails.length
    for (const email of [READER, 'nobody@example.org']) {
      const refused = wireError.parse(await (await askForLink(email, newSecret())).json())
      expect([email, refused.code]).toEqual([email, 'registration_closed'])
      expect(refused.message).toMatch(/^This invitation was used already/)
    }
    expect(box.mails).toHaveLength(sent)
  })

  it('who was invited gets a mail however often strangers ask for one to them', async () => {
    const { deps, box, askForLink } = await startWithMail()
    deps.config.registration = { kind: 'invitation' }
    while ((await askForLink(READER)).status === 202);
    expect((await askForLink(READER, await invite(deps))).status).toBe(202)
    expect((await box.next(READER)).subject).toBe('Create your Sheetside account')
  })

  it('an invitation is used up by one account', async () => {
    const server = await startSheetside({ env })
    const invitation = await invite(server.deps)
    expect((await register(server, 'ada@example.org', invitation)).status).toBe(201)
    const again = register(server, 'eve@example.org', invitation)
    expect(await refusal(again)).toEqual({ status: 403, code: 'registration_closed' })
  })

  it('an invitation is used up by one of two who come at the same moment', async () => {
    const server = await startSheetside({ env })
    const invitation = await invite(server.deps)
    const both = await Promise.all([
      register(server, 'ada@example.org', invitation),
      register(server, 'eve@example.org', invitation),
    ])
    expect(new Set(both.map(({ status }) => status))).toEqual(new Set([201, 403]))
    expect(await server.deps.db.select().from(people)).toHaveLength(1)
  })

  it('one that names an email is for that email alone', async () => {
    const server = await startSheetside({ env })
    const invitation = await invite(server.deps, 'ada@example.org')
    const other = register(server, 'eve@example.org', invitation)
    expect(await refusal(other)).toMatchObject({ code: 'registration_closed' })
    expect((await register(server, 'Ada@example.org', invitation)).status).toBe(201)
  })

  it('an invitation is not used up by a password that is too weak, nor by an email that is taken', async () => {
    const server = await startSheetside({ env })
    await register(server, 'ada@example.org', await invite(server.deps))
    const invitation = await invite(server.deps)
    const weak = server.call('POST', '/api/accounts', {
      body: { email: 'ben@example.org', password: 'password1', device, invitation },
    })
    expect(await refusal(weak)).toMatchObject({ code: 'weak_password' })
    const taken = register(server, 'ada@example.org', invitation)
    expect(await refusal(taken)).toMatchObject({ code: 'email_taken' })
    expect((await register(server, 'ben@example.org', invitation)).status).toBe(201)
  })

  it('an invitation ends after a week', async () => {
    const server = await startSheetside({ env })
    const invitation = await invite(server.deps)
    server.clock.ahead = 7 * DAY + 1
    const late = register(server, 'ada@example.org', invitation)
    expect(await refusal(late)).toMatchObject({ code: 'registration_closed' })
  })

  it('whose email has an account is not told to who comes without one', async () => {
    const server = await startSheetside({ env })
    await register(server, 'ada@example.org', await invite(server.deps))
    const refused = register(server, 'ada@example.org')
    expect(await refusal(refused)).toMatchObject({ code: 'registration_closed' })
  })

  it('a first “Continue with Google” needs one too, and later ones do not', async () => {
    const server = await startSheetside({ env })
    const without = withGoogle(server, 'ada@gmail.com')
    expect(await refusal(without)).toEqual({ status: 403, code: 'registration_closed' })
    await nobodyCame(server)

    const invitation = await invite(server.deps)
    expect((await withGoogle(server, 'ada@gmail.com', invitation)).status).toBe(200)
    expect((await withGoogle(server, 'ada@gmail.com')).status).toBe(200)
    const another = withGoogle(server, 'ben@gmail.com', invitation)
    expect(await refusal(another)).toMatchObject({ code: 'registration_closed' })
  })

  it('with mail, the link carries it, and uses it up when the password is set', async () => {
    const { deps, link, setPassword } = await startWithMail(env)
    const invitation = await invite(deps)
    const [first, second] = [
      await link('ada@example.org', invitation),
      await link('eve@example.org', invitation),
    ]
    expect((await setPassword(first)).status).toBe(200)
    expect(await refusal(setPassword(second))).toMatchObject({ code: 'registration_closed' })
  })

  it('with mail, who has an account gets a link without one', async () => {
    const { deps, link, setPassword } = await startWithMail(env)
    await setPassword(await link('ada@example.org', await invite(deps)))
    expect((await setPassword(await link('ada@example.org'))).status).toBe(200)
  })
})

describe('for the people of a domain', () => {
  const env = { REGISTRATION: 'studio-nord.example, example.org' }

  it('mails a link to them and to nobody else', async () => {
    const { box, askForLink, link, setPassword } = await startWithMail(env)
    await askForLink('eve@example.com')
    await askForLink('eve@evil.example.org')
    expect((await setPassword(await link('ada@example.org'))).status).toBe(200)
    expect(box.mails.map(({ to }) => to)).toEqual(['ada@example.org'])
  })

  it('takes no email that is only typed: without mail Google alone can prove it', async () => {
    const server = await startSheetside({ env })
    const refused = await register(server, 'eve@example.org')
    const { code, message } = wireError.parse(await refused.json())
    expect(code).toBe('registration_closed')
    expect(message).toContain('continue with the Google account')
    await nobodyCame(server)
  })

  it('names the domains to who is of another', async () => {
    const server = await startSheetside({ env })
    const { message } = wireError.parse(await (await register(server, 'eve@example.com')).json())
    expect(message).toContain('studio-nord.example, example.org')
  })

  it('takes a Google account of theirs, and no other', async () => {
    const server = await startSheetside({ env })
    expect(await refusal(withGoogle(server, 'ada@gmail.com'))).toMatchObject({
      code: 'registration_closed',
    })
    await nobodyCame(server)
    expect((await withGoogle(server, 'chiara@studio-nord.example')).status).toBe(200)
  })
})
