import { Menu as Base } from '@base-ui/react/menu'
import { Check } from 'lucide-react'
import type { ReactElement, ReactNode, RefObject } from 'react'
import { classNames } from './class-names.ts'
import styles from './menu.module.css'
import { useMain } from './use-main.ts'

/** A menu that opens from its trigger: `<Menu trigger={<IconButton … />}><MenuItem …>…</MenuItem></Menu>`. */
export function Menu({
  trigger,
  align = 'end',
  returnTo,
  children,
}: {
  trigger: ReactElement
  align?: 'start' | 'center' | 'end'
  /** Has the focus afterwards, in place of the trigger. */
  returnTo?: RefObject<HTMLElement | null>
  children: ReactNode
}) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal className={styles.layer} container={useMain()}>
        <Base.Positioner
          className={styles.positioner}
          align={align}
          sideOffset={4}
          collisionPadding={8}
        >
          <Base.Popup className={styles.menu} {...(returnTo && { finalFocus: returnTo })}>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

export function MenuItem({
  icon,
  tone = 'plain',
  disabled = false,
  href,
  onSelect,
  children,
}: {
  icon?: ReactNode
  tone?: 'plain' | 'danger'
  disabled?: boolean
  /** Opens a page in a new tab instead. */
  href?: string
  onSelect?: () => void
  children: ReactNode
}) {
  const className = classNames(styles.item, tone === 'danger' && styles.danger)
  const content = (
    <>
      {icon !== undefined && <span className={styles.icon}>{icon}</span>}
      <span className={styles.words}>{children}</span>
    </>
  )
  if (href !== undefined) {
    return (
      <Base.LinkItem
        className={className}
        href={href}
        target="_blank"
        rel="noreferrer"
        closeOnClick
        {...(onSelect && { onClick: onSelect })}
      >
        {content}
      </Base.LinkItem>
    )
  }
  return (
    <Base.Item className={className} disabled={disabled} {...(onSelect && { onClick: onSelect })}>
      {content}
    </Base.Item>
  )
}

export function MenuSeparator() {
  return <Base.Separator className={styles.separator} />
}

/** Lines of a menu that belong together, with what they have in common above them. */
export function MenuGroup({ label, children }: { label: ReactNode; children: ReactNode }) {
  return (
    <Base.Group>
      <Base.GroupLabel className={styles.group}>{label}</Base.GroupLabel>
      {children}
    </Base.Group>
  )
}

/** Lines of a menu of which exactly one holds. */
export function MenuChoice<Value extends string>({
  label,
  value,
  onChange,
  options,
}: {
  label: string
  value: Value
  onChange: (value: Value) => void
  options: readonly { value: Value; label: string; icon?: ReactNode }[]
}) {
  return (
    <Base.RadioGroup
      aria-label={label}
      value={value}
      onValueChange={(next: Value) => onChange(next)}
    >
      {options.map((option) => (
        <Base.RadioItem
          key={option.value}
          value={option.value}
          className={styles.item}
          closeOnClick
        >
          {option.icon !== undefined && <span className={styles.icon}>{option.icon}</span>}
          <span className={styles.words}>{option.label}</span>
          <Base.RadioItemIndicator className={styles.chosen}>
            <Check aria-hidden="true" />
          </Base.RadioItemIndicator>
        </Base.RadioItem>
      ))}
    </Base.RadioGroup>
  )
}
