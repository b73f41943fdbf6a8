import { useEffect, useRef } from 'react'
import styles from './line-button.module.css'

/**
 * The name of a line in a list, which all of the line opens. The line is the nearest element around it with
 * a position of its own; what else can be pressed there lies above the button.
 */
export function LineButton({
  name,
  describedBy,
  takesFocus,
  onOpen,
}: {
  name: string
  /** The id of what says more. */
  describedBy?: string
  takesFocus: boolean
  onOpen: () => void
}) {
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (takesFocus) button.current?.focus()
  }, [takesFocus])
  return (
    <button
      ref={button}
      type="button"
      className={styles.button}
      aria-describedby={describedBy}
      onClick={onOpen}
    >
      {name}
    </button>
  )
}
