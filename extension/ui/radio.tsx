import { Radio as Base } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'
import type { ReactNode } from 'react'
import choice from './choice.module.css'
import { classNames } from './class-names.ts'
import styles from './radio.module.css'

/** Exactly one of the `Radio`s within it. */
export function Radios({
  label,
  value,
  onChange,
  children,
}: {
  /** What is being chosen, for screen readers. */
  label: string
  /** Null until one is chosen. */
  value: string | null
  onChange: (value: string) => void
  children: ReactNode
}) {
  return (
    <RadioGroup
      aria-label={label}
      value={value}
      onValueChange={(next: string | null) => {
        if (next !== null) onChange(next)
      }}
    >
      {children}
    </RadioGroup>
  )
}

export function Radio({ value, children }: { value: string; children: ReactNode }) {
  return (
    <label className={choice.line}>
      <Base.Root className={classNames(choice.control, styles.ring)} value={value}>
        <Base.Indicator className={styles.dot} />
      </Base.Root>
      <span>{children}</span>
    </label>
  )
}
