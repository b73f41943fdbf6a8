import { Globe } from 'lucide-react'
import { TextField } from '#extension/ui/text-field.tsx'
import { readPattern } from './pattern-words.ts'

/** The pages that a sheet is for. */
export function PatternField({
  value,
  isDefault,
  onChange,
}: {
  value: string
  /** The sheet takes all other selections too. */
  isDefault: boolean
  onChange: (value: string) => void
}) {
  const reading = readPattern(value)
  return (
    <TextField
      label="Pages that it is for"
      name="pages"
      inputMode="url"
      spellCheck={false}
      autoComplete="off"
      placeholder="example.com/jobs/*"
      icon={<Globe />}
      maxLength={500}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      error={reading.kind === 'unfit' ? reading.message : null}
      hint={
        reading.kind === 'pages'
          ? `${reading.words}. ${isDefault ? '' : 'It comes first there, and is not offered elsewhere.'}`
          : 'All alike. Name some, and it comes first there; * stands for anything.'
      }
    />
  )
}
