import { useEffect, useRef } from 'react'
import { flow, type Flow } from '#extension/lib/storage.ts'

export type Connected = Extract<Flow, { state: 'connected' }>

/** Calls back whenever Google's window, opened from wherever, ends with a connection. */
export function useConnected(connected: (outcome: Connected) => void): void {
  const call = useRef(connected)
  useEffect(() => {
    call.current = connected
  })
  useEffect(
    () =>
      flow.watch((now) => {
        if (now.state === 'connected') call.current(now)
      }),
    [],
  )
}
