import { ArrowLeft } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { IconButton } from '#extension/ui/icon-button.tsx'
import styles from './bar.module.css'

/** The name of a screen, and the way back from it. */
export function Bar({
  title,
  takesFocus,
  onBack,
}: {
  title: string
  /** The heading takes the focus when it comes, so that it is read out and Tab goes on from there. */
  takesFocus: boolean
  onBack: (() => void) | undefined
}) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (takesFocus) heading.current?.focus()
  }, [takesFocus])
  return (
    <header className={styles.bar}>
      {onBack && <IconButton label="Back" icon={<ArrowLeft />} onClick={onBack} />}
      <h2 ref={heading} tabIndex={-1} className={styles.title}>
        {title}
      </h2>
    </header>
  )
}
