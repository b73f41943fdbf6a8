import {
  CircleAlert,
  CircleCheck,
  Clock,
  ExternalLink,
  Eye,
  FileSpreadsheet,
  PanelRight,
  Table2,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { ConnectionCard } from '#extension/google/connection-card.tsx'
import { useConcerned } from '#extension/google/use-concern.ts'
import { defaultDestination } from '#extension/send/destinations.ts'
import type { Destination } from '#shared/contract/destination.ts'
import { Button } from '#extension/ui/button.tsx'
import { FailureNotice } from '#extension/ui/failure-notice.tsx'
import { Skeleton } from '#extension/ui/skeleton.tsx'
import styles from './home.module.css'
import type { SignedIn } from './session.ts'
import { useWaiting, type Waiting } from './waiting.ts'

/** The popup of who is signed in and connected: where things stand, and the way to the panel. */
export function Home({
  session,
  onOpenPanel,
}: {
  session: SignedIn
  /** Runs within the click. Undefined until it is known which window it would open in. */
  onOpenPanel: (() => void) | undefined
}) {
  const { me, problem, refresh } = session
  // The list of the Google accounts below says how each of them stands; there is room for one card.
  const [first] = useConcerned(me.googleAccounts)
  const isBroken = first !== undefined && first.concern.kind !== 'ends_soon'

  return (
    <>
      {problem !== null && <FailureNotice error={problem} onRetry={() => void refresh()} />}
      {first && <ConnectionCard email={first.account.email} concern={first.concern} />}
      <div className={styles.card}>
        <Target
          destination={defaultDestination(me)}
          others={me.destinations.filter(({ isDefault }) => !isDefault)}
        />
        <Sends waiting={useWaiting()} />
      </div>
      <Button
        wide
        variant={isBroken ? 'tonal' : 'filled'}
        icon={<PanelRight />}
        disabled={onOpenPanel === undefined}
        {...(onOpenPanel && { onClick: onOpenPanel })}
      >
        Open side panel
      </Button>
    </>
  )
}

function Target({
  destination,
  others,
}: {
  destination: Destination | null
  others: readonly Destination[]
}) {
  if (destination === null) {
    return (
      <div className={styles.target}>
        <span className={styles.sheet} aria-hidden="true">
          <FileSpreadsheet />
        </span>
        <span className={styles.words}>
          <span className={styles.label}>Selections go to</span>
          <span className={styles.strong}>No sheet chosen yet</span>
          <span className={styles.label}>Open the side panel and choose one.</span>
        </span>
      </div>
    )
  }
  const { spreadsheetTitle, sheetTitle, spreadsheetUrl, sheetId } = destination
  return (
    <a
      className={styles.target}
      href={`${spreadsheetUrl}#gid=${sheetId}`}
      target="_blank"
      rel="noreferrer"
    >
      <span className={styles.sheet} aria-hidden="true">
        <Table2 />
      </span>
      <span className={styles.words}>
        <span className={styles.label}>Selections go to</span>
        <span className={styles.strong}>
          {spreadsheetTitle} <span aria-hidden="true">›</span> {sheetTitle}
        </span>
        {others.length > 0 && <span className={styles.label}>{othersWords(others)}</span>}
      </span>
      <ExternalLink className={styles.out} aria-label="Opens in a new tab" />
    </a>
  )
}

/** Where else they go: what is for some pages only is offered there, the others in every page's menu. */
function othersWords(others: readonly Destination[]): string {
  const inMenu = others.filter(({ urlPattern }) => urlPattern === null).length
  const onPages = others.length - inMenu
  const words = [
    inMenu > 0 && `${inMenu} more in the page’s menu`,
    onPages > 0 && `${onPages} ${inMenu > 0 ? '' : 'more '}for certain pages`,
  ]
  return words.filter((word) => word !== false).join(', ')
}

function Sends({ waiting }: { waiting: Waiting | undefined }) {
  return (
    <ul className={styles.sends}>
      {waiting === undefined ? (
        <li className={styles.line}>
          <Skeleton width="10rem" />
        </li>
      ) : (
        linesOf(waiting).map(({ icon, text, bad }) => (
          <li key={text} className={bad ? styles.bad : styles.line}>
            {icon}
            {text}
          </li>
        ))
      )}
    </ul>
  )
}

function linesOf({ onTheirWay, needDestination, needReview, failed }: Waiting): {
  icon: ReactNode
  text: string
  bad: boolean
}[] {
  const lines = [
    failed > 0 && {
      icon: <CircleAlert aria-hidden="true" />,
      text: `${sends(failed)} failed. See why in the panel.`,
      bad: true,
    },
    needDestination > 0 && {
      icon: <FileSpreadsheet aria-hidden="true" />,
      text: `${sends(needDestination)} ${needDestination === 1 ? 'needs' : 'need'} a sheet`,
      bad: false,
    },
    needReview > 0 && {
      icon: <Eye aria-hidden="true" />,
      text: `${sends(needReview)} to look at in the panel`,
      bad: false,
    },
    onTheirWay > 0 && {
      icon: <Clock aria-hidden="true" />,
      text: `${sends(onTheirWay)} waiting to be sent`,
      bad: false,
    },
  ].filter((line) => line !== false)
  if (lines.length > 0) return lines
  return [
    { icon: <CircleCheck aria-hidden="true" />, text: 'Nothing waits to be sent', bad: false },
  ]
}

function sends(count: number): string {
  return count === 1 ? '1 selection' : `${count} selections`
}

/** The shape of Home while nothing is known yet. */
export function HomeSkeleton() {
  return (
    <output aria-label="Loading" className={styles.skeleton}>
      <Skeleton height="6.75rem" radius="large" />
      <Skeleton height="2.5rem" radius="full" />
      <Skeleton height="2rem" />
      <Skeleton height="2rem" />
    </output>
  )
}
