import { useMutation } from '@tanstack/react-query'
import type { SignedIn } from '#extension/session/session.ts'

/** Makes an account the one that is worked with where nothing says which. */
export function useMakeDefault({ api, refresh }: SignedIn) {
  return useMutation({
    mutationFn: (account: string) => api.makeDefaultAccount(account),
    onSettled: refresh,
  })
}

/** Disconnects an account here in any case; the answer says how it stands at Google. */
export function useDisconnect({ api, refresh }: SignedIn) {
  return useMutation({
    mutationFn: (account: string) => api.disconnectAccount(account),
    onSettled: refresh,
  })
}
