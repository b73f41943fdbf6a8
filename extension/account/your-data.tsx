import { useState } from 'react'
import { EXPORT_FILE } from '#shared/contract/me.ts'
import type { AccountDeleted } from '#shared/contract/account.ts'
import type { SignedIn } from '#extension/session/session.ts'
import { Button } from '#extension/ui/button.tsx'
import { FailureNotice } from '#extension/ui/failure-notice.tsx'
import { Notice } from '#extension/ui/notice.tsx'
import { DeleteDialog } from './delete-dialog.tsx'
import { AgainFailed } from './again.tsx'
import { save } from './save.ts'
import { useExport } from './verbs.ts'
import styles from './your-data.module.css'

/** All that the server keeps of the person: to take along, or to end. */
export function YourData({
  session,
  onDeleted,
}: {
  session: SignedIn
  onDeleted: (deleted: AccountDeleted) => void
}) {
  const takeAlong = useExport(session)
  const [asks, setAsks] = useState(false)
  const download = () =>
    takeAlong.mutate(undefined, { onSuccess: (file) => save(file, EXPORT_FILE) })
  return (
    <>
      <section className={styles.part} aria-labelledby="download-title">
        <h3 id="download-title">Download your data</h3>
        <p className={styles.about}>
          Your profile, devices, activity, connections, destination and sends, as a JSON file.
          Passwords and Google&rsquo;s keys are not in it.
        </p>
        {takeAlong.isSuccess && (
          <Notice tone="success" title="Downloaded">
            It is in your downloads as {EXPORT_FILE}.
          </Notice>
        )}
        {takeAlong.isError && <FailureNotice error={takeAlong.error} onRetry={download} />}
        <Button variant="outlined" busy={takeAlong.isPending} onClick={download}>
          Download as JSON
        </Button>
      </section>
      <section className={styles.part} aria-labelledby="delete-title">
        <h3 id="delete-title">Delete your account</h3>
        <p className={styles.about}>
          Ends it everywhere and erases all of the above. Your spreadsheets and the rows in them
          stay as they are.
        </p>
        <AgainFailed />
        <Button variant="outlined" tone="danger" onClick={() => setAsks(true)}>
          Delete account
        </Button>
      </section>
      <DeleteDialog
        session={session}
        open={asks}
        onClose={() => setAsks(false)}
        onDeleted={onDeleted}
      />
    </>
  )
}
