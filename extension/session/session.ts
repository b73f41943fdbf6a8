import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { createApi, type Api } from '#extension/lib/api.ts'
import type { Person } from '#shared/contract/account.ts'
import type { GoogleAccount } from '#shared/contract/google.ts'
import type { Me } from '#shared/contract/me.ts'
import { connectionOf, type Standing } from './stored.ts'
import { meQuery, useFollowedMe, useStanding } from './queries.ts'

export type SignedIn = {
  state: 'signed_in'
  server: string
  person: Person
  me: Me
  /** The client, speaking as this person. The same object as long as the session is the same. */
  api: Api
  /** Why `me` is only what was remembered; null while all is well. */
  problem: Error | null
  refresh: () => Promise<unknown>
}

/**
 * Who is signed in, as one of four:
 * `loading` storage is being read (a millisecond or two; draw nothing);
 * `signed_out`;
 * `opening` somebody is, but the server has not yet said anything about them, or could not;
 * `signed_in` with everything known of them.
 */
export type Session =
  | { state: 'loading' }
  | { state: 'signed_out'; server: string }
  | {
      state: 'opening'
      server: string
      person: Person
      problem: Error | null
      refresh: () => Promise<unknown>
    }
  | SignedIn

const nobody: Standing = { server: '', session: null, remembered: null }

export function useSession(): Session {
  const standing = useStanding()
  useFollowedMe(standing)
  const { data: me, error, refetch } = useQuery(meQuery(standing ?? nobody))
  const { server: address, token } = connectionOf(standing ?? nobody)
  const api = useMemo(() => createApi({ server: address, token }), [address, token])

  if (!standing) return { state: 'loading' }
  const { server, session } = standing
  if (!session) return { state: 'signed_out', server }
  const refresh = () => refetch()
  const { person } = session
  if (!me) return { state: 'opening', server, person, problem: error, refresh }
  return { state: 'signed_in', server, person: me.person, me, api, problem: error, refresh }
}

/** The Google account that is worked with where nothing says which: the default one, else the first. */
export function mainAccount({ googleAccounts }: Me): GoogleAccount | null {
  return googleAccounts.find(({ isDefault }) => isDefault) ?? googleAccounts[0] ?? null
}
