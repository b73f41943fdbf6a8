import { createTransport } from 'nodemailer'
import type { Config } from '#server/config.ts'

export type Mail = { to: string; subject: string; text: string }

export type Mailer = {
  /** Resolves when the mail server has taken it. */
  send(mail: Mail): Promise<void>
}

/** A mail server that says nothing for so long is given up. */
const TIMEOUT_MS = 15_000

/** Sends through SMTP. In production the way to the mail server is encrypted, or nothing is sent. */
export function createMailer(
  { smtpUrl, from }: NonNullable<Config['mail']>,
  production: boolean,
): Mailer {
  const transport = createTransport(
    {
      url: smtpUrl,
      requireTLS: production,
      connectionTimeout: TIMEOUT_MS,
      greetingTimeout: TIMEOUT_MS,
      socketTimeout: TIMEOUT_MS,
    },
    { from },
  )
  return {
    async send(mail) {
      await transport.sendMail({ ...mail, headers: { 'Auto-Submitted': 'auto-generated' } })
    },
  }
}
