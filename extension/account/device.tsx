import { Monitor, Smartphone } from 'lucide-react'
import type { DeviceSession } from '#shared/contract/session.ts'
import { ago } from '#extension/sheet/freshness.ts'
import { Button } from '#extension/ui/button.tsx'
import { Skeleton } from '#extension/ui/skeleton.tsx'
import styles from './devices.module.css'
import { dateWords } from './moment.ts'

/** A device with what is known of it; the one that shows it can't sign itself out here. */
export function Device({
  device: { device, createdAt, lastUsedAt, current },
  now,
  onSignOut,
}: {
  device: DeviceSession
  now: number
  onSignOut: () => void
}) {
  const Icon = /Android|iOS/.test(device) ? Smartphone : Monitor
  return (
    <li className={styles.device}>
      <span className={current ? styles.here : styles.icon} aria-hidden="true">
        <Icon />
      </span>
      <div className={styles.words}>
        <p className={styles.name}>{device}</p>
        {current ? (
          <p className={styles.current}>This device</p>
        ) : (
          <p className={styles.detail}>
            Last used{' '}
            <time dateTime={lastUsedAt} title={new Date(lastUsedAt).toLocaleString()}>
              {ago(Date.parse(lastUsedAt), now)}
            </time>
          </p>
        )}
        <p className={styles.detail}>Signed in on {dateWords(Date.parse(createdAt))}</p>
      </div>
      {!current && (
        <Button size="small" variant="text" aria-label={`Sign out ${device}`} onClick={onSignOut}>
          Sign out
        </Button>
      )}
    </li>
  )
}

/** The list's shape before it is known. */
export function DevicesSkeleton() {
  return (
    <output aria-label="Loading your devices" className={styles.devices}>
      {[9, 8, 10].map((width) => (
        <span key={width} className={styles.device}>
          <span className={styles.icon} />
          <span className={styles.words}>
            <Skeleton width={`${width}rem`} height="1rem" />
            <Skeleton width={`${width - 2}rem`} height="0.75rem" />
          </span>
        </span>
      ))}
    </output>
  )
}
