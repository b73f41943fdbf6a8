import { Globe } from 'lucide-react'
import { TextField } from '#extension/ui/text-field.tsx'
import { readPattern } from './pattern-words.ts'

/** The pages whose selections go to a sheet unasked. */
export function PatternField({
  value,
  onChange,
}: {
  value: string
  onChange: (value: string) => void
}) {
  const reading = readPattern(value)
  return (
    <TextField
      label="Pages that always use it"
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
      hint={reading.kind === 'pages' ? `${reading.words}.` : 'None so far. * stands for anything.'}
    />
  )
}
