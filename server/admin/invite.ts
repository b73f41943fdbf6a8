import { Command } from 'commander'
import { email as emailSchema } from '#shared/contract/account.ts'
import { INVITATION_SECONDS } from '#shared/limits.ts'
import { invitations } from '#server/db/schema.ts'
import type { Deps } from '#server/deps.ts'
import { hashOf, newSecret } from '#server/vault/secrets.ts'
import { CommandFailed, type Answer, type Run } from './run.ts'

export const inviteCommand = (run: Run) =>
  new Command('invite')
    .description(
      'Print an invitation, to be typed in when an account is created. It is good for one account, for a ' +
        'week. For a server with REGISTRATION=invitation.',
    )
    .argument('[email]', 'who alone may use it; whoever has it, if it is left out')
    .action(run(invite))

/** @throws CommandFailed for what is no email */
export async function invite(deps: Deps, typed?: string): Promise<Answer> {
  const email = typed === undefined ? null : emailSchema.safeParse(typed).data
  if (email === undefined) throw new CommandFailed(`${typed} is not an email address.`)
  const invitation = newSecret()
  const expiresAt = new Date(deps.now().getTime() + INVITATION_SECONDS * 1000)
  await deps.db.insert(invitations).values({ id: hashOf(invitation), email, expiresAt })
  return {
    text: [
      invitation,
      '',
      `It is good for one account${email === null ? '' : `, of ${email}`}, until ${expiresAt.toISOString()}.`,
      ...(deps.config.registration.kind === 'invitation'
        ? []
        : [
            'Nobody needs it unless the server runs with REGISTRATION=invitation; here it is not set.',
          ]),
    ].join('\n'),
    data: { invitation, email, expiresAt: expiresAt.toISOString() },
  }
}
