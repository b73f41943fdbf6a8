import { Button as Base } from '@base-ui/react/button'
import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import styles from './google-button.module.css'
import { Spinner } from './spinner.tsx'

/**
 * The button that opens Google, in Google's neutral colours.
 * https://developers.google.com/identity/branding-guidelines
 */
export function GoogleButton({
  busy = false,
  onClick,
  children = 'Continue with Google',
}: {
  busy?: boolean
  onClick: () => void
  children?: ReactNode
}) {
  return (
    <Base
      type="button"
      className={classNames(styles.button, busy && styles.busy)}
      disabled={busy}
      focusableWhenDisabled
      aria-busy={busy || undefined}
      onClick={onClick}
    >
      {busy ? <Spinner size={20} /> : <GoogleG />}
      <span>{children}</span>
    </Base>
  )
}

/** The G as four arcs of one ring, and its bar. */
function GoogleG() {
  return (
    <svg
      viewBox="0 0 24 24"
      width="20"
      height="20"
      fill="none"
      strokeWidth="4.4"
      aria-hidden="true"
    >
      <path stroke="#ea4335" d="M18.65 5.35A9.4 9.4 0 0 0 3.48 8.03" />
      <path stroke="#fbbc05" d="M3.48 8.03A9.4 9.4 0 0 0 3.48 15.97" />
      <path stroke="#34a853" d="M3.48 15.97A9.4 9.4 0 0 0 18.04 19.2" />
      <path stroke="#4285f4" d="M18.04 19.2A9.4 9.4 0 0 0 21.4 12.1H12" />
    </svg>
  )
}
