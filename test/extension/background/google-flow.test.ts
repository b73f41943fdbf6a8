import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { endDeadFlow, runGoogleFlow } from '#extension/background/google-flow.ts'
import { flow, lastMe, session, type Flow } from '#extension/lib/storage.ts'
import { changeServer, dropSession } from '#extension/session/stored.ts'
import {
  flowRequest,
  redeemRequest,
  type FlowRequest,
  type GoogleAccount,
} from '#shared/contract/google.ts'
import { ada, bob, connectionOf, freshBrowser, meOf, signIn } from '#test/extension/lib/fixtures.ts'
import { refuse, startContractServer, type ContractServer, type Ctx } from './contract-server.ts'

const REDIRECT = 'https://extension-id.chromiumapp.org/'

let server: ContractServer
let begun: (FlowRequest & { authorization: string | undefined })[]
/** How the window ends: the query of the redirect, or null where the person closes it. */
let end: string | null
/** What happens elsewhere while it is open. */
let meanwhile: () => Promise<void>
let opened: string[]
let flows: Flow['state'][]
/** The bearers of the sessions that were ended. */
let ended: (string | undefined)[]
/** What a redeemed connection answers. */
let given: { account: GoogleAccount; picked: string[] }

beforeEach(async () => {
  await freshBrowser()
  begun = []
  opened = []
  flows = []
  ended = []
  end = '?code=one-time'
  meanwhile = async () => {}
  given = { account: connectionOf(ada), picked: [] }
  server = await startContractServer({
    flows: async (c) => {
      const request = flowRequest.parse(await c.req.json())
      begun.push({ ...request, authorization: c.req.header('authorization') })
      return c.json({ startUrl: `${server.url}/oauth/google/start?flow=1` })
    },
    redeem,
    me: (c) => c.json(meOf(ada)),
    signOut: (c) => {
      ended.push(c.req.header('authorization'))
      return c.body(null, 204)
    },
  })
  Object.assign(fakeBrowser, {
    identity: {
      getRedirectURL: () => REDIRECT,
      launchWebAuthFlow: async ({ url, interactive }: { url: string; interactive: boolean }) => {
        if (interactive) opened.push(url)
        await meanwhile()
        if (end === null) throw new Error('The user did not approve access.')
        return REDIRECT + end
      },
    },
  })
  Object.assign(fakeBrowser.runtime, { getPlatformInfo: async () => ({ os: 'linux' }) })
  flow.watch(({ state }) => flows.push(state))
})
afterEach(() => server.close())

const newSession = { token: 's'.repeat(40), expiresAt: '2030-01-01T00:00:00Z', person: ada }

/** As the server does it: the code is good once, with the verifier of the challenge. */
async function redeem(c: Ctx): Promise<Response> {
  const { code, codeVerifier } = redeemRequest.parse(await c.req.json())
  const challenge = createHash('sha256').update(codeVerifier).digest('base64url')
  if (code !== 'one-time' || challenge !== begun[0]?.codeChallenge) return refuse(c, 'flow_expired')
  if (begun[0].purpose === 'sign_in') return c.json({ purpose: 'sign_in', session: newSession })
  if (c.req.header('authorization') === undefined) return refuse(c, 'unauthenticated')
  return c.json({ purpose: 'connect', ...given })
}

describe('signing in with Google', () => {
  it('ends with a session, and all that is known of the person', async () => {
    await signIn(ada, { address: server.url })
    await session.clear()
    expect(await runGoogleFlow({ purpose: 'sign_in' })).toBe(true)

    expect(begun).toMatchObject([
      { purpose: 'sign_in', redirectUri: REDIRECT, authorization: undefined },
    ])
    expect(opened).toEqual([`${server.url}/oauth/google/start?flow=1`])
    expect(await session.read()).toEqual({ ...newSession, server: server.url })
    expect(await lastMe.read()).toEqual(meOf(ada))
    expect(await flow.read()).toEqual({ state: 'idle' })
    expect(flows[0]).toBe('running')
  })

  it('holds even where the person cannot be asked for yet', async () => {
    await signIn(ada, { address: server.url, me: null })
    server.answers.me = (c) => refuse(c, 'internal')
    expect(await runGoogleFlow({ purpose: 'sign_in' })).toBe(true)
    expect((await session.read())?.token).toBe(newSession.token)
  })
})

