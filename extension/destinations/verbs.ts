import { useMutation } from '@tanstack/react-query'
import { withDestination } from '#extension/send/destinations.ts'
import type { SignedIn } from '#extension/session/session.ts'
import { rememberChange } from '#extension/session/stored.ts'
import type { Destination, DestinationPatch } from '#shared/contract/destination.ts'
import { templatesFor, withChanged, withoutDestination } from './changes.ts'

type Speaker = Pick<SignedIn, 'api' | 'me'>

/** What is remembered of the person is followed by every open screen, and by the menu. */
function useDestinationMutation<Input, Output>(
  session: Speaker,
  mutationFn: (session: Speaker, input: Input) => Promise<Output>,
) {
  return useMutation({ mutationFn: (input: Input) => mutationFn(session, input) })
}

/** Changes a destination. What the patch leaves out stays as it is. */
export const useChangeDestination = (session: Speaker) => useDestinationMutation(session, change)

/** Forgets a destination; its sheet stays as it is. */
export const useForgetDestination = (session: Speaker) => useDestinationMutation(session, forget)

/** Brings a forgotten destination back, with what filled its columns. */
export const useRestoreDestination = (session: Speaker) => useDestinationMutation(session, restore)

/** Reads a destination's header anew; what fills its columns stays. */
export const useReadAgain = (session: Speaker) => useDestinationMutation(session, readAgain)

async function change(
  { api }: Speaker,
  { id, patch }: { id: string; patch: DestinationPatch },
): Promise<Destination> {
  const changed = await api.changeDestination(id, patch)
  await rememberChange(api.token, ({ destinations }) => ({
    destinations: withChanged(destinations, changed),
  }))
  return changed
}

async function forget({ api }: Speaker, { id }: Destination): Promise<void> {
  await api.forgetDestination(id)
  await rememberChange(api.token, ({ destinations }) => ({
    destinations: withoutDestination(destinations, id),
  }))
}

async function restore(session: Speaker, gone: Destination): Promise<Destination> {
  const { urlPattern, review, isDefault } = gone
  const chosen = await session.api.chooseDestination({
    ...tabOf(gone),
    ...(!isDefault && { keepDefault: true }),
  })
  await rememberChange(session.api.token, ({ destinations }) => ({
    destinations: withDestination(destinations, chosen),
  }))
  const templates = templatesFor(chosen.columns, gone.columns)
  return change(session, { id: chosen.id, patch: { templates, urlPattern, review } })
}

async function readAgain({ api }: Speaker, destination: Destination): Promise<Destination> {
  const read = await api.chooseDestination({ ...tabOf(destination), keepDefault: true })
  await rememberChange(api.token, ({ destinations }) => ({
    destinations: withChanged(destinations, read),
  }))
  return read
}

function tabOf({ account, spreadsheetId, sheetId }: Destination) {
  return { account, spreadsheetId, sheetId }
}
