import { browser } from 'wxt/browser'
import { ask } from '#extension/lib/messages.ts'
import { session } from '#extension/lib/storage.ts'
import { Button } from './button.tsx'
import type { Explanation } from './explain.ts'
import type { Remedy } from './failure-words.ts'

export type RemedyHandlers = {
  onRetry?: (() => void) | undefined
  onChooseDestination?: (() => void) | undefined
  /** Opens Google's Picker with the spreadsheet that failed. */
  onPickFile?: (() => void) | undefined
  /** `GoogleAccount.id` of the connection that failed, so that Google asks for that very account. */
  account?: string | undefined
}

/** The buttons that do something about a failure; none where only words can help. */
export function Remedies({
  explanation,
  variant,
  onRetry,
  onChooseDestination,
  onPickFile,
  account,
}: RemedyHandlers & { explanation: Explanation; variant: 'tonal' | 'text' }) {
  const handlers = { onRetry, onChooseDestination, onPickFile, account }
  const first = remedy(explanation.remedy, handlers)
  const again = first?.act !== onRetry && worthRepeating(explanation.remedy) ? onRetry : undefined
  if (!first && !again) return null
  return (
    <>
      {again && (
        <Button size="small" variant={variant} onClick={again}>
          Try again
        </Button>
      )}
      {first && (
        <Button size="small" variant={again ? 'text' : variant} onClick={first.act}>
          {first.label}
        </Button>
      )}
    </>
  )
}

/** Where the remedy lies outside, the person comes back and tries again. */
function worthRepeating(remedy: Remedy): boolean {
  return remedy === 'open_options'
}

function remedy(
  kind: Remedy,
  { onRetry, onChooseDestination, onPickFile, account }: RemedyHandlers,
): { label: string; act: () => void } | null {
  switch (kind) {
    case 'retry':
      return onRetry ? { label: 'Try again', act: onRetry } : null
    case 'log_in':
      // Without a session every screen shows its way in.
      return { label: 'Log in', act: () => void session.clear() }
    case 'connect_google':
      return {
        label: 'Connect Google',
        act: () => void ask({ type: 'google', purpose: 'connect', ...(account && { account }) }),
      }
    case 'open_options':
      return { label: 'Server address', act: () => void browser.runtime.openOptionsPage() }
    case 'choose_destination':
      return onChooseDestination ? { label: 'Choose a sheet', act: onChooseDestination } : null
    case 'pick_file':
      return onPickFile ? { label: 'Pick it at Google', act: onPickFile } : null
    case 'none':
      return null
  }
}
