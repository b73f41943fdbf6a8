import { useMutation } from '@tanstack/react-query'
import { SheetsideError } from '#shared/errors.ts'
import type { SignedIn } from '#extension/session/session.ts'

/** Makes an account the one that is worked with where nothing says which. */
export function useMakeDefault({ api, refresh }: SignedIn) {
  return useMutation({
    mutationFn: (account: string) => api.makeDefaultAccount(account).catch(unlessGone),
    onSettled: refresh,
  })
}

/**
 * Disconnects an account here in any case; the answer says how it stands at Google, null where it was
 * disconnected elsewhere meanwhile.
 */
export function useDisconnect({ api, refresh }: SignedIn) {
  return useMutation({
    mutationFn: (account: string) => api.disconnectAccount(account).catch(unlessGone),
    onSettled: refresh,
  })
}

/** It was disconnected elsewhere: the list, which is read anew, says so by itself. */
function unlessGone(error: unknown): null {
  if (error instanceof SheetsideError && error.code === 'not_found') return null
  throw error
}
