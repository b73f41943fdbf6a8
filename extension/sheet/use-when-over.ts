import { useEffect, useRef } from 'react'

/** Calls back when a trouble that was there is there no more. */
export function useWhenOver(trouble: boolean, over: () => void): void {
  const before = useRef(trouble)
  useEffect(() => {
    if (before.current && !trouble) over()
    before.current = trouble
  }, [trouble, over])
}
