import { useSyncExternalStore } from 'react'

/**
 * The page's `<main>`, once it is there. Menus are drawn in it, so that what they say stands within a
 * landmark as everything else does: https://www.w3.org/WAI/ARIA/apg/practices/landmark-regions/
 */
export function useMain(): HTMLElement | undefined {
  // It comes with the first screen and stays, so that the look after mounting is enough.
  return useSyncExternalStore(noChanges, () => document.querySelector('main')) ?? undefined
}

const noChanges = () => () => {}
