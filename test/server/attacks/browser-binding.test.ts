import { describe, expect, it } from 'vitest'
import { oauthFlows } from '#server/db/schema.ts'
import { sweepFlows } from '#server/google/oauth.ts'
import { hashOf, newSecret } from '#server/vault/secrets.ts'
import { startSheetside, visit } from '#test/server/harness.ts'
import {
  agreed,
  arrive,
  callbackOf,
  CODE,
  DEAD_END,
  finished,
  gained,
  NOTHING,
  returning,
  unopened,
} from './flow.ts'

/** RFC 9700 §4.7: a flow ends in the browser that began it, or not at all. */
describe('a callback from Google', () => {
  it.each([
    ['of a forged state', () => newSecret()],
    ['of no state', () => ''],
    ['of a state in other letters', (state: string) => state.toLowerCase()],
    ['of the hash that the database keeps of it', hashOf],
  ])('%s is refused', async (_, forge) => {
    const sheetside = await startSheetside()
    const { googleCode, state, cookie } = await returning(sheetside, 'sign_in')
    const forged = callbackOf(sheetside, { code: googleCode, state: forge(state) })
    expect(await arrive(forged, cookie)).toBe(DEAD_END)
    // The true one is none the worse for it.
    const callback = callbackOf(sheetside, { code: googleCode, state })
    expect(await arrive(callback, cookie)).toBe(CODE)
  })

  it('without a state is refused', async () => {
    const sheetside = await startSheetside()
    const { googleCode, cookie } = await returning(sheetside, 'sign_in')
    expect(await arrive(callbackOf(sheetside, { code: googleCode }), cookie)).toBe(DEAD_END)
  })

  it('is refused in a browser without a cookie, and its state is spent', async () => {
    const sheetside = await startSheetside()
    const { callback, cookie } = await returning(sheetside, 'sign_in')
    expect(await arrive(callback)).toBe(DEAD_END)
    expect(await arrive(callback, cookie)).toBe(DEAD_END)
    expect(await gained(sheetside.deps)).toEqual(NOTHING)
  })

  it('is refused in another browser, with the cookie of a flow of its own', async () => {
    const sheetside = await startSheetside()
    const mine = await returning(sheetside, 'sign_in')
    const theirs = await returning(sheetside, 'sign_in')
    expect(await arrive(mine.callback, theirs.cookie)).toBe(DEAD_END)
  })

  it('is refused with the value of another flow’s cookie under this flow’s name', async () => {
    const sheetside = await startSheetside()
    const mine = await returning(sheetside, 'sign_in')
    const theirs = await returning(sheetside, 'sign_in')
    const [name] = mine.cookie.split('=')
    const [, value] = theirs.cookie.split('=')
    expect(await arrive(mine.callback, `${name}=${value}`)).toBe(DEAD_END)
  })

  it('is refused with a cookie that was made up', async () => {
    const sheetside = await startSheetside()
    const { callback, cookie } = await returning(sheetside, 'sign_in')
    const [name] = cookie.split('=')
    expect(await arrive(callback, `${name}=${newSecret()}`)).toBe(DEAD_END)
  })

  it('is refused when it comes a second time: replayed, or the page reloaded', async () => {
    const sheetside = await startSheetside()
    const { callback, cookie } = await returning(sheetside, 'sign_in')
    expect(await arrive(callback, cookie)).toBe(CODE)
    expect(await arrive(callback, cookie)).toBe(DEAD_END)
  })

  it('leaves no cookie behind', async () => {
    const sheetside = await startSheetside()
    const { callback, cookie } = await returning(sheetside, 'sign_in')
    const { set } = await visit(callback, cookie)
    expect(set).toEqual([expect.stringMatching(/^sheetside-flow-\w+=; Max-Age=0/)])
  })

  it('counts once of twenty that come at the same moment', async () => {
    const sheetside = await startSheetside()
    const { callback, cookie } = await returning(sheetside, 'sign_in')
    const ends = await Promise.all(Array.from({ length: 20 }, () => arrive(callback, cookie)))
    expect(ends.filter((end) => end === CODE)).toHaveLength(1)
    expect(ends.filter((end) => end === DEAD_END)).toHaveLength(19)
    expect(sheetside.google.requests().filter(({ path }) => path === '/token')).toHaveLength(1)
  })

  it('finds the flow of its own, where two tabs of one browser finish at once', async () => {
    const sheetside = await startSheetside()
    const one = await returning(sheetside, 'sign_in')
    const other = await returning(sheetside, 'sign_in')
    const both = `${one.cookie}; ${other.cookie}`
    const ends = await Promise.all([arrive(one.callback, both), arrive(other.callback, both)])
    expect(ends).toEqual([CODE, CODE])
  })

  it('that brings an error ends the flow too: a code sent after it gets nowhere', async () => {
    const sheetside = await startSheetside()
    const { callback, cookie, state } = await returning(sheetside, 'sign_in')
    const denied = callbackOf(sheetside, { error: 'access_denied', state })
    expect(await arrive(denied, cookie)).toBe('?error=sign_in_cancelled')
    expect(await arrive(callback, cookie)).toBe(DEAD_END)
  })

  it('never shows what was put into it', async () => {
    const sheetside = await startSheetside()
    const { cookie, state } = await returning(sheetside, 'sign_in')
    const error = '<script>alert(1)</script>'
    const { location } = await visit(callbackOf(sheetside, { error, state }), cookie)
    expect(location).toMatch(/\?error=google_unavailable$/)
    const { response } = await visit(callbackOf(sheetside, { error, state: '<script>' }), cookie)
    expect(await response.text()).not.toContain('script')
  })
})

