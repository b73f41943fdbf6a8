import { createApi, type Connection } from '#extension/lib/api.ts'
import { remember } from '#extension/session/stored.ts'

/**
 * Asks the server about the person and remembers what it says, for the menu, the outbox and every
 * screen that is open. Where it cannot be asked, what was remembered stays.
 */
export async function askAboutPerson(connection: Connection): Promise<void> {
  const me = await createApi(connection)
    .me()
    .catch(() => null)
  if (me) await remember(connection.token, me)
}
