import { browser } from 'wxt/browser'
import * as z from 'zod/mini'
import { defaultDestination } from '#extension/send/destinations.ts'
import type { Destination } from '#shared/contract/destination.ts'
import type { Me } from '#shared/contract/me.ts'
import { matchesPattern } from '#shared/url-pattern.ts'
import { actionFor, opensPanel } from './menu-action.ts'

/**
 * Whether the keys have to open the panel, on which pages: the first of them that names a page tells; a null
 * pattern names all. Kept apart because it has to be known within the keys' own gesture.
 */
const routes = z.array(z.object({ pattern: z.nullable(z.string()), opensPanel: z.boolean() }))
type Routes = z.infer<typeof routes>

const KEY = 'keys'

export function routesFor(me: Me | null): Routes {
  const opens = (to: Destination | null) => !me || !to || opensPanel(actionFor(me, to, 'selection'))
  return [
    ...(me?.destinations ?? [])
      .filter(({ urlPattern }) => urlPattern !== null)
      .map((to) => ({ pattern: to.urlPattern, opensPanel: opens(to) })),
    { pattern: null, opensPanel: opens(defaultDestination(me)) },
  ]
}

export async function rememberRoutes(me: Me | null): Promise<void> {
  const value = routesFor(me)
  if (import.meta.env.BROWSER === 'firefox') localStorage.setItem(KEY, JSON.stringify(value))
  else await browser.storage.local.set({ [KEY]: value })
}

/** The Chromium API as it is: what its callback does is still part of the gesture, what a promise's does is not. */
declare const chrome: {
  storage: {
    local: { get(key: string, answered: (stored: Record<string, unknown>) => void): void }
  }
}

/**
 * Calls back, while the gesture lasts, with whether the keys open the panel on a page. Firefox's gesture ends
 * with the listener, but its background is a page and can read what it keeps at once.
 */
export function withinGesture(url: string | undefined, tell: (opensPanel: boolean) => void): void {
  const told = (stored: unknown) => tell(opensOn(routes.safeParse(stored).data ?? [], url))
  if (import.meta.env.BROWSER === 'firefox') told(parsed(localStorage.getItem(KEY)))
  else chrome.storage.local.get(KEY, (stored) => told(stored[KEY]))
}

function opensOn(known: Routes, url: string | undefined): boolean {
  const route = known.find(
    ({ pattern }) => pattern === null || (url !== undefined && matchesPattern(pattern, url)),
  )
  return route?.opensPanel ?? false
}

function parsed(json: string | null): unknown {
  try {
    return JSON.parse(json ?? 'null')
  } catch {
    return null
  }
}
