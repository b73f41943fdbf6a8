import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { SignedIn } from '#extension/session/session.ts'
import { useNow } from '#extension/ui/use-now.ts'
import { Button } from '#extension/ui/button.tsx'
import { ConfirmDialog } from '#extension/ui/dialog.tsx'
import { FailureNotice } from '#extension/ui/failure-notice.tsx'
import { FailureState } from '#extension/ui/failure-state.tsx'
import { Notice } from '#extension/ui/notice.tsx'
import { Device, DevicesSkeleton } from './device.tsx'
import styles from './devices.module.css'
import { devicesOptions } from './queries.ts'
import { useSignOutOthers, type Others } from './verbs.ts'

/** Where the person is signed in, and the end of it, one by one or all others at once. */
export function Devices({ session }: { session: SignedIn }) {
  const { data: devices, error, refetch } = useQuery(devicesOptions(session))
  const now = useNow(30_000)
  const signOut = useSignOutOthers(session)
  const list = useRef<HTMLUListElement>(null)
  // What the dialog asks about stays in it while it closes.
  const [asked, setAsked] = useState<{ about: Others; open: boolean } | null>(null)
  const close = () => setAsked((before) => before && { ...before, open: false })
  const ask = (about: Others) => {
    signOut.reset()
    setAsked({ about, open: true })
  }

  if (!devices) {
    if (error) return <FailureState error={error} onRetry={() => void refetch()} />
    return <DevicesSkeleton />
  }
  const here = devices.filter(({ current }) => current)
  const others = devices.filter(({ current }) => !current)
  return (
    <>
      {error && <FailureNotice error={error} onRetry={() => void refetch()} />}
      {signOut.isSuccess && (
        <Notice tone="success" title={doneWords(signOut.variables)}>
          The server refuses what is asked from there.
        </Notice>
      )}
      <ul ref={list} tabIndex={-1} aria-label="Devices" className={styles.devices}>
        {[...here, ...others].map((device) => (
          <Device
            key={device.id}
            device={device}
            now={now}
            onSignOut={() => ask({ kind: 'one', device })}
          />
        ))}
      </ul>
      {others.length > 0 ? (
        <Button wide variant="outlined" onClick={() => ask({ kind: 'all' })}>
          Sign out all others
        </Button>
      ) : (
        <p className={styles.about}>You are signed in nowhere else.</p>
      )}
      {asked && (
        <ConfirmDialog
          open={asked.open}
          title={question(asked.about)}
          about={
            <p>
              Signing in there again takes your password, or Google. What waits to be sent there is
              kept until then.
            </p>
          }
          confirm="Sign out"
          tone="primary"
          busy={signOut.isPending}
          returnTo={signOut.isSuccess ? list : undefined}
          onConfirm={() => signOut.mutate(asked.about, { onSuccess: close })}
          onClose={close}
        >
          {signOut.isError && <FailureNotice error={signOut.error} />}
        </ConfirmDialog>
      )}
    </>
  )
}

function question(others: Others): string {
  return others.kind === 'one' ? `Sign out ${others.device.device}?` : 'Sign out all other devices?'
}

function doneWords(others: Others): string {
  return others.kind === 'one'
    ? `${others.device.device} was signed out`
    : 'All other devices were signed out'
}
