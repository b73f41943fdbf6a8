import { useQuery } from '@tanstack/react-query'
import { entries } from '#extension/outbox/outbox.ts'
import { WATCHED } from '#extension/session/queries.ts'
import { defaultDestination } from '#extension/send/destinations.ts'
import type { SignedIn } from '#extension/session/session.ts'
import { ConfirmDialog, type ConfirmDialogProps } from '#extension/ui/dialog.tsx'
import { FailureNotice } from '#extension/ui/failure-notice.tsx'
import type { Disconnected, GoogleAccount } from '#shared/contract/google.ts'
import { countFor } from './waiting-for.ts'
import { useDisconnect } from './verbs.ts'

/** Says what goes with a Google account before it is disconnected. */
export function DisconnectDialog({
  session,
  account,
  open,
  returnTo,
  onClose,
  onDone,
}: Pick<ConfirmDialogProps, 'open' | 'returnTo' | 'onClose'> & {
  session: SignedIn
  account: GoogleAccount
  /** Null where it was disconnected elsewhere meanwhile. */
  onDone: (outcome: Disconnected | null) => void
}) {
  const disconnect = useDisconnect(session)
  const waiting = useQuery({
    queryKey: ['outbox', 'for', account.id],
    queryFn: async () => countFor(await entries(), account.id),
    ...WATCHED,
  })
  const destination = defaultDestination(session.me)
  const close = () => {
    disconnect.reset()
    onClose()
  }
  return (
    <ConfirmDialog
      open={open}
      title={`Disconnect ${account.email}?`}
      about={
        <>
          <p>
            The server forgets its keys to this account, and Google ends them: for Sheetside and for
            every other app of the same Google Cloud project. Where somebody else here uses the same
            Google account, Google keeps them up for that person.
          </p>
          {destination?.account === account.id && (
            <p>
              Selections no longer go to <strong>{destination.spreadsheetTitle}</strong>. Choose
              another sheet for them afterwards.
            </p>
          )}
          {waiting.data !== undefined && waiting.data > 0 && (
            <p>
              <strong>{waiting.data === 1 ? '1 selection' : `${waiting.data} selections`}</strong>{' '}
              still {waiting.data === 1 ? 'waits' : 'wait'} to be sent with it. Nothing is lost: the
              panel keeps them until you send them elsewhere or discard them.
            </p>
          )}
        </>
      }
      confirm="Disconnect"
      busy={disconnect.isPending}
      returnTo={returnTo}
      onConfirm={() =>
        disconnect.mutate(account.id, {
          onSuccess: (outcome) => {
            onDone(outcome)
            close()
          },
        })
      }
      onClose={close}
    >
      {disconnect.isError && <FailureNotice error={disconnect.error} />}
    </ConfirmDialog>
  )
}
