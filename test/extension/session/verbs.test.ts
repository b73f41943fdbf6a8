import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  lastMe,
  lastTheme,
  mailedLink,
  server as address,
  session,
} from '#extension/lib/storage.ts'
import { askForLink, changeTheme, logIn, logOut, register } from '#extension/session/verbs.ts'
import { ada, freshBrowser, meOf, signIn } from '#test/extension/lib/fixtures.ts'
import { deadAddress, startAccountsServer, type AccountsServer } from './accounts-server.ts'

const made = { token: 'n'.repeat(40), expiresAt: '2030-01-01T00:00:00Z', person: ada }
const credentials = { email: 'ada@example.com', password: 'correct horse battery' }

let server: AccountsServer

beforeEach(async () => {
  await freshBrowser()
  server = await startAccountsServer(made, meOf(ada))
  await address.write(server.url)
})
afterEach(() => server.close())

const bearers = () => server.calls.map(({ authorization }) => authorization)

describe('logging in', () => {
  it('keeps the session, for this server', async () => {
    await logIn(credentials)
    expect(await session.read()).toEqual({ ...made, server: server.url })
  })

  it('tells the server which device this is', async () => {
    await logIn(credentials)
    expect(server.calls).toEqual([
      {
        route: 'POST /api/sessions',
        authorization: undefined,
        body: { ...credentials, device: expect.stringMatching(/^\w+ on .+/) },
      },
    ])
  })

  it('keeps nothing where the password is wrong', async () => {
    server.refusals.set('POST /api/sessions', 'wrong_credentials')
    await expect(logIn(credentials)).rejects.toMatchObject({ code: 'wrong_credentials' })
    expect(await session.read()).toBeNull()
  })

  it('names the address where nothing answers', async () => {
    const dead = await deadAddress()
    await address.write(dead)
    await expect(logIn(credentials)).rejects.toMatchObject({
      code: 'server_unreachable',
      message: expect.stringContaining(dead),
    })
  })
})

describe('creating an account', () => {
  it('signs in to it', async () => {
    await register(credentials)
    expect((await session.read())?.person).toEqual(ada)
  })

  it('hands on why the server refuses', async () => {
    server.refusals.set('POST /api/accounts', 'weak_password')
    await expect(register(credentials)).rejects.toMatchObject({
      code: 'weak_password',
      message: 'It is weak_password.',
    })
  })
})

describe('asking for a link', () => {
  const wanted = { email: 'ada@example.com', purpose: 'forgot' as const }

  it('is remembered, for the popup that is closed when the mail is looked for', async () => {
    await askForLink(wanted)
    expect(await mailedLink.read()).toMatchObject({ ...wanted, server: server.url })
    expect(server.calls).toEqual([
      {
        route: 'POST /api/accounts/links',
        authorization: undefined,
        body: { email: 'ada@example.com' },
      },
    ])
  })

  it('is not remembered where the server refuses', async () => {
    server.refusals.set('POST /api/accounts/links', 'rate_limited')
    await expect(askForLink(wanted)).rejects.toMatchObject({ code: 'rate_limited' })
    expect(await mailedLink.read()).toBeNull()
  })

  it('is forgotten with the sign-in that it led to', async () => {
    await askForLink(wanted)
    await logIn(credentials)
    expect(await mailedLink.read()).toBeNull()
  })
})

describe('signing out', () => {
  it('ends the session on the server and here', async () => {
    await signIn(ada, { address: server.url })
    const token = (await session.read())?.token
    expect(await logOut()).toBe('everywhere')
    expect(server.calls).toMatchObject([
      { route: 'DELETE /api/sessions/current', authorization: `Bearer ${token}` },
    ])
    expect(await session.read()).toBeNull()
    expect(await lastMe.read()).toBeNull()
  })

  it('works while the server is down, and says that it could not be told', async () => {
    await signIn(ada, { address: await deadAddress() })
    expect(await logOut()).toBe('here_only')
    expect(await session.read()).toBeNull()
    expect(await lastMe.read()).toBeNull()
  })

  it('works where the server fails', async () => {
    await signIn(ada, { address: server.url })
    server.refusals.set('DELETE /api/sessions/current', 'internal')
    expect(await logOut()).toBe('here_only')
    expect(await session.read()).toBeNull()
  })

  it('does not wait here for a server that hangs', async () => {
    await signIn(ada, { address: server.url })
    const { promise, resolve } = Promise.withResolvers<void>()
    server.delays.set('DELETE /api/sessions/current', promise)
    const signedOut = new Promise<void>((done) => {
      session.watch((now) => now === null && done())
    })
    const out = logOut()
    await signedOut
    resolve()
    expect(await out).toBe('everywhere')
  })
})

describe('the theme', () => {
  it('is kept with the person, and here', async () => {
    await signIn(ada, { address: server.url })
    await changeTheme('dark')
    expect(server.me.preferences.theme).toBe('dark')
    expect(await lastTheme.read()).toBe('dark')
    expect((await lastMe.read())?.preferences.theme).toBe('dark')
  })

  it('is kept here alone while nobody is signed in', async () => {
    await changeTheme('dark')
    expect(server.calls).toEqual([])
    expect(await lastTheme.read()).toBe('dark')
  })

  it('goes back to what it was where the server does not take it', async () => {
    await signIn(ada, { address: await deadAddress() })
    await lastTheme.write('light')
    await expect(changeTheme('dark')).rejects.toMatchObject({ code: 'server_unreachable' })
    expect(await lastTheme.read()).toBe('light')
  })
})

it('never shows a session to another server', async () => {
  await signIn(ada, { address: 'https://sheets.example.com' })
  await address.write(server.url)
  await logOut()
  await signIn(ada, { address: 'https://sheets.example.com' })
  await address.write(server.url)
  await changeTheme('dark')
  await logIn(credentials)
  expect(server.calls.length).toBeGreaterThan(0)
  expect(bearers()).toEqual(server.calls.map(() => undefined))
})
