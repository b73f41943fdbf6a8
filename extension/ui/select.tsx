import { Select as Base } from '@base-ui/react/select'
import { Check, ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import styles from './select.module.css'
import { useMain } from './use-main.ts'

export type Option<Value extends string | number> = {
  value: Value
  label: string
  icon?: ReactNode
  disabled?: boolean
}

/** One of a few options. */
export function Select<Value extends string | number>({
  label,
  labelHidden = false,
  value,
  onChange,
  options,
  placeholder = '',
  disabled = false,
}: {
  label: string
  labelHidden?: boolean
  /** Null where nothing is chosen yet. */
  value: Value | null
  onChange: (value: Value) => void
  options: readonly Option<Value>[]
  placeholder?: string
  disabled?: boolean
}) {
  return (
    <Base.Root
      items={options.map((option) => ({ value: option.value, label: option.label }))}
      value={value}
      disabled={disabled}
      onValueChange={(next: Value | null) => {
        if (next !== null) onChange(next)
      }}
    >
      <div className={styles.field}>
        <Base.Label className={labelHidden ? 'visually-hidden' : styles.label}>{label}</Base.Label>
        <Base.Trigger className={styles.trigger}>
          <Base.Value className={styles.value} placeholder={placeholder} />
          <Base.Icon className={styles.icon}>
            <ChevronDown aria-hidden="true" />
          </Base.Icon>
        </Base.Trigger>
      </div>
      <Base.Portal className={styles.layer} container={useMain()}>
        <Base.Positioner
          className={styles.positioner}
          sideOffset={4}
          collisionPadding={8}
          alignItemWithTrigger={false}
        >
          <Base.Popup className={styles.popup}>
            <Base.List className={styles.list}>
              {options.map((option) => (
                <Base.Item
                  key={option.value}
                  value={option.value}
                  disabled={option.disabled ?? false}
                  className={styles.item}
                >
                  <span className={styles.mark}>
                    <Base.ItemIndicator>
                      <Check aria-hidden="true" />
                    </Base.ItemIndicator>
                  </span>
                  {option.icon}
                  <Base.ItemText className={styles.words}>{option.label}</Base.ItemText>
                </Base.Item>
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
