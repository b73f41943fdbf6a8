import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { lastMe, session } from '#extension/lib/storage.ts'
import { meQuery } from '#extension/session/queries.ts'
import { dropSession, readStanding } from '#extension/session/stored.ts'
import type { Me } from '#shared/contract/me.ts'
import {
  ada,
  freshBrowser,
  meOf,
  quotes,
  readingList,
  signIn,
} from '#test/extension/lib/fixtures.ts'
import { deadAddress, startAccountsServer, type AccountsServer } from './accounts-server.ts'

const made = { token: 'n'.repeat(40), expiresAt: '2030-01-01T00:00:00Z', person: ada }
const before: Me = meOf(ada, readingList)
const after: Me = meOf(ada, quotes)

let server: AccountsServer
let client: QueryClient

beforeEach(async () => {
  await freshBrowser()
  server = await startAccountsServer(made, after)
  client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
})
afterEach(() => {
  client.clear()
  return server.close()
})

describe('the person', () => {
  it('is shown as remembered, and then as the server knows them', async () => {
    await signIn(ada, { address: server.url, me: before })
    const query = meQuery(await readStanding())
    expect(query.initialData).toEqual(before)
    expect(await client.fetchQuery(query)).toEqual(after)
    expect(await lastMe.read()).toEqual(after)
  })

  it('is remembered where the server cannot be reached', async () => {
    await signIn(ada, { address: await deadAddress(), me: before })
    const asked = client.fetchQuery(meQuery(await readStanding()))
    await expect(asked).rejects.toMatchObject({ code: 'server_unreachable' })
    expect(await session.read()).not.toBeNull()
    expect(await lastMe.read()).toEqual(before)
  })

  it('is signed out where the server says that the session is over', async () => {
    await signIn(ada, { address: server.url, me: before })
    server.refusals.set('GET /api/me', 'unauthenticated')
    const asked = client.fetchQuery(meQuery(await readStanding()))
    await expect(asked).rejects.toMatchObject({ code: 'unauthenticated' })
    expect(await session.read()).toBeNull()
    expect(await lastMe.read()).toBeNull()
  })

  it('is not remembered from an answer that comes after they signed out', async () => {
    await signIn(ada, { address: server.url, me: before })
    const { promise, resolve } = Promise.withResolvers<void>()
    server.delays.set('GET /api/me', promise)
    const asked = client.fetchQuery(meQuery(await readStanding()))
    await vi.waitFor(() => expect(server.calls).toHaveLength(1))
    await dropSession()
    resolve()
    await asked
    expect(await lastMe.read()).toBeNull()
  })

  it('is nobody without a session, and is not asked for', async () => {
    expect(meQuery(await readStanding()).enabled).toBe(false)
  })
})
