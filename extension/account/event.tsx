import {
  Download,
  Gauge,
  KeyRound,
  Link2,
  LogIn,
  LogOut,
  Mail,
  MailCheck,
  MailQuestion,
  MonitorX,
  RefreshCw,
  ShieldAlert,
  Unlink,
  UserPlus,
  type LucideIcon,
} from 'lucide-react'
import type { SecurityEvent, SecurityEventKind } from '#shared/contract/event.ts'
import styles from './activity.module.css'
import { eventWords, isAlarming, originWords } from './event-words.ts'
import { clockWords } from './moment.ts'

const icons: Record<SecurityEventKind, LucideIcon> = {
  account_created: UserPlus,
  signed_in: LogIn,
  sign_in_failed: ShieldAlert,
  sign_ins_slowed: Gauge,
  signed_out: LogOut,
  device_signed_out: MonitorX,
  password_changed: KeyRound,
  password_reset: KeyRound,
  email_change_asked: MailQuestion,
  email_changed: Mail,
  email_verified: MailCheck,
  google_connected: Link2,
  google_reconnected: RefreshCw,
  google_ended: Unlink,
  google_disconnected: Unlink,
  data_exported: Download,
}

/** One thing that happened: what, when on that day, and by which device from where. */
export function Event({ event }: { event: SecurityEvent }) {
  const { kind, at } = event
  const Icon = icons[kind]
  const origin = originWords(event)
  return (
    <li className={styles.event}>
      <span className={isAlarming(kind) ? styles.alarming : styles.icon} aria-hidden="true">
        <Icon />
      </span>
      <div className={styles.words}>
        <p className={styles.title}>{eventWords[kind]}</p>
        {event.detail !== null && <p className={styles.detail}>{event.detail}</p>}
        {origin !== '' && <p className={styles.detail}>from {origin}</p>}
      </div>
      <time className={styles.time} dateTime={at} title={new Date(at).toLocaleString()}>
        {clockWords(Date.parse(at))}
      </time>
    </li>
  )
}
