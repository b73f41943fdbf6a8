import { Hono } from 'hono'
import { changePassword } from '#server/accounts/change-password.ts'
import { deleteAccount } from '#server/accounts/deletion.ts'
import { changeEmail } from '#server/accounts/email.ts'
import { exportOf } from '#server/accounts/export.ts'
import { changeProfile, personOf, preferencesOf } from '#server/accounts/people.ts'
import type { Deps } from '#server/deps.ts'
import { eventsOf } from '#server/events/events.ts'
import { googleAccountsOf } from '#server/google/accounts.ts'
import { destinationsOf } from '#server/sends/destinations.ts'
import {
  accountDeletion,
  emailChange,
  passwordChange,
  profilePatch,
  type AccountDeleted,
  type EmailChangeOutcome,
  type Person,
} from '#shared/contract/account.ts'
import { eventsQuery, type EventsPage } from '#shared/contract/event.ts'
import { EXPORT_FILE, type Me } from '#shared/contract/me.ts'
import { json, query, signedIn, type AppEnv } from './authenticated.ts'

export const meRoutes = (deps: Deps) =>
  new Hono<AppEnv>()
    .get('/', signedIn(deps), async (c) => {
      const { personId } = c.var.person
      const [person, preferences, googleAccounts, destinations] = await Promise.all([
        personOf(deps, personId),
        preferencesOf(deps, c.var.person),
        googleAccountsOf(deps, personId),
        destinationsOf(deps, personId),
      ])
      return c.json<Me>({ person, googleAccounts, destinations, preferences })
    })
    .patch('/', signedIn(deps), json(profilePatch), async (c) =>
      c.json<Person>(await changeProfile(deps, c.var.person, c.req.valid('json'))),
    )
    .put('/password', signedIn(deps), json(passwordChange), async (c) => {
      await changePassword(deps, c.var.person, c.var.caller, c.req.valid('json'))
      return c.body(null, 204)
    })
    .post('/email', signedIn(deps), json(emailChange), async (c) =>
      c.json<EmailChangeOutcome>(
        await changeEmail(deps, c.var.person, c.var.caller, c.req.valid('json')),
      ),
    )
    .get('/events', signedIn(deps), query(eventsQuery), async (c) =>
      c.json<EventsPage>(await eventsOf(deps, c.var.person.personId, c.req.valid('query'))),
    )
    .get('/export', signedIn(deps), async (c) => {
      c.header('content-disposition', `attachment; filename="${EXPORT_FILE}"`)
      c.header('content-type', 'application/json')
      return c.body(JSON.stringify(await exportOf(deps, c.var.person, c.var.caller), null, 2))
    })
    .post('/deletion', signedIn(deps), json(accountDeletion), async (c) =>
      c.json<AccountDeleted>(
        await deleteAccount(deps, c.var.person, c.var.caller, c.req.valid('json')),
      ),
    )
