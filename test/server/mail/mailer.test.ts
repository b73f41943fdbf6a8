import { describe, expect, it, onTestFinished } from 'vitest'
import { createMailer } from '#server/mail/mailer.ts'
import * as mails from '#server/mail/mails.ts'
import { startMailBox } from '#test/mail/mail-box.ts'

const READER = 'reader@example.org'
const mail = { to: READER, subject: 'A subject – with a dash', text: 'Grüße\n' }

async function setUp(production: boolean) {
  const box = await startMailBox()
  onTestFinished(() => box.close())
  const mailer = createMailer({ smtpUrl: box.url, from: 'sheetside@example.org' }, production)
  return { box, mailer }
}

describe('the mailer', () => {
  it('hands a mail to the mail server, letters of all languages in it', async () => {
    const { box, mailer } = await setUp(false)
    await mailer.send(mail)
    expect(await box.next(READER)).toMatchObject({ ...mail, from: 'sheetside@example.org' })
  })

  it('sends nothing in the clear in production', async () => {
    const { box, mailer } = await setUp(true)
    await expect(mailer.send(mail)).rejects.toMatchObject({ code: 'ETLS' })
    await expect(mailer.check()).rejects.toMatchObject({ code: 'ETLS' })
    expect(box.mails).toEqual([])
  })

  it('never takes one address for two', async () => {
    const { box, mailer } = await setUp(false)
    const two = `${READER}, eve@example.com`
    await mailer.send({ ...mail, to: two }).catch(() => {})
    expect(box.mails.map(({ to }) => to)).not.toContain('eve@example.com')
    expect(box.mails.map(({ to }) => to)).not.toContain(two)
  })
})

describe('the mails', () => {
  const server = 'https://sheets.example.org'
  const link = `${server}/account#secret`
  const all = [
    mails.createAccountMail(READER, server, link),
    mails.resetPasswordMail(READER, server, link),
    mails.confirmEmailMail(READER, server, link),
    mails.claimEmailMail(READER, server, link),
    mails.emailInUseMail(READER, server),
    mails.emailChangeNotice(READER, server, 'new@example.org'),
    mails.passwordChangedNotice(READER, server),
  ]

  it.each(all)('“$subject” says where it is from, and what to do if it was not you', ({ text }) => {
    expect(text).toContain(server)
    expect(text).toContain('If it was not you')
  })

  it('have a link on a line of its own, or none', () => {
    for (const { subject, text } of all) {
      const lines = text.split('\n').filter((line) => line.includes('#'))
      expect([subject, lines]).toEqual([subject, lines.length === 0 ? [] : [link]])
    }
  })
})
