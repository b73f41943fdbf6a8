import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

export type Received = { to: string; from: string; subject: string; text: string }

export type MailBox = {
  /** For SMTP_URL. */
  url: string
  /** All that came, the oldest first. */
  mails: readonly Received[]
  /** The next mail to this address that was not taken yet; waits for it. */
  next(to: string): Promise<Received>
  /** Lets nobody in until the answer is called, as a mail server that is overloaded does. */
  hang(): () => void
  /** Refuses every recipient from now on, and repeats their address, as mail servers do. */
  refuse(): void
  close(): Promise<void>
}

/** A mail server on loopback that takes every mail and keeps it. */
export async function startMailBox(): Promise<MailBox> {
  const mails: Received[] = []
  const taken = new Set<Received>()
  const waiting = new Set<() => void>()
  let open = Promise.resolve()
  let refuses = false

  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    async onConnect(_session, done) {
      await open
      done()
    },
    onRcptTo({ address }, _session, done) {
      done(refuses ? new Error(`${address}: no such mailbox`) : null)
    },
    async onData(stream, { envelope: { rcptTo } }, done) {
      const mail = await simpleParser(stream)
      mails.push({
        to: rcptTo.map(({ address }) => address).join(', '),
        from: mail.from?.text ?? '',
        subject: mail.subject ?? '',
        text: mail.text ?? '',
      })
      done()
      for (const look of waiting) look()
    },
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo

  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    next: (to) =>
      new Promise((resolve) => {
        const look = () => {
          const found = mails.find((mail) => mail.to === to && !taken.has(mail))
          if (!found) return
          taken.add(found)
          waiting.delete(look)
          resolve(found)
        }
        waiting.add(look)
        look()
      }),
    hang() {
      const { promise, resolve } = Promise.withResolvers<void>()
      open = promise
      return resolve
    },
    refuse() {
      refuses = true
    },
    close: () =>
      new Promise((resolve) => {
        server.close(resolve)
      }),
  }
}

/** The link in a mail. */
export function linkIn({ text }: Received): string {
  const link = /https?:\/\/\S+\/account#\S+/.exec(text)?.[0]
  if (link === undefined) throw new Error(`No link in: ${text}`)
  return link
}

export function tokenIn(mail: Received): string {
  return new URL(linkIn(mail)).hash.slice(1)
}