describe('signing in with Google once more', () => {
  it('takes the place of the session before, which ends on the server', async () => {
    await signIn(ada, { address: server.url })
    const before = await session.read()
    expect(await runGoogleFlow({ purpose: 'sign_in' })).toBe(true)
    expect((await session.read())?.token).toBe(newSession.token)
    expect(ended).toEqual([`Bearer ${before?.token}`])
  })

  it('holds where the server cannot be told of the session before', async () => {
    await signIn(ada, { address: server.url })
    server.answers.signOut = (c) => refuse(c, 'internal')
    expect(await runGoogleFlow({ purpose: 'sign_in' })).toBe(true)
    expect((await session.read())?.token).toBe(newSession.token)
  })

  it('as somebody else changes nothing: who is signed in stays, and the new session ends', async () => {
    await signIn(bob, { address: server.url })
    const before = await session.read()
    expect(await runGoogleFlow({ purpose: 'sign_in' })).toBe(false)
    expect(await session.read()).toEqual(before)
    expect(await lastMe.read()).toEqual(meOf(bob))
    expect(ended).toEqual([`Bearer ${newSession.token}`])
    expect(await flow.read()).toMatchObject({
      state: 'failed',
      purpose: 'sign_in',
      code: 'conflict',
    })
  })
})

describe('connecting a Google account', () => {
  it('is asked for and redeemed as the person who is signed in', async () => {
    await signIn(ada, { address: server.url, me: null })
    const before = await session.read()
    expect(await runGoogleFlow({ purpose: 'connect', account: 'account-1' })).toBe(true)

    expect(begun).toMatchObject([
      { purpose: 'connect', account: 'account-1', authorization: `Bearer ${before?.token}` },
    ])
    expect(await session.read()).toEqual(before)
    expect(await lastMe.read()).toEqual(meOf(ada))
  })

  it('asks for the one thing that is needed, with the files to have ready', async () => {
    await signIn(ada, { address: server.url })
    await runGoogleFlow({
      purpose: 'connect',
      account: 'account-1',
      need: 'drive',
      fileIds: ['spreadsheet-1'],
    })
    expect(begun).toMatchObject([{ need: 'drive', fileIds: ['spreadsheet-1'] }])
  })

  it('tells which account was connected, which was meant, and what was picked', async () => {
    await signIn(ada, { address: server.url })
    given = {
      account: { ...connectionOf(ada), id: 'account-2', email: 'ben@gmail.com' },
      picked: ['spreadsheet-1'],
    }
    await runGoogleFlow({ purpose: 'connect', account: 'account-1' })
    expect(await flow.read()).toEqual({
      state: 'connected',
      purpose: 'connect',
      asked: 'account-1',
      account: { id: 'account-2', email: 'ben@gmail.com' },
      picked: ['spreadsheet-1'],
    })
  })

  it('remembers nothing of a person who signed out in the meantime', async () => {
    await signIn(ada, { address: server.url, me: null })
    server.answers.me = async (c) => {
      await session.clear()
      return c.json(meOf(ada))
    }
    await runGoogleFlow({ purpose: 'connect' })
    expect(await lastMe.read()).toBeNull()
  })
})

