import { describe, expect, it } from 'vitest'
import { makeLink } from '#server/accounts/links.ts'
import { isKnown, remember } from '#server/accounts/throttle.ts'
import {
  accountLinks,
  destinations,
  googleAccounts,
  googleIdentities,
  oauthFlows,
  securityEvents,
  sessions,
} from '#server/db/schema.ts'
import { me } from '#shared/contract/me.ts'
import { newSession } from '#shared/contract/session.ts'
import { directly, refusal } from '#test/server/harness.ts'
import { OTHER_PASSWORD, PASSWORD, READER, startWithMail } from './with-mail.ts'

type WithMail = Awaited<ReturnType<typeof startWithMail>>

const eventsIn = async ({ deps }: WithMail) =>
  (await deps.db.select().from(securityEvents)).map(({ kind }) => kind)

describe('creating an account by a link', () => {
  it('proves the email and the password at once', async () => {
    const server = await startWithMail()
    const { link, setPassword, logIn } = server
    const done = await setPassword(await link())
    expect(await done.json()).toEqual({ email: READER })
    const { person } = newSession.parse(await (await logIn()).json())
    expect(person).toMatchObject({ email: READER, emailVerified: true, hasPassword: true })
    expect(await eventsIn(server)).toContain('account_created')
  })

  it('signs nobody in: who has the link alone has no session', async () => {
    const { deps, link, setPassword } = await startWithMail()
    await setPassword(await link())
    expect(await deps.db.select().from(sessions)).toEqual([])
  })

  it('leaves the link usable where the password is too easy to guess, also for who knows the email', async () => {
    const { link, setPassword } = await startWithMail()
    const token = await link()
    for (const weak of ['password1', READER]) {
      expect(await refusal(setPassword(token, weak))).toEqual({
        status: 400,
        code: 'weak_password',
      })
    }
    expect((await setPassword(token)).status).toBe(200)
  })

  it('is the end of all links that would create it too', async () => {
    const { link, setPassword } = await startWithMail()
    const [first, second] = [await link(), await link()]
    await setPassword(second)
    expect(await refusal(setPassword(first, OTHER_PASSWORD))).toMatchObject({
      code: 'link_expired',
    })
  })

  it('does not touch an account that came into being with Google meanwhile', async () => {
    const { link, setPassword, signIn, logIn } = await startWithMail()
    const token = await link('ada@gmail.com')
    await signIn({ person: 'ada@gmail.com' })
    expect(await refusal(setPassword(token))).toMatchObject({ code: 'link_expired' })
    expect(await refusal(logIn('ada@gmail.com'))).toMatchObject({ code: 'wrong_credentials' })
  })
})

describe('opening an account again by a link', () => {
  it('sets the password and signs all devices out', async () => {
    const server = await startWithMail()
    const { call, join, link, setPassword, logIn } = server
    const { token } = await join()
    await setPassword(await link(), OTHER_PASSWORD)
    expect((await call('GET', '/api/me', { token })).status).toBe(401)
    expect(await refusal(logIn())).toMatchObject({ code: 'wrong_credentials' })
    expect((await logIn(READER, OTHER_PASSWORD)).status).toBe(201)
    expect(await eventsIn(server)).toContain('password_reset')
  })

  it('is the end of all links and flows that were begun for the account', async () => {
    const { deps, begin, join, link, setPassword } = await startWithMail()
    const { token } = await join()
    await begin('connect', token)
    const [first, second] = [await link(), await link()]
    await setPassword(second, OTHER_PASSWORD)
    expect(await refusal(setPassword(first))).toMatchObject({ code: 'link_expired' })
    expect(await deps.db.select().from(oauthFlows)).toEqual([])
    expect(await deps.db.select().from(accountLinks)).toEqual([])
  })

  it('leaves Google as it is where the email was known to be theirs', async () => {
    const { call, join, connect, link, setPassword, logIn } = await startWithMail()
    await connect(await join())
    await setPassword(await link(), OTHER_PASSWORD)
    const { token } = newSession.parse(await (await logIn(READER, OTHER_PASSWORD)).json())
    const { googleAccounts } = me.parse(await (await call('GET', '/api/me', { token })).json())
    expect(googleAccounts).toMatchObject([{ email: 'ada@gmail.com', state: 'ok' }])
  })

  it('gives a first password to who signs in with Google, and leaves that as it is', async () => {
    const { link, setPassword, signIn, logIn } = await startWithMail()
    const { person } = await signIn({ person: 'ada@gmail.com' })
    await setPassword(await link('ada@gmail.com'))
    expect((await signIn({ person: 'ada@gmail.com' })).person.id).toBe(person.id)
    const byPassword = newSession.parse(await (await logIn('ada@gmail.com')).json())
    expect(byPassword.person.id).toBe(person.id)
  })

  it('gives no other email to an account whose email is proven', async () => {
    const { deps, join, logIn, setPassword } = await startWithMail()
    const { person } = await join()
    const made = { personId: person.id, email: 'eve@example.com', invitationId: null }
    const link = new URL(await makeLink(deps, { purpose: 'set_password', ...made }))
    expect(await refusal(setPassword(link.hash.slice(1), OTHER_PASSWORD))).toMatchObject({
      code: 'link_expired',
    })
    expect((await logIn()).status).toBe(201)
  })

  it('forgives the guesses that were made before', async () => {
    const { join, link, setPassword, logIn } = await startWithMail()
    await join()
    let slowed = false
    for (let guess = 0; guess < 40 && !slowed; guess += 1) {
      slowed = (await logIn(READER, `guess-${guess}`)).status === 429
    }
    expect(slowed).toBe(true)
    await setPassword(await link(), OTHER_PASSWORD)
    expect((await logIn(READER, OTHER_PASSWORD)).status).toBe(201)
  })
})

