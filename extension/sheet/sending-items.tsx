import { History, Inbox, TextSelect } from 'lucide-react'
import { usePanelSending } from '#extension/send/panel-sending.tsx'
import { MenuItem } from '#extension/ui/menu.tsx'
import type { PanelScreen } from './panel-screen.ts'

/** The lines of the panel's menus that lead to what was sent, and to where it goes. */
export function SendingItems({ onScreen }: { onScreen: (screen: PanelScreen) => void }) {
  const { send } = usePanelSending()
  return (
    <>
      <MenuItem icon={<TextSelect />} onSelect={() => send('selection')}>
        Send selection
      </MenuItem>
      <MenuItem icon={<History />} onSelect={() => onScreen({ kind: 'history', look: null })}>
        What was sent
      </MenuItem>
      <MenuItem icon={<Inbox />} onSelect={() => onScreen({ kind: 'destinations', edit: null })}>
        Where selections go
      </MenuItem>
    </>
  )
}
