import { createApi, type Connection } from '#extension/lib/api.ts'
import { askAndRemember } from '#extension/session/stored.ts'

/**
 * Asks the server about the person and remembers what it says, for the menu, the outbox and every
 * screen that is open. Where it cannot be asked, what was remembered stays.
 */
export async function askAboutPerson(connection: Connection): Promise<void> {
  await askAndRemember(connection.token, createApi(connection).me).catch(() => undefined)
}
