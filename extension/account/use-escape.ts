import { useEffect, useEffectEvent, type RefObject } from 'react'

/**
 * Goes back on Escape from wherever the focus is in `place`, or where it was lost: a button that is gone
 * once it was pressed leaves it to the page. Undefined where there is nothing to go back to.
 */
export function useEscape(
  place: RefObject<HTMLElement | null>,
  back: (() => void) | undefined,
): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    const { key, target } = event
    // A dialog and a menu are drawn elsewhere, and take the key for themselves.
    const isOurs =
      target === document.body || (target instanceof Node && place.current?.contains(target))
    if (key !== 'Escape' || event.defaultPrevented || !isOurs || !back) return
    // Unanswered, it would close the popup.
    event.preventDefault()
    back()
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKeyDown(event)
    document.addEventListener('keydown', listener)
    return () => document.removeEventListener('keydown', listener)
  }, [])
}
