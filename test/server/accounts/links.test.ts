import { describe, expect, it } from 'vitest'
import { accountLinks } from '#server/db/schema.ts'
import { sweepLinks } from '#server/accounts/links.ts'
import { hashOf } from '#server/vault/secrets.ts'
import { checkedLink } from '#shared/contract/account.ts'
import { wireError } from '#shared/errors.ts'
import { linkIn, tokenIn } from '#test/mail/mail-box.ts'
import { refusal, startSheetside } from '#test/server/harness.ts'
import { OTHER_PASSWORD, READER, startWithMail } from './with-mail.ts'

const HOUR = 60 * 60 * 1000

/** All of an answer that another one of its kind has too. */
async function faceOf(response: Response) {
  const { date: _, 'x-request-id': __, ...headers } = Object.fromEntries(response.headers)
  return { status: response.status, headers, text: await response.text() }
}

describe('asking for a link', () => {
  it('mails one that creates an account', async () => {
    const { url, box, askForLink } = await startWithMail()
    expect((await askForLink()).status).toBe(202)
    const mail = await box.next(READER)
    expect(mail.from).toBe('"Sheetside" <sheetside@example.org>')
    expect(mail.subject).toBe('Create your Sheetside account')
    expect(linkIn(mail)).toMatch(new RegExp(`^${url}/account#[\\w-]{43}$`))
    expect(mail.text).toContain('If it was not you, do nothing')
  })

  it('mails one that opens the account again to who has one, in whatever case they write it', async () => {
    const { box, join, askForLink } = await startWithMail()
    await join()
    await askForLink(' Reader@Example.org ')
    expect((await box.next(READER)).subject).toBe('Choose a new Sheetside password')
  })

  it('answers alike whether there is an account, could be one, or could not', async () => {
    const { deps, box, join, askForLink } = await startWithMail()
    await join()
    deps.config.registration = { kind: 'invitation' }
    const faces = []
    for (const email of [READER, 'nobody@example.org'])
      faces.push(await faceOf(await askForLink(email)))
    deps.config.registration = { kind: 'open' }
    faces.push(await faceOf(await askForLink('new@example.org')))
    await box.next('new@example.org')
    expect(faces[0]).toMatchObject({ status: 202, text: '{}' })
    expect(faces).toEqual([faces[0], faces[0], faces[0]])
    // Who could not have one got no mail either.
    expect(box.mails.map(({ to }) => to)).not.toContain('nobody@example.org')
  })

  it('writes the same to the database for each of them', async () => {
    const { deps, join, askForLink } = await startWithMail()
    await join()
    deps.config.registration = { kind: 'invitation' }
    const count = async () => (await deps.db.select().from(accountLinks)).length
    for (const email of [READER, 'nobody@example.org']) {
      const before = await count()
      await askForLink(email)
      expect([email, (await count()) - before]).toEqual([email, 1])
    }
  })

  it('does not wait for the mail server', async () => {
    const { box, askForLink } = await startWithMail()
    const goOn = box.hang()
    // Were the mail waited for, this would not come to an end.
    expect((await askForLink()).status).toBe(202)
    expect(box.mails).toEqual([])
    goOn()
    await box.next(READER)
  })

  it('says in the log that a mail could not be sent, not whom it was for', async () => {
    const { box, askForLink, logged } = await startWithMail()
    box.refuse()
    expect((await askForLink()).status).toBe(202)
    await expect.poll(() => logged.join('')).toContain('mail not sent')
    const line = logged.find((one) => one.includes('mail not sent'))
    expect(line).toContain('"responseCode":5')
    expect(logged.join('')).not.toContain(READER)
  })

  it('is slowed down for an email, known or not, and says for how long', async () => {
    const { join, askForLink } = await startWithMail()
    await join()
    for (const email of [READER, 'nobody@example.org']) {
      let response = await askForLink(email)
      for (let asked = 1; response.status === 202 && asked < 20; asked += 1) {
        response = await askForLink(email)
      }
      const refused = wireError.parse(await response.json())
      expect(refused.code).toBe('rate_limited')
      expect(refused.retryAfterSeconds).toBeGreaterThan(0)
    }
  })

  it('is refused on a server that sends no mail, which says what to do', async () => {
    const { call } = await startSheetside()
    const response = await call('POST', '/api/accounts/links', { body: { email: READER } })
    const { code, message } = wireError.parse(await response.json())
    expect(code).toBe('not_found')
    expect(message).toContain('ask whoever runs the server for a link')
  })
})

describe('a link', () => {
  it('is known to the database by the hash of its secret alone, and to the log not at all', async () => {
    const { deps, link, logged } = await startWithMail()
    const token = await link()
    const rows = await deps.db.select().from(accountLinks)
    expect(rows).toMatchObject([{ id: hashOf(token), email: READER, personId: null }])
    expect(JSON.stringify(rows) + logged.join('')).not.toContain(token)
  })

  it('tells what it is for, as often as it is looked at', async () => {
    const { call, join, link } = await startWithMail()
    const check = async (token: string) =>
      checkedLink.parse(
        await (await call('POST', '/api/accounts/links/check', { body: { token } })).json(),
      )
    const first = await link()
    expect(await check(first)).toEqual({ purpose: 'create_account', email: READER })
    expect(await check(first)).toEqual({ purpose: 'create_account', email: READER })
    await join()
    expect(await check(await link())).toEqual({ purpose: 'reset_password', email: READER })
  })

  it('works for an hour', async () => {
    const { call, clock, link, setPassword } = await startWithMail()
    const token = await link()
    clock.ahead = HOUR + 1
    expect(await refusal(setPassword(token))).toMatchObject({ code: 'link_expired' })
    const check = call('POST', '/api/accounts/links/check', { body: { token } })
    expect(await refusal(check)).toMatchObject({ code: 'link_expired' })
    clock.ahead = HOUR - 5_000
    expect((await setPassword(token)).status).toBe(200)
  })

  it('works once, for one of two who come at the same moment', async () => {
    const { link, setPassword } = await startWithMail()
    const token = await link()
    const both = await Promise.all([setPassword(token), setPassword(token, OTHER_PASSWORD)])
    expect(new Set(both.map(({ status }) => status))).toEqual(new Set([200, 400]))
    expect(await refusal(setPassword(token))).toMatchObject({ code: 'link_expired' })
  })

  it('is swept when it is too old', async () => {
    const { deps, clock, link } = await startWithMail()
    await link()
    await sweepLinks(deps)
    expect(await deps.db.select().from(accountLinks)).toHaveLength(1)
    clock.ahead = HOUR + 1
    await sweepLinks(deps)
    expect(await deps.db.select().from(accountLinks)).toEqual([])
  })

  it.each(['', 'x'.repeat(101), 7, null])('that is %j is refused as malformed', async (token) => {
    const { call } = await startSheetside()
    const response = call('POST', '/api/accounts/links/check', { body: { token } })
    expect(await refusal(response)).toMatchObject({ status: 400, code: 'invalid_input' })
  })
})

it('every mail says how to tell that something is wrong', async () => {
  const { box, join, link, setPassword } = await startWithMail()
  await join()
  await setPassword(await link(), OTHER_PASSWORD)
  const changed = await box.next(READER)
  expect(changed.subject).toBe('Your Sheetside password was changed')
  for (const { text } of box.mails) expect(text).toContain('If it was not you')
  expect(() => tokenIn(changed)).toThrow('No link')
})
