import type { RefObject } from 'react'

/** The id of the element that shows a send, and its undoing. */
export const undoPlaceId = (send: string) => `undo-${send}`

/**
 * What has the focus after the question about a send: the button that it was asked by, marked `data-undo`,
 * or what came in its place, marked `data-undone`, or all of the send.
 */
export function afterQuestion(send: string): RefObject<HTMLElement | null> {
  return {
    get current() {
      const place = document.getElementById(undoPlaceId(send))
      return place?.querySelector<HTMLElement>('[data-undo], [data-undone]') ?? place
    },
  }
}
