import { Monitor, Moon, Sun } from 'lucide-react'
import { useTheme } from '#extension/session/queries.ts'
import { useChangeTheme } from '#extension/session/verbs.ts'
import { FailureNotice } from '#extension/ui/failure-notice.tsx'
import { Segmented } from '#extension/ui/segmented.tsx'

const themes = [
  { value: 'system', label: 'System', icon: <Monitor aria-hidden="true" /> },
  { value: 'light', label: 'Light', icon: <Sun aria-hidden="true" /> },
  { value: 'dark', label: 'Dark', icon: <Moon aria-hidden="true" /> },
] as const

export function ThemeChoice() {
  const theme = useTheme()
  const change = useChangeTheme()
  return (
    <>
      <Segmented
        label="Theme"
        value={theme}
        options={themes}
        onChange={(next) => change.mutate(next)}
      />
      {change.isError && <FailureNotice error={change.error} />}
    </>
  )
}
