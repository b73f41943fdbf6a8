import { Command } from 'commander'
import { eq } from 'drizzle-orm'
import { email as emailSchema } from '#shared/contract/account.ts'
import { ACCOUNT_LINK_SECONDS } from '#shared/limits.ts'
import { makeLink } from '#server/accounts/links.ts'
import { people } from '#server/db/schema.ts'
import type { Deps } from '#server/deps.ts'
import { CommandFailed, type Answer, type Run } from './run.ts'

export const resetLinkCommand = (run: Run) =>
  new Command('reset-link')
    .description(
      'Print a link with which a person chooses a new password. Whoever has it gets the account: ' +
        'give it to nobody else. It works once, for an hour.',
    )
    .argument('<email>', 'the email of the account')
    .action(run(resetLink))

/** A link as a mail would bring it. @throws CommandFailed where no account has the email */
export async function resetLink(deps: Deps, typed: string): Promise<Answer> {
  const email = emailSchema.safeParse(typed).data
  if (email === undefined) throw new CommandFailed(`${typed} is not an email address.`)
  const [person] = await deps.db
    .select({ id: people.id, emailVerifiedAt: people.emailVerifiedAt })
    .from(people)
    .where(eq(people.email, email))
  if (!person) throw new CommandFailed(`No account has the email ${email}.`)

  const link = await makeLink(deps, {
    purpose: 'set_password',
    personId: person.id,
    email,
    invitationId: null,
  })
  const expiresAt = new Date(deps.now().getTime() + ACCOUNT_LINK_SECONDS * 1000)
  const unproven =
    'Nobody has proven yet whose email this is: the link takes the account’s Google connections away too.'
  return {
    text: [
      link,
      '',
      `It works once, until ${expiresAt.toISOString()}, and signs all devices of ${email} out.`,
      ...(person.emailVerifiedAt === null ? [unproven] : []),
    ].join('\n'),
    data: { link, email, expiresAt: expiresAt.toISOString() },
  }
}
