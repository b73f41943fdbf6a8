import {
  queryOptions,
  useQuery,
  useQueryClient,
  type QueryClient,
  type QueryKey,
} from '@tanstack/react-query'
import { useEffect } from 'react'
import { createApi, type Connection } from '#extension/lib/api.ts'
import {
  flow,
  lastMe,
  lastTheme,
  mailedLink,
  server,
  session,
  type Flow,
  type MailedLink,
} from '#extension/lib/storage.ts'
import type { Theme } from '#shared/contract/account.ts'
import type { Me } from '#shared/contract/me.ts'
import { SheetsideError } from '#shared/errors.ts'
import { ACCOUNT_LINK_SECONDS } from '#shared/limits.ts'
import {
  askAndRemember,
  connectionOf,
  dropSessionOf,
  readStanding,
  type Standing,
} from './stored.ts'

/**
 * For what lies in storage and is watched there: never old while somebody watches, and forgotten as
 * soon as nobody does, since it may then change unseen.
 */
export const WATCHED = { staleTime: Infinity, gcTime: 0 }

/**
 * Reads what is watched again. A first read that is under way is given up before: it may have begun
 * before the change.
 */
export async function readAgain(client: QueryClient, queryKey: QueryKey): Promise<void> {
  await client.cancelQueries({ queryKey })
  await client.invalidateQueries({ queryKey })
}

/** The server's address, and the session for it, out of storage. */
export const connectionQuery = queryOptions({
  queryKey: ['connection'],
  queryFn: readStanding,
  ...WATCHED,
})

/** The Google flow that runs in the background, or how the last one ended. */
export const flowQuery = queryOptions({
  queryKey: ['flow'],
  queryFn: () => flow.read(),
  ...WATCHED,
})

/** The mail that is waited for, as long as its link can work. */
const mailedLinkQuery = queryOptions({
  queryKey: ['mailedLink'],
  queryFn: async () => {
    const link = await mailedLink.read()
    const isOver = link !== null && Date.now() > link.at + ACCOUNT_LINK_SECONDS * 1000
    return isOver ? null : link
  },
  ...WATCHED,
})

export const themeQuery = queryOptions({
  queryKey: ['theme'],
  queryFn: () => lastTheme.read(),
  ...WATCHED,
})

/** How often a screen that can be seen asks about the person again, in milliseconds. */
const ASKED_EVERY_MS = 5 * 60_000

/**
 * The person, their connections, destination and preferences. What was remembered is there at once and
 * counts as old, so the truth is asked for; it is remembered in turn. `unauthenticated` ends the session.
 */
export function meQuery({ server, session, remembered }: Standing) {
  const connection: Connection = connectionOf({ server, session, remembered })
  return queryOptions({
    queryKey: ['me', server, session?.person.id ?? null],
    queryFn: async () => {
      try {
        return await askAndRemember(connection.token, createApi(connection).me)
      } catch (error) {
        if (isUnauthenticated(error)) await dropSessionOf(connection.token)
        throw error
      }
    },
    enabled: session !== null,
    // A connection comes near its end, or another device changes something, while a panel stays open.
    refetchInterval: ASKED_EVERY_MS,
    ...(remembered && { initialData: remembered, initialDataUpdatedAt: 0 }),
  })
}

/** What anybody may know of a server: whether it sends mail, whom it takes, what it asks of Google. */
export function serverInfoQuery(address: string) {
  return queryOptions({
    queryKey: ['server', address],
    queryFn: () => createApi({ server: address, token: null }).serverInfo(),
    staleTime: 5 * 60_000,
  })
}

export function isUnauthenticated(error: unknown): boolean {
  return error instanceof SheetsideError && error.code === 'unauthenticated'
}

/** What is known of the connection, up to date with every context of the extension. */
export function useStanding(): Standing | undefined {
  const client = useQueryClient()
  useEffect(() => {
    const refresh = () => void followConnection(client)
    const endings = [server.watch(refresh), session.watch(refresh)]
    return () => {
      for (const end of endings) end()
    }
  }, [client])
  return useQuery(connectionQuery).data
}

/** Another person, or another server: nothing that was read before is theirs. */
async function followConnection(client: QueryClient): Promise<void> {
  const { queryKey } = connectionQuery
  await client.cancelQueries({ queryKey })
  const standing = await readStanding()
  const before = client.getQueryData(queryKey)
  client.setQueryData(queryKey, standing)
  if (before?.server === standing.server && before.session?.token === standing.session?.token) {
    return
  }
  const ours = new Set<unknown>(['connection', 'flow', 'theme', 'mailedLink'])
  client.removeQueries({ predicate: ({ queryKey: [first] }) => !ours.has(first) })
}

/** Keeps the person's query in step with what other contexts of the extension learn of them. */
export function useFollowedMe(standing: Standing | undefined): void {
  const client = useQueryClient()
  useEffect(() => {
    if (!standing?.session) return
    const { queryKey } = meQuery(standing)
    const personId = standing.session.person.id
    return lastMe.watch((me: Me | null) => {
      if (me?.person.id === personId) client.setQueryData(queryKey, me)
    })
  }, [client, standing])
}

/** How the background's Google flow stands. Where its end tells of the person, they are asked for anew. */
export function useFlow(): Flow {
  const client = useQueryClient()
  useEffect(
    () =>
      flow.watch((now) => {
        void readAgain(client, flowQuery.queryKey)
        if (tellsOfPerson(now)) void client.invalidateQueries({ queryKey: ['me'] })
      }),
    [client],
  )
  return useQuery(flowQuery).data ?? { state: 'idle' }
}

/** The mail that somebody was told to look for; null where there is none, undefined while storage is read. */
export function useMailedLink(): MailedLink | null | undefined {
  const client = useQueryClient()
  useEffect(
    () => mailedLink.watch(() => void readAgain(client, mailedLinkQuery.queryKey)),
    [client],
  )
  return useQuery(mailedLinkQuery).data
}

/** A flow that ended well, or because the session or the connection to mend is there no more. */
function tellsOfPerson(flow: Flow): boolean {
  switch (flow.state) {
    case 'idle':
    case 'connected':
      return true
    case 'failed':
      return flow.code === 'unauthenticated' || flow.code === 'not_found'
    case 'running':
      return false
  }
}

/** Whether Google's window is open: until it ends, no other flow is begun. */
export function useFlowRuns(): boolean {
  return useFlow().state === 'running'
}

/** The theme as it is now. */
export function useTheme(): Theme {
  const client = useQueryClient()
  useEffect(() => lastTheme.watch(() => void readAgain(client, themeQuery.queryKey)), [client])
  return useQuery(themeQuery).data ?? 'system'
}
