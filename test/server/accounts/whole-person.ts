import { randomUUID } from 'node:crypto'
import { hashOf } from '#server/vault/secrets.ts'
import * as schema from '#server/db/schema.ts'
import { note } from '#server/events/events.ts'
import { text } from '#shared/cells.ts'
import { me } from '#shared/contract/me.ts'
import { destination } from '#shared/contract/destination.ts'
import type { NewSession } from '#shared/contract/session.ts'
import { CHIARA } from '#test/google/oauth/people.ts'
import { directly, type Sheetside } from '#test/server/harness.ts'

/** A person who has used everything there is: a row of theirs stands in every table about people. */
export async function wholePerson(sheetside: Sheetside): Promise<NewSession> {
  const { call, deps } = sheetside
  const session = await sheetside.signIn()
  const { token, person } = session
  await sheetside.connect(session, { person: CHIARA.email })

  const { spreadsheetId, sheetId } = await directly(sheetside).makeSheet([['Title', 'Link']])
  const known = me.parse(await (await call('GET', '/api/me', { token })).json())
  const account = known.googleAccounts[0]?.id
  const chosen = await call('POST', '/api/destinations', {
    token,
    body: { account, spreadsheetId, sheetId },
  })
  const { tableStart } = destination.parse(await chosen.json())
  const sent = await call('POST', '/api/sends', {
    token,
    body: {
      id: randomUUID(),
      destination: { account, spreadsheetId, sheetId, tableStart },
      rows: [[text('Night trains')]],
    },
  })
  if (!sent.ok) throw new Error(await sent.text())

  const expiresAt = new Date(Date.now() + 60_000)
  await deps.db.insert(schema.accountLinks).values([
    {
      id: hashOf('link'),
      purpose: 'change_email',
      personId: person.id,
      email: 'countess@example.org',
      expiresAt,
    },
    // From before there was the account: it names the email alone.
    { id: hashOf('old link'), purpose: 'set_password', email: person.email, expiresAt },
  ])
  await deps.db
    .insert(schema.invitations)
    .values({ id: hashOf('invitation'), email: person.email, expiresAt })
  await sheetside.begin('connect', token, { account: account ?? '' })
  const unredeemed = await sheetside.begin('connect', token)
  await sheetside.comeBack(unredeemed)
  await note(deps, person.id, 'email_change_asked', { detail: 'countess@example.org' })
  await call('POST', '/api/sessions', {
    body: { email: person.email, password: 'wrong', device: 'Elsewhere' },
  })
  return session
}