describe('a flow that fails', () => {
  beforeEach(() => signIn(ada, { address: server.url }))

  it.each([
    ['the window is closed', null, 'sign_in_cancelled'],
    ['the person says no', '?error=access_denied', 'sign_in_cancelled'],
    ['the server says so', '?error=sign_in_cancelled', 'sign_in_cancelled'],
    ['a scope was left unticked', '?error=google_scope_missing', 'google_scope_missing'],
    ['an administrator forbids it', '?error=google_admin_blocked', 'google_admin_blocked'],
    ['the email is taken', '?error=email_taken', 'email_taken'],
    ['the error is none of ours', '?error=bogus', 'internal'],
    ['the redirect says nothing', '', 'internal'],
    ['the code is another flow’s', '?code=another', 'flow_expired'],
  ])('says why when %s', async (_, query, code) => {
    end = query
    const before = await session.read()
    expect(await runGoogleFlow({ purpose: 'connect' })).toBe(false)
    expect(await flow.read()).toEqual({
      state: 'failed',
      purpose: 'connect',
      code,
      message: expect.stringMatching(/\w+\.$/) as string,
    })
    expect(await session.read()).toEqual(before)
  })

  it('is told of the connection that it was to mend', async () => {
    end = null
    await runGoogleFlow({ purpose: 'connect', account: 'account-1' })
    expect(await flow.read()).toMatchObject({ state: 'failed', account: 'account-1' })
  })

  it('says so when the server is down, and opens no window', async () => {
    await server.close()
    await runGoogleFlow({ purpose: 'sign_in' })
    expect(await flow.read()).toMatchObject({ state: 'failed', code: 'server_unreachable' })
    expect(opened).toEqual([])
  })

  it('can be begun again', async () => {
    end = null
    await runGoogleFlow({ purpose: 'sign_in' })
    end = '?code=one-time'
    begun = []
    expect(await runGoogleFlow({ purpose: 'sign_in' })).toBe(true)
  })
})

it('is not begun twice while its window is open', async () => {
  await signIn(ada, { address: server.url })
  const [first, second] = await Promise.all([
    runGoogleFlow({ purpose: 'sign_in' }),
    runGoogleFlow({ purpose: 'connect' }),
  ])
  expect([first, second]).toEqual([true, false])
  expect(opened).toHaveLength(1)
})

describe('while its window is open', () => {
  it.each([
    ['well', '?code=one-time'],
    ['without having been done', null],
  ])('the person signs out: that it ended %s is not told to the next one', async (_, query) => {
    await signIn(ada, { address: server.url })
    end = query
    meanwhile = async () => {
      await dropSession()
      await signIn(bob, { address: server.url })
    }
    expect(await runGoogleFlow({ purpose: 'connect' })).toBe(false)
    expect(await flow.read()).toEqual({ state: 'idle' })
    expect((await session.read())?.person).toEqual(bob)
    expect(await lastMe.read()).toEqual(meOf(bob))
  })

  it('another server is chosen: nobody is signed in there, nor at the one before', async () => {
    await signIn(ada, { address: server.url })
    await session.clear()
    meanwhile = () => changeServer('https://another.example')
    expect(await runGoogleFlow({ purpose: 'sign_in' })).toBe(false)
    expect(await session.read()).toBeNull()
    expect(await flow.read()).toEqual({ state: 'idle' })
  })

  it('somebody logs in with their password: that stays, and nothing is told', async () => {
    await signIn(ada, { address: server.url })
    await session.clear()
    meanwhile = () => signIn(bob, { address: server.url })
    await runGoogleFlow({ purpose: 'sign_in' })
    expect((await session.read())?.person).toEqual(bob)
    expect(await flow.read()).toEqual({ state: 'idle' })
  })

  it('who comes next and asks for Google is told that it is open', async () => {
    await signIn(ada, { address: server.url })
    let seen: Flow | undefined
    meanwhile = async () => {
      await dropSession()
      await runGoogleFlow({ purpose: 'sign_in' })
      seen = await flow.read()
    }
    await runGoogleFlow({ purpose: 'connect' })
    expect(seen).toEqual({ state: 'running', purpose: 'sign_in' })
    expect(await flow.read()).toEqual({ state: 'idle' })
  })
})

describe('when the background starts', () => {
  it('ends a flow that died with the last one', async () => {
    await flow.write({ state: 'running', purpose: 'connect' })
    await endDeadFlow()
    expect(await flow.read()).toMatchObject({ state: 'failed', purpose: 'connect' })
  })

  it('leaves alone the flow that it was started for', async () => {
    await signIn(ada, { address: server.url })
    const running = runGoogleFlow({ purpose: 'sign_in' })
    await endDeadFlow()
    expect(await running).toBe(true)
    expect(flows).not.toContain('failed')
  })

  it('has nothing to say where none ran', async () => {
    const write = vi.spyOn(fakeBrowser.storage.session, 'set')
    await endDeadFlow()
    expect(write).not.toHaveBeenCalled()
  })
})
