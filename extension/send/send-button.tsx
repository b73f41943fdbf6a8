import { TextSelect } from 'lucide-react'
import { Button } from '#extension/ui/button.tsx'
import { usePanelSending } from './panel-sending.tsx'

/** The panel's own button for what is selected on the page beside it. */
export function SendButton() {
  const { send, busy } = usePanelSending()
  return (
    <Button
      size="small"
      variant="outlined"
      aria-label="Send selection"
      title="Send what is selected on the page"
      icon={<TextSelect aria-hidden="true" />}
      busy={busy}
      onClick={() => send('selection')}
    >
      Send
    </Button>
  )
}
