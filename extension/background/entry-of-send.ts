import type { Entry } from '#extension/outbox/entry.ts'
import { allEntries } from '#extension/outbox/outbox.ts'

/** The id of an entry's send on the server. */
export function sendOf({ id, request }: Entry): string {
  return request?.id ?? id
}

/** The entry of a send; the outbox knows what was sent for an hour. */
export async function entryOfSend(send: string): Promise<Entry | undefined> {
  return (await allEntries()).find((entry) => sendOf(entry) === send)
}
