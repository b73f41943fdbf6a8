import { useMutation } from '@tanstack/react-query'
import { askForPages, giveUpPages, usePageAccess } from '#extension/send/page-access.ts'
import { Button } from '#extension/ui/button.tsx'
import { FailureNotice } from '#extension/ui/failure-notice.tsx'
import styles from './page-access-choice.module.css'

/** Whether the panel's own button may read pages, and the change of it. */
export function PageAccessChoice() {
  const granted = usePageAccess()
  const change = useMutation({ mutationFn: (changed: Promise<unknown>) => changed })
  if (granted === undefined) return null
  return (
    <>
      <div className={styles.line}>
        <output>{granted ? 'The panel may read pages.' : 'The panel may not read pages.'}</output>
        <Button
          size="small"
          variant="outlined"
          busy={change.isPending}
          // Asked within the click; only then is anything awaited.
          onClick={() => change.mutate(granted ? giveUpPages() : askForPages())}
        >
          {granted ? 'Withdraw' : 'Allow'}
        </Button>
      </div>
      {change.isError && <FailureNotice error={change.error} />}
    </>
  )
}
