import { queryOptions, useQuery } from '@tanstack/react-query'
import { Fragment } from 'react'
import { browser } from 'wxt/browser'
import { Button } from '#extension/ui/button.tsx'
import { FailureNotice } from '#extension/ui/failure-notice.tsx'
import { Skeleton } from '#extension/ui/skeleton.tsx'
import { SEND_COMMAND } from '#shared/extension.ts'
import styles from './shortcut.module.css'

/** Read anew whenever the person comes back to the page: keys are changed in the browser's own settings. */
const shortcutQuery = queryOptions({
  queryKey: ['shortcut'],
  queryFn: readKeys,
  refetchOnWindowFocus: 'always',
})

/** The keys as the browser names them; empty where none are set, or another extension has them. */
async function readKeys(): Promise<string[]> {
  const commands = await browser.commands.getAll()
  const { shortcut = '' } = commands.find(({ name }) => name === SEND_COMMAND) ?? {}
  return shortcut.split('+').filter((key) => key !== '')
}

/** The keys that send what is selected, and the way to change them. */
export function Shortcut() {
  const keys = useQuery(shortcutQuery)
  if (keys.isError) {
    return <FailureNotice error={keys.error} onRetry={() => void keys.refetch()} />
  }
  return (
    <div className={styles.row}>
      {keys.data ? <Keys keys={keys.data} /> : <Skeleton width="8rem" height="1.75rem" />}
      <Button variant="outlined" size="small" onClick={() => void openSettings()}>
        Change keys
      </Button>
    </div>
  )
}

function Keys({ keys }: { keys: string[] }) {
  if (keys.length === 0) return <p>No keys are set. Another extension may use them already.</p>
  return (
    <p className={styles.keys}>
      {keys.map((key, index) => (
        <Fragment key={key}>
          {index > 0 && <span>+</span>}
          <kbd className={styles.key}>{key}</kbd>
        </Fragment>
      ))}
    </p>
  )
}

/** Firefox has a call for it. */
type Commands = typeof browser.commands & { openShortcutSettings?(): Promise<void> }

async function openSettings(): Promise<void> {
  const commands: Commands = browser.commands
  if (commands.openShortcutSettings) await commands.openShortcutSettings()
  else await browser.tabs.create({ url: 'chrome://extensions/shortcuts' })
}
