import type { ReactNode, Ref } from 'react'
import { TextField } from '#extension/ui/text-field.tsx'

/** Shows again who is there. Password managers fill it in by the email beside it. */
export function CurrentPassword({
  ref,
  email,
  value,
  onChange,
  error,
}: {
  ref?: Ref<HTMLInputElement>
  email: string
  value: string
  onChange: (password: string) => void
  error: ReactNode
}) {
  return (
    <>
      <input hidden readOnly name="username" autoComplete="username" value={email} />
      <TextField
        {...(ref !== undefined && { ref })}
        label="Current password"
        name="currentPassword"
        type="password"
        autoComplete="current-password"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        error={error}
      />
    </>
  )
}
