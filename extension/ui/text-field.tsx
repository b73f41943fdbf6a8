import { Field } from '@base-ui/react/field'
import { CircleAlert, Eye, EyeOff } from 'lucide-react'
import { useState, type ComponentProps, type ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { IconButton } from './icon-button.tsx'
import styles from './text-field.module.css'

export type TextFieldProps = Omit<ComponentProps<'input'>, 'className' | 'children'> & {
  label: string
  /** Reads the label to screen readers only, where the place already says what the field is for. */
  labelHidden?: boolean
  /** What is wrong with what was typed, and what to type instead. It takes the hint's place. */
  error?: ReactNode
  hint?: ReactNode
  icon?: ReactNode
  /** Controls at the field's end. */
  end?: ReactNode
}

/**
 * A line of text with its label above. A line for hint or error is kept free below as soon as the
 * field has either prop, so pass `error={null}` where an error may come: nothing jumps then.
 */
export function TextField({
  label,
  labelHidden = false,
  error,
  hint,
  icon,
  end,
  type = 'text',
  ...input
}: TextFieldProps) {
  const [revealed, setRevealed] = useState(false)
  const isPassword = type === 'password'
  const wrong = error !== undefined && error !== null && error !== false

  return (
    <Field.Root className={styles.field} invalid={wrong}>
      <Field.Label className={labelHidden ? 'visually-hidden' : styles.label}>{label}</Field.Label>
      <div className={classNames(styles.box, wrong && styles.wrong)}>
        {icon !== undefined && <span className={styles.icon}>{icon}</span>}
        <Field.Control
          {...input}
          type={isPassword && revealed ? 'text' : type}
          className={styles.input}
        />
        {isPassword && (
          <IconButton
            size="small"
            label={revealed ? 'Hide password' : 'Show password'}
            icon={revealed ? <EyeOff /> : <Eye />}
            onClick={() => setRevealed(!revealed)}
          />
        )}
        {end}
      </div>
      {(error !== undefined || hint !== undefined) && (
        <div className={styles.below}>
          {wrong ? (
            <Field.Error match className={styles.error}>
              <CircleAlert aria-hidden="true" />
              <span>{error}</span>
            </Field.Error>
          ) : (
            hint !== undefined && (
              <Field.Description className={styles.hint}>{hint}</Field.Description>
            )
          )}
        </div>
      )}
    </Field.Root>
  )
}
