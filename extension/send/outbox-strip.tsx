import { Collapsible } from '@base-ui/react/collapsible'
import { ChevronUp, CircleAlert, CircleCheck, CloudUpload, Eye } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { Entry } from '#extension/outbox/entry.ts'
import type { PanelScreen } from '#extension/sheet/panel-screen.ts'
import type { Destination } from '#shared/contract/destination.ts'
import { OutboxList } from './outbox-list.tsx'
import styles from './outbox-strip.module.css'
import { outboxSummary } from './outbox-words.ts'

type Tone = 'failed' | 'waiting' | 'done'

type Shown = {
  outbox: Entry[]
  /** All of the person's; what was refused by one sheet can be sent to another. */
  destinations: readonly Destination[]
  onScreen: (screen: PanelScreen) => void
}

/**
 * What is on its way or stuck, and what was sent within the hour, in one line that opens into a list.
 * Draws nothing where there is none of it.
 */
export function OutboxStrip({ outbox, ...shown }: Shown) {
  const told = outbox.filter(({ state }) => state.kind !== 'needs_destination')
  const summary = outboxSummary(told)
  return summary === null ? null : <Strip outbox={told} summary={summary} {...shown} />
}

function Strip({ outbox, summary, ...shown }: Shown & { summary: string }) {
  const trigger = useRef<HTMLButtonElement>(null)
  const tone = toneOf(outbox)
  /** How all stood when the list was opened; null while it is closed. */
  const [opened, setOpened] = useState<Tone | null>(null)
  const [heldBy, setHeldBy] = useState({ pointer: false, focus: false })

  // What was opened for what was on its way, or stuck, has told its tale once nobody is at it.
  const isOver = tone === 'done' && opened !== 'done' && !heldBy.pointer && !heldBy.focus
  if (isOver && opened !== null) setOpened(null)

  // Where the button that had the focus went with what it was for, the one that is always there has it.
  useEffect(() => {
    if (heldBy.focus && document.activeElement === document.body) {
      trigger.current?.focus({ preventScroll: true })
    }
  })

  return (
    <Collapsible.Root
      className={styles.outbox}
      render={<section aria-label="Selections on their way" />}
      data-tone={tone}
      open={opened !== null}
      onOpenChange={(open) => setOpened(open ? tone : null)}
      onPointerEnter={() => setHeldBy((held) => ({ ...held, pointer: true }))}
      onPointerLeave={() => setHeldBy((held) => ({ ...held, pointer: false }))}
      onFocus={({ target }) => {
        // Also in what the list asks above the page; not on the line, which stays.
        const focus = trigger.current?.contains(target) === false
        setHeldBy((held) => ({ ...held, focus }))
      }}
      onBlur={() => setHeldBy((held) => ({ ...held, focus: false }))}
    >
      <Collapsible.Trigger ref={trigger} className={styles.summary}>
        {icon(tone, outbox)}
        <span className={styles.words}>{summary}</span>
        <ChevronUp aria-hidden="true" className={styles.chevron} />
      </Collapsible.Trigger>
      {/* Beside the button, which would hide the role of what is in it. */}
      <p className="visually-hidden" role="status">
        {tone === 'done' ? '' : summary}
      </p>
      <Collapsible.Panel className={styles.panel}>
        <OutboxList outbox={outbox} {...shown} />
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
