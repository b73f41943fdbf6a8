import { useMutation } from '@tanstack/react-query'
import type { Api } from '#extension/lib/api.ts'
import { ask } from '#extension/lib/messages.ts'
import { assignDestination, retry } from '#extension/outbox/outbox.ts'
import type { Entry } from '#extension/outbox/entry.ts'
import { rememberChange } from '#extension/session/stored.ts'
import { withDestination } from './destinations.ts'
import type { Destination, DestinationRequest } from '#shared/contract/destination.ts'

/**
 * Makes a tab the destination of all that is sent from now on, and of the entries that wait for one.
 * The background is told, so that they go at once.
 */
export function useSendHere(api: Api, waiting: Entry[]) {
  return useMutation({
    mutationFn: async (place: DestinationRequest) => {
      const destination = await api.chooseDestination(place)
      await rememberChange(api.token, ({ destinations }) => ({
        destinations: withDestination(destinations, destination),
      }))
      await assign(waiting, destination)
      return destination
    },
  })
}

/** Sends what waits for a destination to the one that is already chosen. */
export function useSendWaiting(waiting: Entry[]) {
  return useMutation({ mutationFn: (destination: Destination) => assign(waiting, destination) })
}

/** Lets what waits for an unreachable server go at once: it has just answered. */
export async function deliverAtLast(outbox: Entry[]): Promise<void> {
  const held = outbox.filter(
    ({ state }) => state.kind === 'waiting' && state.lastFailure?.code === 'server_unreachable',
  )
  if (held.length === 0) return
  await Promise.all(held.map(({ id }) => retry(id)))
  await ask({ type: 'deliver' })
}

/** Rejects with the first refusal, after all the others are on their way. */
async function assign(waiting: Entry[], destination: Destination): Promise<void> {
  const outcomes = await Promise.allSettled(
    waiting.map(({ id }) => assignDestination(id, destination)),
  )
  await ask({ type: 'deliver' })
  const refused = outcomes.find((outcome) => outcome.status === 'rejected')
  if (refused) throw refused.reason
}
