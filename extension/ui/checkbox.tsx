import { Checkbox as Base } from '@base-ui/react/checkbox'
import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import styles from './checkbox.module.css'
import choice from './choice.module.css'
import { classNames } from './class-names.ts'

export function Checkbox({
  checked,
  onChange,
  disabled = false,
  children,
}: {
  checked: boolean
  onChange: (checked: boolean) => void
  disabled?: boolean
  children: ReactNode
}) {
  return (
    <label className={choice.line}>
      <Base.Root
        className={classNames(choice.control, styles.box)}
        checked={checked}
        disabled={disabled}
        onCheckedChange={(next) => onChange(next)}
      >
        <Base.Indicator className={styles.mark}>
          <Check aria-hidden="true" />
        </Base.Indicator>
      </Base.Root>
      <span>{children}</span>
    </label>
  )
}