describe('the first proof of an email that somebody else may have registered', () => {
  it('leaves them nothing: no session, no password, no connection, no destination, no known network', async () => {
    const server = await startWithMail()
    const { deps, call, registerUnproven, connect, link, setPassword, logIn } = server
    const attacker = await registerUnproven()
    await remember(deps, READER, '203.0.113.66')
    const account = await connect(attacker)
    const { spreadsheetId, sheetId } = await directly(server).makeSheet([['Title']])
    const chosen = await call('POST', '/api/destinations', {
      token: attacker.token,
      body: { account: account.id, spreadsheetId, sheetId },
    })
    expect(chosen.status).toBe(200)

    await setPassword(await link(), OTHER_PASSWORD)
    expect((await call('GET', '/api/me', { token: attacker.token })).status).toBe(401)
    expect(await isKnown(deps, READER, '203.0.113.66')).toBe(false)
    expect(await isKnown(deps, READER, '127.0.0.1')).toBe(true)
    expect(await refusal(logIn(READER, PASSWORD))).toMatchObject({ code: 'wrong_credentials' })
    const { token, person } = newSession.parse(await (await logIn(READER, OTHER_PASSWORD)).json())
    expect(person).toMatchObject({ emailVerified: true, name: null, picture: null })
    const left = me.parse(await (await call('GET', '/api/me', { token })).json())
    expect(left).toMatchObject({ googleAccounts: [], destinations: [] })
    for (const table of [googleAccounts, googleIdentities, destinations]) {
      expect(await deps.db.select().from(table)).toEqual([])
    }
    expect(await eventsIn(server)).toContain('email_verified')
  })

  it('ends the Google sign-in of who had the email at Google once', async () => {
    const { google, redeem, begin, comeBack, signIn, link, setPassword } = await startWithMail()
    google.forgeIdTokens({ claims: { email: READER } })
    await signIn({ person: 'ben@gmail.com' })
    await setPassword(await link(), OTHER_PASSWORD)
    const flow = await begin('sign_in')
    const back = await comeBack(flow, { person: 'ben@gmail.com' })
    const again = redeem(back.searchParams.get('code') ?? '', flow.codeVerifier)
    expect(await refusal(again)).toMatchObject({ code: 'email_taken' })
  })

  it('ends the dropped grant at Google', async () => {
    const { google, registerUnproven, connect, link, setPassword } = await startWithMail()
    await connect(await registerUnproven(), { person: 'ben@gmail.com' })
    await setPassword(await link(), OTHER_PASSWORD)
    const revoked = google.requests().filter(({ operation }) => operation === 'revoke')
    expect(revoked).toHaveLength(1)
  })

  it('asked for twice at one moment happens once, however slow Google is', async () => {
    const { google, registerUnproven, connect, link, setPassword } = await startWithMail()
    const attacker = await registerUnproven()
    await connect(attacker)
    await connect(attacker, { person: 'ben@gmail.com' })
    const token = await link()
    google.addFault({ on: 'revoke', kind: 'delay', milliseconds: 1000, times: 1 })
    const answers = await Promise.all([setPassword(token), setPassword(token, OTHER_PASSWORD)])
    const late = answers.filter(({ ok }) => !ok)
    expect(late).toHaveLength(1)
    for (const answer of late) expect(await refusal(answer)).toMatchObject({ code: 'link_expired' })
  })

  it('ends a change of email that they had asked for', async () => {
    const { call, box, registerUnproven, link, setPassword } = await startWithMail()
    const attacker = await registerUnproven()
    const asked = await call('POST', '/api/me/email', {
      token: attacker.token,
      body: { email: 'eve@example.com', currentPassword: PASSWORD },
    })
    expect(asked.status).toBe(200)
    const theirs = (await box.next('eve@example.com')).text
    await box.next(READER) // The notice that a change was asked for.
    await setPassword(await link(), OTHER_PASSWORD)
    const token = /#(\S+)/.exec(theirs)?.[1] ?? ''
    expect(await refusal(setPassword(token, PASSWORD))).toMatchObject({ code: 'link_expired' })
  })
})

describe('a server that sends mail', () => {
  it('creates no account in any other way', async () => {
    const { call } = await startWithMail()
    const body = { email: READER, password: PASSWORD, device: 'Chrome on Linux' }
    const response = call('POST', '/api/accounts', { body })
    expect(await refusal(response)).toMatchObject({ code: 'invalid_input' })
  })
})