describe('a start URL', () => {
  it('works in one of twenty browsers that open it at the same moment', async () => {
    const { startUrl } = await unopened(await startSheetside())
    const visits = await Promise.all(Array.from({ length: 20 }, () => visit(startUrl)))
    expect(visits.filter(({ location }) => location !== null)).toHaveLength(1)
    expect(visits.flatMap(({ set }) => set)).toHaveLength(1)
  })

  it('can’t be made up', async () => {
    const { url } = await startSheetside()
    for (const query of ['', '?flow=', `?flow=${newSecret()}`, '?flow=%00', '?flow=a&flow=b']) {
      expect((await visit(`${url}/oauth/google/start${query}`)).response.status).toBe(400)
    }
  })
})

describe('who only looks ahead', () => {
  it.each<[string, { method?: string; headers?: Record<string, string> }]>([
    ['a HEAD', { method: 'HEAD' }],
    ['a prefetch', { headers: { 'sec-purpose': 'prefetch' } }],
    ['a prerender', { headers: { 'sec-purpose': 'prefetch;prerender' } }],
    ['an older browser’s prefetch', { headers: { purpose: 'prefetch' } }],
  ])('spends neither the start URL nor the callback: %s', async (_, how) => {
    const sheetside = await startSheetside()
    const { startUrl, codeVerifier } = await unopened(sheetside)
    const ahead = await fetch(startUrl, { ...how, redirect: 'manual' })
    expect([ahead.status, ahead.headers.getSetCookie()]).toEqual([425, []])
    const { cookie, location } = await visit(startUrl)
    const flow = { cookie, consentUrl: location ?? '', codeVerifier, startUrl }
    const { callback } = await agreed(flow)
    const headers = { ...how.headers, cookie }
    expect((await fetch(callback, { ...how, headers, redirect: 'manual' })).status).toBe(425)
    expect(await arrive(callback, cookie)).toBe(CODE)
  })
})

describe('ten minutes', () => {
  const LATE = 601_000

  it('end a flow that nobody opened', async () => {
    const sheetside = await startSheetside()
    const { startUrl } = await unopened(sheetside)
    sheetside.clock.ahead = LATE
    expect((await visit(startUrl)).response.status).toBe(400)
  })

  it('end a flow that waits at Google', async () => {
    const sheetside = await startSheetside()
    const { callback, cookie } = await returning(sheetside, 'sign_in')
    sheetside.clock.ahead = LATE
    expect(await arrive(callback, cookie)).toBe(DEAD_END)
  })

  it('leave nothing of a flow, also where no other is begun', async () => {
    const sheetside = await startSheetside()
    await returning(sheetside, 'sign_in')
    await sweepFlows(sheetside.deps)
    expect(await sheetside.deps.db.select().from(oauthFlows)).toHaveLength(1)
    sheetside.clock.ahead = LATE
    await sweepFlows(sheetside.deps)
    expect(await sheetside.deps.db.select().from(oauthFlows)).toEqual([])
  })

  it('are counted from its beginning, not from when it was opened', async () => {
    const sheetside = await startSheetside()
    const { startUrl } = await unopened(sheetside)
    sheetside.clock.ahead = LATE - 2000
    const { location } = await visit(startUrl)
    expect(location).toContain('/o/oauth2/v2/auth')
    const state = new URL(location ?? '').searchParams.get('state') ?? ''
    sheetside.clock.ahead = LATE
    const callback = callbackOf(sheetside, { error: 'access_denied', state })
    expect(await arrive(callback)).toBe(DEAD_END)
  })

  it('pass, and a code that came in time is still redeemed', async () => {
    const sheetside = await startSheetside()
    sheetside.clock.ahead = 0
    const { code, codeVerifier } = await finished(sheetside, 'sign_in')
    sheetside.clock.ahead = 119_000
    expect((await sheetside.redeem(code, codeVerifier)).status).toBe(200)
  })
})
