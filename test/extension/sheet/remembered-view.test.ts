import { QueryClientProvider } from '@tanstack/react-query'
import { Window } from 'happy-dom'
import { createElement } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createApi } from '#extension/lib/api.ts'
import { lastMe, session } from '#extension/lib/storage.ts'
import { useRememberedView } from '#extension/sheet/remembered-view.ts'
import { createQueryClient } from '#extension/ui/query-client.ts'
import type { View } from '#shared/contract/account.ts'
import { ada, freshBrowser, meOf, readingList, signIn } from '#test/extension/lib/fixtures.ts'
import {
  startAccountsServer,
  type AccountsServer,
} from '#test/extension/session/accounts-server.ts'

const made = { token: 'n'.repeat(40), expiresAt: '2030-01-01T00:00:00Z', person: ada }
const me = meOf(ada, readingList)
const tab = (sheetId: number): View => ({ account: 'g1', spreadsheetId: 's'.repeat(20), sheetId })

let server: AccountsServer
let token: string
let panels: Root[]

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  vi.stubGlobal('window', new Window())
  await freshBrowser()
  server = await startAccountsServer(made, me)
  await signIn(ada, { address: server.url, me })
  token = (await session.read())?.token ?? ''
  panels = []
})
afterEach(async () => {
  for (const panel of panels) panel.unmount()
  await settle()
  vi.useRealTimers()
  await server.close()
  vi.unstubAllGlobals()
})

/** A window's panel; answers what shows it a tab, beside what is kept by then. */
function openPanel(): (shown: View | null, kept: View | null) => void {
  const root = createRoot(new Window().document.createElement('div') as unknown as HTMLElement)
  panels.push(root)
  const client = createQueryClient()
  const api = createApi({ server: server.url, token })
  function Panel({ shown, kept }: { shown: View | null; kept: View | null }) {
    useRememberedView(api, shown, kept)
    return null
  }
  return (shown, kept) =>
    root.render(
      createElement(QueryClientProvider, { client }, createElement(Panel, { shown, kept })),
    )
}

/** Lets this many seconds pass, and what is asked of the server be answered. */
async function pass(seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second++) {
    await settle()
    await vi.advanceTimersByTimeAsync(1000)
    await settle()
  }
}

function settle(): Promise<void> {
  return new Promise((resolve) => {
    let turns = 100
    const next = () => (turns-- > 0 ? setImmediate(next) : resolve())
    next()
  })
}

/** The tabs that the server was asked to keep. */
function asked(): unknown[] {
  return server.calls
    .filter(({ route }) => route === 'PATCH /api/preferences')
    .map(({ body }) => (body as { view: View }).view.sheetId)
}

describe('the tab that is shown', () => {
  it('is kept once somebody has stayed there, and not where it is kept already', async () => {
    const show = openPanel()
    show(tab(1), tab(1))
    await pass(3)
    expect(asked()).toEqual([])
    show(tab(2), tab(1))
    await settle()
    show(tab(3), tab(1))
    await pass(3)
    expect(asked()).toEqual([3])
    expect((await lastMe.read())?.preferences.view).toEqual(tab(3))
  })

  it('is kept later where the server fails', async () => {
    server.refusals.set('PATCH /api/preferences', 'internal')
    const show = openPanel()
    show(tab(2), tab(1))
    await pass(5)
    expect(server.me.preferences.view).not.toEqual(tab(2))
    server.refusals.clear()
    await pass(10)
    expect(server.me.preferences.view).toEqual(tab(2))
    const { length } = asked()
    await pass(60)
    expect(asked()).toHaveLength(length)
  })

  it('is not asked for again once it is left, or the server refuses it', async () => {
    server.refusals.set('PATCH /api/preferences', 'internal')
    const show = openPanel()
    show(tab(2), tab(1))
    await pass(2)
    show(tab(1), tab(1))
    const { length } = asked()
    await pass(60)
    expect(asked()).toHaveLength(length)
    server.refusals.set('PATCH /api/preferences', 'invalid_input')
    show(tab(3), tab(1))
    await pass(60)
    expect(asked().slice(length)).toEqual([3])
  })

  it('is not fought over by two windows, and the later word counts', async () => {
    const one = openPanel()
    const other = openPanel()
    one(tab(2), tab(1))
    await pass(2)
    one(tab(2), tab(2))
    other(tab(3), tab(2))
    await pass(2)
    one(tab(2), tab(3))
    other(tab(3), tab(3))
    await pass(60)
    expect(asked()).toEqual([2, 3])

    server.refusals.set('PATCH /api/preferences', 'internal')
    one(tab(4), tab(3))
    await pass(2)
    // Kept by a third window meanwhile.
    one(tab(4), tab(5))
    other(tab(3), tab(5))
    server.refusals.clear()
    await pass(60)
    expect(asked().at(-1)).toBe(4)
    expect(server.me.preferences.view).toEqual(tab(3))
  })
})
