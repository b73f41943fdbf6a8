import { TextField, type TextFieldProps } from './text-field.tsx'

/** Where an email is typed. `autoComplete` says whether it is the person's user name or any email. */
export function EmailField(field: Omit<TextFieldProps, 'name' | 'type'>) {
  return <TextField {...field} name="email" type="email" inputMode="email" spellCheck={false} />
}
