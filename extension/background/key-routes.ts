import { keyRoutes, type KeyRoutes } from '#extension/lib/storage.ts'
import { defaultDestination } from '#extension/send/destinations.ts'
import type { Destination } from '#shared/contract/destination.ts'
import type { Me } from '#shared/contract/me.ts'
import { matchesPattern } from '#shared/url-pattern.ts'
import { actionFor, opensPanel } from './menu-action.ts'

/** On which pages the keys open the panel, in the order in which destinations are looked for. */
export function routesFor(me: Me | null): KeyRoutes {
  const opens = (to: Destination | null) => !me || !to || opensPanel(actionFor(me, to, 'selection'))
  return [
    ...(me?.destinations ?? [])
      .filter(({ urlPattern }) => urlPattern !== null)
      .map((to) => ({ pattern: to.urlPattern, opensPanel: opens(to) })),
    { pattern: null, opensPanel: opens(defaultDestination(me)) },
  ]
}

export async function rememberRoutes(me: Me | null): Promise<void> {
  const routes = routesFor(me)
  if (isFirefox()) localStorage.setItem(keyRoutes.key, JSON.stringify(routes))
  else await keyRoutes.write(routes)
}

/** The Chromium API as it is: what its callback does is still part of the gesture, what a promise's does is not. */
declare const chrome: {
  storage: {
    local: { get(key: string, answered: (stored?: Record<string, unknown>) => void): void }
  }
}

/**
 * Calls back, while the gesture lasts, with whether the keys open the panel on a page. Firefox's gesture ends
 * with the listener, but its background is a page and can read at once what it keeps as such.
 */
export function withinGesture(url: string | undefined, tell: (opensPanel: boolean) => void): void {
  const { key } = keyRoutes
  const answered = (stored: unknown) => tell(opensOn(keyRoutes.parse(stored), url))
  if (isFirefox()) answered(read(localStorage.getItem(key)))
  else chrome.storage.local.get(key, (stored) => answered(stored?.[key]))
}

function isFirefox(): boolean {
  return import.meta.env.BROWSER === 'firefox'
}

function opensOn(routes: KeyRoutes, url: string | undefined): boolean {
  const route = routes.find(
    ({ pattern }) => pattern === null || (url !== undefined && matchesPattern(pattern, url)),
  )
  return route?.opensPanel ?? false
}

function read(json: string | null): unknown {
  try {
    return JSON.parse(json ?? 'null')
  } catch {
    return null
  }
}
