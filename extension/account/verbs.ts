import { useMutation, useQueryClient, type QueryKey } from '@tanstack/react-query'
import type {
  AccountDeleted,
  AccountDeletion,
  EmailChange,
  PasswordChange,
  ProfilePatch,
} from '#shared/contract/account.ts'
import type { DeviceSession } from '#shared/contract/session.ts'
import { SheetsideError } from '#shared/errors.ts'
import { ask } from '#extension/lib/messages.ts'
import { comeBackTo } from '#extension/lib/storage.ts'
import { allEntries, discard } from '#extension/outbox/outbox.ts'
import type { SignedIn } from '#extension/session/session.ts'
import { dropSession } from '#extension/session/stored.ts'
import type { AccountView } from './view.ts'

/** A change of the account; what it made old is read again. */
function useChange<Input, Outcome>(
  change: (input: Input) => Promise<Outcome>,
  makesOld: QueryKey[],
) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSuccess: () =>
      Promise.all(makesOld.map((queryKey) => client.invalidateQueries({ queryKey }))),
  })
}

export const useChangeProfile = ({ api }: SignedIn) =>
  useChange((patch: ProfilePatch) => api.changeProfile(patch), [['me']])

/** Ends all other sessions too. */
export const useChangePassword = ({ api }: SignedIn) =>
  useChange(
    (change: PasswordChange) => api.changePassword(change),
    [['me'], ['devices'], ['events']],
  )

export const useChangeEmail = ({ api }: SignedIn) =>
  useChange((change: EmailChange) => api.changeEmail(change), [['me'], ['events']])

/** Whom to sign out: one other device, or all of them but this one. */
export type Others = { kind: 'one'; device: DeviceSession } | { kind: 'all' }

export const useSignOutOthers = ({ api }: SignedIn) =>
  useChange(
    (others: Others) =>
      others.kind === 'one'
        ? api.endDevice(others.device.id).catch(unlessGone)
        : api.endOtherDevices(),
    [['devices'], ['events']],
  )

/** A device that was signed out meanwhile is what was wanted. */
function unlessGone(error: unknown): void {
  if (!(error instanceof SheetsideError && error.code === 'not_found')) throw error
}

/** Answers the person's data as a file. */
export const useExport = ({ api }: SignedIn) =>
  useChange(
    async () => new Blob([await api.exportData()], { type: 'application/json' }),
    [['events']],
  )

/**
 * Deletes the account and everything of its person in this browser: there is nobody left for whom it
 * could be kept. `onDeleted` is called before the session goes, and with it the screen.
 */
export const useDeleteAccount = (
  { api, person }: SignedIn,
  onDeleted: (deleted: AccountDeleted) => void,
) =>
  useMutation({
    mutationFn: async (proof: AccountDeletion) => {
      onDeleted(await api.deleteAccount(proof))
      await forgetPerson(person.id)
    },
  })

/** Their session, what is remembered of them, and what they still had in the outbox. */
export async function forgetPerson(personId: string): Promise<void> {
  const theirs = (await allEntries()).filter(({ person }) => person === personId)
  await dropSession()
  await Promise.all(theirs.map(({ id }) => discard(id)))
}

/**
 * Signs in with Google once more, as the same person, and comes back to `view`: Google's window takes the
 * focus, which closes a popup.
 */
export const useSignInAgain = (view: AccountView) =>
  useMutation({
    mutationFn: async () => {
      // A page stays where it is.
      if (location.pathname === '/popup.html') await comeBackTo.write(view)
      await ask({ type: 'google', purpose: 'sign_in' })
    },
  })
