import { useEffect, useRef } from 'react'
import { browser } from 'wxt/browser'
import { panelErrand, type PanelErrand } from '#extension/lib/storage.ts'

/**
 * Calls back with what a notification's click opened the panel for, or wants of one that is open: once,
 * in one panel. Of several windows' panels that is the one in the window in front, or the one that was
 * opened by the click.
 */
export function useErrand(run: (errand: PanelErrand) => void): void {
  const call = useRef(run)
  useEffect(() => {
    call.current = run
  })
  useEffect(() => {
    let isOver = false
    const take = async () => {
      const errand = await takeErrand(() => isOver)
      if (errand !== null) call.current(errand)
    }
    void take()
    const unwatch = panelErrand.watch((errand) => {
      if (errand === null) return
      void isInFront().then((isOurs) => (isOurs ? take() : undefined))
    })
    return () => {
      isOver = true
      unwatch()
    }
  }, [])
}

/** Reads and clears it, one panel at a time. */
function takeErrand(isOver: () => boolean): Promise<PanelErrand | null> {
  return navigator.locks.request('panel errand', async () => {
    if (isOver()) return null
    const errand = await panelErrand.read()
    if (errand !== null) await panelErrand.clear()
    return errand
  })
}

async function isInFront(): Promise<boolean> {
  const [ours, front] = await Promise.all([
    browser.windows.getCurrent(),
    browser.windows.getLastFocused(),
  ])
  return ours.id === front.id
}
