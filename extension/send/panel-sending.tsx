import { useMutation } from '@tanstack/react-query'
import { createContext, useContext, type ReactNode } from 'react'
import { Button } from '#extension/ui/button.tsx'
import { FailureNotice } from '#extension/ui/failure-notice.tsx'
import { Notice } from '#extension/ui/notice.tsx'
import type { Me } from '#shared/contract/me.ts'
import { askForPages } from './page-access.ts'
import styles from './panel-sending.module.css'
import { sendFromPanel, type PanelSend } from './send-from-panel.ts'

/** The panel's own way to send, for its buttons and menus. */
type PanelSending = {
  send: (kind: 'selection' | 'page') => void
  busy: boolean
  /** What came of the last time and is to be told; null where there is nothing to tell. */
  told: ReactNode
}

const Sending = createContext<PanelSending>({ send: () => {}, busy: false, told: null })

export function usePanelSending(): PanelSending {
  return useContext(Sending)
}

export function PanelSendingProvider({ me, children }: { me: Me; children: ReactNode }) {
  const sending = useMutation({
    mutationFn: async ({ kind, allowed }: Attempt): Promise<PanelSend> => {
      await allowed
      return sendFromPanel(kind, me, new Date())
    },
  })
  const kind = sending.variables?.kind ?? 'selection'
  const value: PanelSending = {
    send: (kind) => sending.mutate({ kind }),
    busy: sending.isPending,
    told: sending.isError ? (
      <FailureNotice error={sending.error} />
    ) : (
      sending.data && (
        <Outcome
          outcome={sending.data}
          // Asked within the click; only then is anything awaited.
          onAllow={() => sending.mutate({ kind, allowed: askForPages() })}
          onSendPage={() => sending.mutate({ kind: 'page' })}
          onDismiss={() => sending.reset()}
        />
      )
    ),
  }
  return <Sending value={value}>{children}</Sending>
}

type Attempt = {
  kind: 'selection' | 'page'
  /** The person's answer to the browser's question, where it was put to them. */
  allowed?: Promise<boolean>
}

/** What is to be told of the panel's own sending, where there is anything. */
export function PanelSendingOutcome() {
  const { told } = usePanelSending()
  return told ? <div className={styles.outcome}>{told}</div> : null
}

function Outcome({
  outcome,
  onAllow,
  onSendPage,
  onDismiss,
}: {
  outcome: PanelSend
  onAllow: () => void
  onSendPage: () => void
  onDismiss: () => void
}) {
  switch (outcome.kind) {
    case 'kept':
      return null
    case 'nothing_selected':
      return (
        <Notice
          tone="info"
          title="Nothing is selected on this page"
          onDismiss={onDismiss}
          action={
            <Button size="small" variant="text" onClick={onSendPage}>
              Send this page
            </Button>
          }
        >
          Select a text, a table or a list, and press the button again.
        </Notice>
      )
    case 'needs_permission':
      return (
        <Notice
          tone="info"
          title="The panel may not read this page"
          onDismiss={onDismiss}
          action={
            <Button size="small" variant="text" onClick={onAllow}>
              Let the panel read pages
            </Button>
          }
        >
          {outcome.keys === null
            ? 'Right-click what you selected and choose “Send selection to sheet”: that needs no permission.'
            : `Press ${outcome.keys}, or right-click what you selected and choose “Send selection to sheet”: that needs no permission.`}{' '}
          Or let the panel read pages, only when you press its button.
        </Notice>
      )
    case 'closed':
      return (
        <Notice tone="warning" title="This page cannot be read" onDismiss={onDismiss}>
          Browsers keep extensions out of their own pages, their store and some documents.
          Right-click what you selected and choose “Send selection to sheet”, or copy it and paste
          it into the sheet.
        </Notice>
      )
  }
}
