import { createTransport } from 'nodemailer'
import { z } from 'zod'
import type { Config } from '#server/config.ts'
import type { Deps } from '#server/deps.ts'

export type Mail = { to: string; subject: string; text: string }

export type Mailer = {
  /** Resolves when the mail server has taken it. */
  send(mail: Mail): Promise<void>
  /** Resolves where the mail server lets us in. */
  check(): Promise<void>
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
    async send({ to, subject, text }) {
      await transport.sendMail({
        // As an object it is never read as a list of addresses.
        to: { name: '', address: to },
        subject,
        text,
        // No out-of-office answers it. https://www.rfc-editor.org/rfc/rfc3834#section-5
        headers: { 'Auto-Submitted': 'auto-generated' },
      })
    },
    async check() {
      await transport.verify()
    },
  }
}

/** What nodemailer says of a failure besides its message, which repeats what the mail server said. */
const failure = z.object({
  code: z.string().optional(),
  command: z.string().optional(),
  responseCode: z.number().optional(),
})

/**
 * Sends a mail once the answer that is being made is out, so that neither whether there is one nor how
 * the mail server is doing can be told by how long the answer takes. One that can't be sent is a line in
 * the log, which does not say whom it was for.
 */
export function sendLater({ mailer, log }: Pick<Deps, 'mailer' | 'log'>, mail: Mail): void {
  setImmediate(() => {
    mailer?.send(mail).catch((error: unknown) => {
      log.error({ subject: mail.subject, ...failure.safeParse(error).data }, 'mail not sent')
    })
  })
}

/**
 * Says in the log whether the mail server lets us in. Whoever asks for a link can't be told, so whoever
 * runs the server should know from the start.
 */
export function checkMail({ mailer, log }: Pick<Deps, 'mailer' | 'log'>): void {
  mailer?.check().catch((error: unknown) => {
    log.error(
      failure.safeParse(error).data ?? {},
      'the mail server can’t be used: look at SMTP_URL; accounts and forgotten passwords wait for it',
    )
  })
}
