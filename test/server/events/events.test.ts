import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { securityEvents } from '#server/db/schema.ts'
import { note, sweepEvents } from '#server/events/events.ts'
import { eventsPage, type EventsPage } from '#shared/contract/event.ts'
import { newSession, type NewSession } from '#shared/contract/session.ts'
import { refusal, startSheetside, type Sheetside } from '#test/server/harness.ts'

const PASSWORD = 'kelp-harbor-thimble-9'
const DAY = 24 * 60 * 60_000

const travel = (ms: number) => vi.setSystemTime(Date.now() + ms)

async function eventsOf({ call }: Sheetside, { token }: NewSession, query = '') {
  const response = await call('GET', `/api/me/events${query}`, { token })
  return eventsPage.parse(await response.json())
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

describe('The log of an account', () => {
  it('tells how it began and who signed in, the newest first', async () => {
    const sheetside = await startSheetside()
    await sheetside.register()
    const body = { email: 'reader@example.org', password: PASSWORD, device: 'Tablet' }
    const answer = await sheetside.call('POST', '/api/sessions', { body })
    const session = newSession.parse(await answer.json())
    const { events, next } = await eventsOf(sheetside, session)
    expect(events).toMatchObject([
      { kind: 'signed_in', device: 'Tablet', address: '127.0.0.1', detail: null },
      { kind: 'account_created', device: 'Chrome on Linux', address: '127.0.0.1', detail: null },
    ])
    expect(next).toBeNull()
  })

  it('says with which Google account somebody signed in, and that it made the account', async () => {
    const sheetside = await startSheetside()
    await sheetside.signIn()
    const { events } = await eventsOf(sheetside, await sheetside.signIn())
    const kinds = events.map(({ kind }) => kind)
    expect(kinds.filter((kind) => kind === 'account_created')).toHaveLength(1)
    expect(kinds.filter((kind) => kind === 'signed_in')).toHaveLength(2)
    expect(events.find(({ kind }) => kind === 'signed_in')?.detail).toBe('ada@gmail.com')
  })

  it('comes page by page, each event once, also while more happen', async () => {
    const sheetside = await startSheetside()
    const session = await sheetside.register()
    for (let i = 0; i < 120; i++) {
      await note(sheetside.deps, session.person.id, 'signed_in', { detail: String(i) })
    }
    const seen: (string | null)[] = []
    let page: EventsPage = await eventsOf(sheetside, session)
    while (page.next !== null) {
      seen.push(...page.events.map(({ detail }) => detail))
      await note(sheetside.deps, session.person.id, 'signed_in', { detail: 'meanwhile' })
      page = await eventsOf(sheetside, session, `?before=${page.next}`)
    }
    seen.push(...page.events.map(({ detail }) => detail))
    expect(seen).toEqual([...Array.from({ length: 120 }, (_, i) => String(119 - i)), null])
  })

  it.each(['Chrome\non Linux', 'Chrome \u{202e}xuniL no', '\u{1b}[31mChrome', '\u{2028}'])(
    'takes no device that calls itself %j, whose name a stranger chose',
    async (device) => {
      const sheetside = await startSheetside()
      const session = await sheetside.register()
      const body = { email: session.person.email, password: 'wrong', device }
      expect(await refusal(sheetside.call('POST', '/api/sessions', { body }))).toMatchObject({
        code: 'invalid_input',
      })
      const { events } = await eventsOf(sheetside, session)
      expect(events.map(({ kind }) => kind)).toEqual(['account_created'])
    },
  )

  it('shows nothing of others, whatever page is asked for', async () => {
    const sheetside = await startSheetside()
    const ada = await sheetside.register()
    const eve = await sheetside.register('eve@example.org')
    await note(sheetside.deps, ada.person.id, 'signed_in', { detail: 'secret' })
    for (const query of ['', '?before=999999']) {
      const { events } = await eventsOf(sheetside, eve, query)
      expect(events.map(({ kind }) => kind)).toEqual(['account_created'])
    }
  })

  it.each(['x', '-1', '1e9', '1;drop table people', '9'.repeat(16)])(
    'has no page before %j',
    async (before) => {
      const sheetside = await startSheetside()
      const { token } = await sheetside.register()
      const path = `/api/me/events?${new URLSearchParams({ before })}`
      expect(await refusal(sheetside.call('GET', path, { token }))).toMatchObject({
        code: 'invalid_input',
      })
    },
  )

  it('is kept for 180 days', async () => {
    const sheetside = await startSheetside()
    await sheetside.register()
    travel(179 * DAY)
    await sweepEvents(sheetside.deps)
    expect(await sheetside.deps.db.select().from(securityEvents)).toHaveLength(1)
    travel(2 * DAY)
    await sweepEvents(sheetside.deps)
    expect(await sheetside.deps.db.select().from(securityEvents)).toEqual([])
  })
})
