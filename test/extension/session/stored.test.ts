import { setTimeout as sleep } from 'node:timers/promises'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { comeBackTo, flow, lastMe, lastTheme, server, session } from '#extension/lib/storage.ts'
import {
  askAndRemember,
  changeServer,
  connectionOf,
  dropSession,
  dropSessionOf,
  keepSession,
  readStanding,
  rememberChange,
} from '#extension/session/stored.ts'
import type { Me } from '#shared/contract/me.ts'
import type { NewSession } from '#shared/contract/session.ts'
import { ada, bob, freshBrowser, meOf, quotes, signIn } from '#test/extension/lib/fixtures.ts'

const HERE = 'http://localhost:8787'
const ELSEWHERE = 'https://sheets.example.com'
const made: NewSession = { token: 'n'.repeat(40), expiresAt: '2030-01-01T00:00:00Z', person: bob }

beforeEach(freshBrowser)

/** The server tells this of who signed in last. */
const told = (me: Me) => askAndRemember(made.token, () => Promise.resolve(me))

/** Until the test ends the browser takes its time to write into its storage. */
function writeSlowly(): void {
  const { local } = fakeBrowser.storage
  const write = local.set.bind(local)
  const set = (items: object) => sleep(10).then(() => write(items, () => undefined))
  Object.assign(local, { set })
  onTestFinished(() => void Object.assign(local, { set: write }))
}

describe('a stored session', () => {
  it('is used with the server that made it', async () => {
    await signIn(ada, { address: HERE })
    const standing = await readStanding()
    expect(standing.session?.person).toEqual(ada)
    expect(connectionOf(standing)).toEqual({ server: HERE, token: expect.stringMatching(/^token/) })
  })

  it('is not used with another server, whatever put that address there', async () => {
    await signIn(ada, { address: HERE })
    await server.write(ELSEWHERE)
    const standing = await readStanding()
    expect(standing).toEqual({ server: ELSEWHERE, session: null, remembered: null })
    expect(connectionOf(standing)).toEqual({ server: ELSEWHERE, token: null })
  })

  it('goes, with what is remembered of its person, when the address is changed', async () => {
    await signIn(ada, { address: HERE })
    await changeServer(ELSEWHERE)
    expect(await session.read()).toBeNull()
    expect(await lastMe.read()).toBeNull()
    expect(await server.read()).toBe(ELSEWHERE)
  })

  it('stays when the same address is saved again', async () => {
    await signIn(ada, { address: HERE })
    await changeServer(HERE)
    expect((await readStanding()).session?.person).toEqual(ada)
  })

  it('takes the place of the one before, of whom nothing is remembered then', async () => {
    await signIn(ada, { address: HERE })
    await keepSession(made, HERE)
    expect(await readStanding()).toMatchObject({ session: { person: bob }, remembered: null })
  })

  it('keeps what is remembered where the same person signs in once more', async () => {
    await signIn(bob, { address: HERE })
    await keepSession(made, HERE)
    expect(await readStanding()).toMatchObject({ session: made, remembered: meOf(bob) })
  })

  it('takes along the screen that its person wanted to come back to', async () => {
    await signIn(ada, { address: HERE })
    await comeBackTo.write('data')
    await dropSession()
    expect(await comeBackTo.read()).toBeNull()
  })

  it('brings only its own person back to a screen', async () => {
    await signIn(bob, { address: HERE })
    await comeBackTo.write('data')
    await keepSession(made, HERE)
    expect(await comeBackTo.read()).toBe('data')
    await signIn(ada, { address: HERE })
    await session.clear()
    await keepSession(made, HERE)
    expect(await comeBackTo.read()).toBeNull()
  })

  it('settles how the Google flow before it ended', async () => {
    const message = 'Cancelled.'
    await flow.write({ state: 'failed', purpose: 'sign_in', code: 'sign_in_cancelled', message })
    await keepSession(made, HERE)
    expect(await flow.read()).toEqual({ state: 'idle' })
  })

  it('leaves the theme behind when it goes', async () => {
    await signIn(ada, { address: HERE })
    await lastTheme.write('dark')
    await dropSession()
    expect(await lastTheme.read()).toBe('dark')
  })

  it('is not dropped for an answer that was meant for the one before it', async () => {
    await keepSession(made, HERE)
    await dropSessionOf('o'.repeat(40))
    expect(await session.read()).not.toBeNull()
    await dropSessionOf(made.token)
    expect(await session.read()).toBeNull()
  })
})

describe('what is remembered of a person', () => {
  it('is shown to them alone', async () => {
    await signIn(ada, { address: HERE, me: meOf(bob) })
    expect((await readStanding()).remembered).toBeNull()
    await lastMe.write(meOf(ada))
    expect((await readStanding()).remembered).toEqual(meOf(ada))
  })

  it('brings their theme along', async () => {
    await keepSession(made, HERE)
    await told({ ...meOf(bob), preferences: { theme: 'dark', view: null } })
    expect(await lastTheme.read()).toBe('dark')
  })

  it('is nothing, where they signed out before the server answered', async () => {
    await keepSession(made, HERE)
    await dropSession()
    await told(meOf(bob))
    expect(await lastMe.read()).toBeNull()
  })

  it('is nothing, where they sign out while it is written down', async () => {
    await keepSession(made, HERE)
    writeSlowly()
    const remembering = told(meOf(bob))
    await sleep(1)
    await Promise.all([remembering, dropSession()])
    expect(await lastMe.read()).toBeNull()
  })

  it('loses nothing to a change that comes at the same moment', async () => {
    await keepSession(made, HERE)
    await told(meOf(bob))
    await Promise.all([
      rememberChange(made.token, () => ({ destinations: [quotes] })),
      rememberChange(made.token, () => ({ preferences: { theme: 'dark', view: null } })),
      rememberChange(made.token, () => ({ destinations: [] })),
    ])
    expect(await lastMe.read()).toEqual({
      ...meOf(bob),
      destinations: [],
      preferences: { theme: 'dark', view: null },
    })
  })

  it('is asked for again where it was changed while it was asked for', async () => {
    await keepSession(made, HERE)
    await told(meOf(bob))
    const old = meOf(bob)
    const changed = { ...old, destinations: [quotes] }
    const answers = [old, changed]
    const heard = await askAndRemember(made.token, async () => {
      const answer = answers.shift() ?? old
      if (answer === old) await rememberChange(made.token, () => ({ destinations: [quotes] }))
      return answer
    })
    expect(answers).toEqual([])
    expect(heard).toEqual(changed)
    expect(await lastMe.read()).toEqual(changed)
  })

  it('takes no change that was made for who was signed in before', async () => {
    await signIn(ada, { address: HERE })
    await keepSession(made, HERE)
    await told(meOf(bob))
    await rememberChange('o'.repeat(40), () => ({ destinations: [quotes] }))
    expect(await lastMe.read()).toEqual(meOf(bob))
  })
})
