import { onTestFinished } from 'vitest'
import { linkDone } from '#shared/contract/account.ts'
import { newSession, type NewSession } from '#shared/contract/session.ts'
import { startMailBox, tokenIn } from '#test/mail/mail-box.ts'
import { startSheetside } from '#test/server/harness.ts'

export const READER = 'reader@example.org'
export const PASSWORD = 'kelp-harbor-thimble-9'
export const OTHER_PASSWORD = 'gravel-lantern-oboe-4'
const DEVICE = 'Chrome on Linux'

/** A server that sends mail, and the mailbox where all of it arrives. */
export async function startWithMail(env: Record<string, string> = {}) {
  const box = await startMailBox()
  onTestFinished(() => box.close())
  const sheetside = await startSheetside({
    env: { SMTP_URL: box.url, MAIL_FROM: 'Sheetside <sheetside@example.org>', ...env },
  })
  const { call } = sheetside

  const askForLink = (email = READER, invitation?: string) =>
    call('POST', '/api/accounts/links', { body: { email, ...(invitation && { invitation }) } })

  /** Asks for a link, and takes its secret out of the mail. */
  const link = async (email = READER, invitation?: string): Promise<string> => {
    await askForLink(email, invitation)
    return tokenIn(await box.next(email))
  }

  const setPassword = (token: string, password = PASSWORD) =>
    call('POST', '/api/accounts/password', { body: { token, password } })

  const logIn = (email = READER, password = PASSWORD) =>
    call('POST', '/api/sessions', { body: { email, password, device: DEVICE } })

  /** Goes the whole way from "Create account" to being signed in. */
  const join = async (email = READER): Promise<NewSession> => {
    linkDone.parse(await (await setPassword(await link(email))).json())
    return newSession.parse(await (await logIn(email)).json())
  }

  /** An account as it begins on a server without mail: nobody knows whose the email is. */
  const registerUnproven = async (email = READER): Promise<NewSession> => {
    const { mailer } = sheetside.deps
    sheetside.deps.mailer = null
    const session = await sheetside.register(email)
    sheetside.deps.mailer = mailer
    return session
  }

  return { ...sheetside, box, askForLink, link, setPassword, logIn, join, registerUnproven }
}
