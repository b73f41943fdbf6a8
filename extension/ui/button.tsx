import { Button as Base } from '@base-ui/react/button'
import type { ComponentProps, ReactNode } from 'react'
import styles from './button.module.css'
import { classNames } from './class-names.ts'
import { Spinner } from './spinner.tsx'

export type ButtonProps = Omit<ComponentProps<'button'>, 'className'> & {
  variant?: 'filled' | 'tonal' | 'outlined' | 'text'
  size?: 'medium' | 'small'
  /** Danger is for what cannot be taken back. */
  tone?: 'primary' | 'danger'
  icon?: ReactNode
  /** Takes the whole width of its place. */
  wide?: boolean
  /** Its work is under way: it keeps its size and the focus, and does nothing when pressed again. */
  busy?: boolean
}

export function Button({
  variant = 'filled',
  size = 'medium',
  tone = 'primary',
  type = 'button',
  icon,
  wide,
  busy = false,
  disabled = false,
  children,
  ...rest
}: ButtonProps) {
  return (
    <Base
      {...rest}
      type={type}
      disabled={disabled || busy}
      focusableWhenDisabled={busy}
      aria-busy={busy || undefined}
      className={classNames(
        styles.button,
        styles[variant],
        styles[size],
        tone === 'danger' && styles.danger,
        wide && styles.wide,
        busy && styles.busy,
      )}
    >
      <span className={styles.content}>
        {icon}
        <span className={styles.label}>{children}</span>
      </span>
      {busy && (
        <span className={styles.spinner}>
          <Spinner size={18} />
        </span>
      )}
    </Base>
  )
}
