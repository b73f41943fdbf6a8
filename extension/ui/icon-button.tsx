import { Button as Base } from '@base-ui/react/button'
import type { ComponentProps, ReactNode } from 'react'
import { classNames } from './class-names.ts'
import styles from './icon-button.module.css'
import { Spinner } from './spinner.tsx'
import { Tooltip } from './tooltip.tsx'

export type IconButtonProps = Omit<ComponentProps<'button'>, 'className' | 'children'> & {
  /** What it does: its name for a screen reader, and its tooltip. */
  label: string
  icon: ReactNode
  size?: 'medium' | 'small'
  variant?: 'plain' | 'tonal'
  busy?: boolean
}

export function IconButton({
  label,
  icon,
  size = 'medium',
  variant = 'plain',
  type = 'button',
  busy = false,
  disabled = false,
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip text={label}>
      <Base
        {...rest}
        type={type}
        aria-label={label}
        disabled={disabled || busy}
        focusableWhenDisabled={busy}
        aria-busy={busy || undefined}
        className={classNames(styles.button, styles[size], styles[variant])}
      >
        {busy ? <Spinner size={18} /> : icon}
      </Base>
    </Tooltip>
  )
}
