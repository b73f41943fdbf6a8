import { asc, eq } from 'drizzle-orm'
import { Command } from 'commander'
import { googleAccounts, people } from '#server/db/schema.ts'
import { keyIdOf } from '#server/vault/vault.ts'
import type { Run } from './run.ts'

export const grantsCommand = (run: Run) =>
  new Command('grants')
    .description(
      'List the Google connections, with the state of each and the key it is sealed under.',
    )
    .action(
      run(async ({ db }) => {
        const rows = await db
          .select({ person: people.email, account: googleAccounts })
          .from(googleAccounts)
          .innerJoin(people, eq(people.id, googleAccounts.personId))
          .orderBy(asc(googleAccounts.state), asc(people.email), asc(googleAccounts.email))
        const grants = rows.map(({ person, account }) => ({
          person,
          googleAccount: account.email,
          state: account.state,
          key: keyIdOf(account.refreshToken),
          bound: account.boundTo !== null,
          diesAt: account.grantExpiresAt?.toISOString() ?? null,
          changedAt: account.updatedAt.toISOString(),
        }))
        const lines = grants.map(({ person, googleAccount, state, key }) =>
          [state, person, googleAccount, key ?? 'no key'].join('\t'),
        )
        return { text: lines.join('\n') || 'Nobody has connected Google yet.', data: { grants } }
      }),
    )
