import { Collapsible } from '@base-ui/react/collapsible'
import { ChevronUp, CircleAlert, CircleCheck, CloudUpload, Eye } from 'lucide-react'
import type { Entry } from '#extension/outbox/entry.ts'
import type { PanelScreen } from '#extension/sheet/panel-screen.ts'
import type { Destination } from '#shared/contract/destination.ts'
import { OutboxList } from './outbox-list.tsx'
import styles from './outbox-strip.module.css'
import { outboxSummary } from './outbox-words.ts'

type Tone = 'failed' | 'waiting' | 'done'

/**
 * What is on its way or stuck, and what was sent within the hour, in one line that opens into a list.
 * Draws nothing where there is none of it.
 */
export function OutboxStrip({
  outbox,
  destinations,
  onScreen,
}: {
  outbox: Entry[]
  /** All of the person's; what was refused by one sheet can be sent to another. */
  destinations: readonly Destination[]
  onScreen: (screen: PanelScreen) => void
}) {
  const told = outbox.filter(({ state }) => state.kind !== 'needs_destination')
  const summary = outboxSummary(told)
  if (summary === null) return null
  const tone = toneOf(told)
  return (
    <Collapsible.Root
      className={styles.outbox}
      render={<section aria-label="Selections on their way" />}
      data-tone={tone}
    >
      <Collapsible.Trigger className={styles.summary}>
        {icon(tone, told)}
        <span className={styles.words}>{summary}</span>
        <ChevronUp aria-hidden="true" className={styles.chevron} />
      </Collapsible.Trigger>
      {/* Beside the button, which would hide the role of what is in it. */}
      <p className="visually-hidden" role="status">
        {tone === 'done' ? '' : summary}
      </p>
      <Collapsible.Panel className={styles.panel}>
        <OutboxList outbox={told} destinations={destinations} onScreen={onScreen} />
      </Collapsible.Panel>
    </Collapsible.Root>
  )
}

function toneOf(outbox: readonly Entry[]): Tone {
  const is = (kind: Entry['state']['kind']) => outbox.some(({ state }) => state.kind === kind)
  if (is('failed')) return 'failed'
  return is('waiting') || is('sending') || is('needs_review') ? 'waiting' : 'done'
}

function icon(tone: Tone, outbox: readonly Entry[]) {
  switch (tone) {
    case 'failed':
      return <CircleAlert aria-hidden="true" />
    case 'waiting':
      return outbox.every(({ state }) => state.kind === 'needs_review' || state.kind === 'sent') ? (
        <Eye aria-hidden="true" />
      ) : (
        <CloudUpload aria-hidden="true" />
      )
    case 'done':
      return <CircleCheck aria-hidden="true" />
  }
}
