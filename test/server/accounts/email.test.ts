import { describe, expect, it } from 'vitest'
import { isKnown } from '#server/accounts/throttle.ts'
import { securityEvents } from '#server/db/schema.ts'
import { emailChangeOutcome } from '#shared/contract/account.ts'
import { me } from '#shared/contract/me.ts'
import { linkIn, tokenIn } from '#test/mail/mail-box.ts'
import { refusal, startSheetside, type Sheetside } from '#test/server/harness.ts'
import { OTHER_PASSWORD, PASSWORD, READER, startWithMail } from './with-mail.ts'

const NEW = 'reader@example.com'

const change = ({ call }: Pick<Sheetside, 'call'>, token: string, email = NEW, proof = PASSWORD) =>
  call('POST', '/api/me/email', { token, body: { email, currentPassword: proof } })
const outcome = async (response: Response | Promise<Response>) =>
  emailChangeOutcome.parse(await (await response).json()).state
const confirm = ({ call }: Pick<Sheetside, 'call'>, token: string) =>
  call('POST', '/api/accounts/email', { body: { token } })
const personOf = async ({ call }: Pick<Sheetside, 'call'>, token: string) =>
  me.parse(await (await call('GET', '/api/me', { token })).json()).person

describe('changing the email, with mail', () => {
  it('waits for the link that is mailed to the new one, and tells the old one', async () => {
    const server = await startWithMail()
    const { box, join, logIn } = server
    const { token } = await join()
    expect(await outcome(change(server, token))).toBe('check_mail')
    expect((await personOf(server, token)).email).toBe(READER)
    const notice = await box.next(READER)
    expect(notice.text).toContain(NEW)
    expect(() => linkIn(notice)).toThrow('No link')

    const done = await confirm(server, tokenIn(await box.next(NEW)))
    expect(await done.json()).toEqual({ email: NEW })
    expect(await personOf(server, token)).toMatchObject({ email: NEW, emailVerified: true })
    expect(await isKnown(server.deps, NEW, '127.0.0.1')).toBe(true)
    expect(await isKnown(server.deps, READER, '127.0.0.1')).toBe(false)
    expect((await logIn(NEW)).status).toBe(201)
    expect(await refusal(logIn(READER))).toMatchObject({ code: 'wrong_credentials' })
    const events = (await server.deps.db.select().from(securityEvents)).map(({ kind }) => kind)
    expect(events).toEqual(expect.arrayContaining(['email_change_asked', 'email_changed']))
  })

  it('asks for the password', async () => {
    const server = await startWithMail()
    const { token } = await server.join()
    const wrong = change(server, token, NEW, 'wrong')
    expect(await refusal(wrong)).toMatchObject({ code: 'wrong_credentials' })
  })

  it('answers alike where the email has an account, whose owner is told', async () => {
    const server = await startWithMail()
    const { box, join } = server
    await join(NEW)
    const { token } = await join()
    expect(await outcome(change(server, token))).toBe('check_mail')
    const mail = await box.next(NEW)
    expect(mail.subject).toBe('Your email is in use on Sheetside')
    expect(() => linkIn(mail)).toThrow('No link')
  })

  it('does not take an email that got an account in the meantime', async () => {
    const server = await startWithMail()
    const { box, join } = server
    const { token } = await join()
    await change(server, token)
    const mail = await box.next(NEW)
    await join(NEW)
    expect(await refusal(confirm(server, tokenIn(mail)))).toMatchObject({ code: 'email_taken' })
    expect((await personOf(server, token)).email).toBe(READER)
  })

  it('confirms once, and is no way to set a password', async () => {
    const server = await startWithMail()
    const { box, join, setPassword } = server
    const { token } = await join()
    await change(server, token)
    const secret = tokenIn(await box.next(NEW))
    expect(await refusal(setPassword(secret))).toMatchObject({ code: 'link_expired' })
    expect((await confirm(server, secret)).status).toBe(200)
    expect(await refusal(confirm(server, secret))).toMatchObject({ code: 'link_expired' })
  })

  it('a link for a password confirms no email', async () => {
    const server = await startWithMail()
    const secret = await server.link()
    expect(await refusal(confirm(server, secret))).toMatchObject({ code: 'link_expired' })
  })

  it('a link that was mailed to the email before is worth nothing afterwards', async () => {
    const server = await startWithMail()
    const { box, join, link, setPassword } = server
    const { token } = await join()
    const old = await link()
    await change(server, token)
    await confirm(server, tokenIn(await box.next(NEW)))
    expect(await refusal(setPassword(old))).toMatchObject({ code: 'link_expired' })
  })

  it('of an account that nobody has proven to be theirs: the link sets a password, and ends the rest', async () => {
    const server = await startWithMail()
    const { box, registerUnproven, setPassword, logIn } = server
    const { token } = await registerUnproven()
    await change(server, token)
    const secret = tokenIn(await box.next(NEW))
    expect(await refusal(confirm(server, secret))).toMatchObject({ code: 'link_expired' })
    expect((await setPassword(secret, OTHER_PASSWORD)).status).toBe(200)
    expect((await server.call('GET', '/api/me', { token })).status).toBe(401)
    expect((await logIn(NEW, OTHER_PASSWORD)).status).toBe(201)
  })

  it('to the one it has: nothing to do where it is proven, a link to prove it where not', async () => {
    const server = await startWithMail()
    const { token } = await server.join()
    expect(await outcome(change(server, token, READER))).toBe('changed')
    const other = await server.registerUnproven(NEW)
    expect(await outcome(change(server, other.token, NEW))).toBe('check_mail')
    expect(linkIn(await server.box.next(NEW))).toContain('/account#')
  })

  it('stays within the domains of the server', async () => {
    const server = await startWithMail({ REGISTRATION: 'example.org' })
    const { token } = await server.join()
    expect(await refusal(change(server, token))).toMatchObject({ code: 'registration_closed' })
  })
})

describe('changing the email, without mail', () => {
  it('happens at once, and nobody has proven it', async () => {
    const server = await startSheetside()
    const { token } = await server.register()
    expect(await outcome(change(server, token))).toBe('changed')
    expect(await personOf(server, token)).toMatchObject({ email: NEW, emailVerified: false })
  })

  it('refuses one that is taken', async () => {
    const server = await startSheetside()
    await server.register(NEW)
    const { token } = await server.register()
    const taken = change(server, token)
    expect(await refusal(taken)).toEqual({ status: 409, code: 'email_taken' })
  })
})
