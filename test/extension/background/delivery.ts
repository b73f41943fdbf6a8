import { deliver } from '#extension/background/deliver.ts'
import type { Entry } from '#extension/outbox/entry.ts'
import { allEntries } from '#extension/outbox/outbox.ts'
import { asText } from '#shared/cells.ts'
import type { SendRequest } from '#shared/contract/send.ts'
import type { ServerErrorCode } from '#shared/errors.ts'
import { ada, freshBrowser, signIn } from '#test/extension/lib/fixtures.ts'
import { accept, refuse, startContractServer } from './contract-server.ts'

export type Delivery = Awaited<ReturnType<typeof startDelivery>>

/** Ada, signed in to a server that takes whatever she sends, and deliveries to it at a time of the test's. */
export async function startDelivery() {
  await freshBrowser()
  const server = await startContractServer({ sends: accept })
  await signIn(ada, { address: server.url })
  const attempts: Entry[] = []
  const delivery = {
    /** May be another one later. */
    server,
    /** In milliseconds since 1970. */
    now: Date.UTC(2026, 2, 2),
    /** What was told of each entry that was tried. */
    attempts,
    run: () =>
      deliver({
        now: () => delivery.now,
        random: () => 0.5,
        attempted: async (entries) => {
          attempts.push(...entries)
        },
      }),
    /** What was selected for each send that arrived, whatever it was answered. */
    arrived: () => delivery.server.received.map(({ send }) => selectedFor(send)),
    refuseAll(code: ServerErrorCode, retryAfterSeconds?: number) {
      delivery.server.answers.sends = (_, c) => refuse(c, code, retryAfterSeconds)
    },
    close: () => delivery.server.close(),
  }
  return delivery
}

/** What was selected stands in the first column. */
export function selectedFor({ rows }: SendRequest): string {
  return asText(rows[0]?.[0] ?? { kind: 'empty' })
}

/** How each entry of the outbox stands, the oldest first. */
export async function kinds(): Promise<Entry['state']['kind'][]> {
  return (await allEntries()).map(({ state }) => state.kind)
}

export async function stateOf(id: string): Promise<Entry['state'] | undefined> {
  return (await allEntries()).find((entry) => entry.id === id)?.state
}
