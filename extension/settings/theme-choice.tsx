import { Monitor, Moon, Sun } from 'lucide-react'
import type { Theme } from '#shared/contract/account.ts'
import { useTheme } from '#extension/session/queries.ts'
import { useChangeTheme } from '#extension/session/verbs.ts'
import { FailureNotice } from '#extension/ui/failure-notice.tsx'
import { IconButton } from '#extension/ui/icon-button.tsx'
import { Menu, MenuChoice } from '#extension/ui/menu.tsx'
import { Segmented } from '#extension/ui/segmented.tsx'

const themes = [
  { value: 'system', label: 'System', icon: <Monitor aria-hidden="true" /> },
  { value: 'light', label: 'Light', icon: <Sun aria-hidden="true" /> },
  { value: 'dark', label: 'Dark', icon: <Moon aria-hidden="true" /> },
] as const

/** The three of them side by side, where there is room. */
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

/** A button with the theme's sign that opens them as a menu. */
export function ThemeMenu({ onChange }: { onChange: (theme: Theme) => void }) {
  const theme = useTheme()
  const now = themes.find(({ value }) => value === theme) ?? themes[0]
  return (
    <Menu trigger={<IconButton label={`Theme: ${now.label}`} icon={now.icon} />}>
      <MenuChoice label="Theme" value={theme} options={themes} onChange={onChange} />
    </Menu>
  )
}
