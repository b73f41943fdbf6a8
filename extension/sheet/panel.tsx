import { useQueryClient } from '@tanstack/react-query'
import { Settings } from 'lucide-react'
import { useCallback, useState } from 'react'
import { browser } from 'wxt/browser'
import type { Entry } from '#extension/outbox/entry.ts'
import { defaultDestination } from '#extension/send/destinations.ts'
import { OutboxStrip } from '#extension/send/outbox-strip.tsx'
import { PanelSendingOutcome, PanelSendingProvider } from '#extension/send/panel-sending.tsx'
import { PendingCard } from '#extension/send/pending-card.tsx'
import { SentToast } from '#extension/send/sent-toast.tsx'
import {
  needingDestination,
  useArrivals,
  useOutbox,
  type Arrival,
} from '#extension/send/use-outbox.ts'
import { FirstConnection } from '#extension/google/first-connection.tsx'
import { useConnected } from '#extension/google/use-connected.ts'
import { Gate } from '#extension/session/gate.tsx'
import { mainAccount, type SignedIn } from '#extension/session/session.ts'
import { SignInForm } from '#extension/session/sign-in-form.tsx'
import { FailureNotice } from '#extension/ui/failure-notice.tsx'
import { IconButton } from '#extension/ui/icon-button.tsx'
import { Spinner } from '#extension/ui/spinner.tsx'
import { Logo } from '#extension/ui/logo.tsx'
import type { Me } from '#shared/contract/me.ts'
import { DestinationsScreen } from '#extension/destinations/destinations-screen.tsx'
import { isTouched } from '#extension/destinations/draft.ts'
import { useDrafts } from '#extension/destinations/use-drafts.ts'
import { HistoryScreen } from '#extension/history/history-screen.tsx'
import { HISTORY } from '#extension/history/queries.ts'
import { sentOf } from '#extension/history/sent.ts'
import { UndoDialog } from '#extension/history/undo-dialog.tsx'
import { useErrand } from '#extension/history/use-errand.ts'
import { useUndo } from '#extension/history/use-undo.ts'
import { ReviewScreen } from '#extension/review/review-screen.tsx'
import { useReviewed } from '#extension/review/use-reviewed.ts'
import { ChooserScreen } from './chooser/chooser-screen.tsx'
import { bringIn, type Written } from './landed.ts'
import { PanelHeader } from './panel-header.tsx'
import styles from './panel.module.css'
import type { PanelScreen } from './panel-screen.ts'
import { useStandingWatch } from './standing-watch.ts'
import { SheetScreen, type Place, type PlacedReveal } from './sheet-screen.tsx'

/** The side panel. */
export function Panel() {
  const outbox = useOutbox()
  const waiting = needingDestination(outbox)
  return (
    <main className={styles.panel}>
      <h1 className="visually-hidden">Sheetside</h1>
      <Gate
        signedOut={
          <>
            <WelcomeHeader />
            <PendingCard waiting={waiting}>
              It is kept here and sent once you have signed in and chosen a sheet.
            </PendingCard>
            <div className={styles.form}>
              <SignInForm />
            </div>
          </>
        }
        opening={
          <>
            <WelcomeHeader />
            <div className={styles.opening}>
              <Spinner label="Opening" />
            </div>
          </>
        }
      >
        {(session) => (
          <PanelSendingProvider me={session.me}>
            <SignedInPanel session={session} outbox={outbox} />
          </PanelSendingProvider>
        )}
      </Gate>
    </main>
  )
}

function WelcomeHeader() {
  return (
    <PanelHeader
      start={
        <span className={styles.logo}>
          <Logo size={24} />
        </span>
      }
      title="Sheetside"
      end={
        <IconButton
          size="small"
          label="Options"
          icon={<Settings />}
          onClick={() => void browser.runtime.openOptionsPage()}
        />
      }
    />
  )
}

function SignedInPanel({ session, outbox }: { session: SignedIn; outbox: Entry[] }) {
  const { me, server, problem, refresh } = session
  const client = useQueryClient()
  useStandingWatch(refresh)
  const [place, setPlace] = useState<Place | null>(() => firstPlace(me))
  const [account, setAccount] = useState(mainAccount(me)?.id ?? null)
  const [screen, setScreen] = useState<PanelScreen>({ kind: 'sheets' })
  const [arrival, setArrival] = useState<Arrival | null>(null)
  const [reveal, setReveal] = useState<PlacedReveal | null>(null)
  const dismiss = useCallback(() => setArrival(null), [])

  const undo = useUndo(session)
  const drafts = useDrafts()
  const { reviewed, putOff } = useReviewed(outbox, screen)

  const show = async (id: string, account: string, result: Written) => {
    const cells = await bringIn(client, account, result)
    const { spreadsheetId, sheetId } = result
    if (cells) setReveal({ id: `${id} ${Date.now()}`, cells, spreadsheetId, sheetId })
  }
  useArrivals(outbox, (arrived) => {
    setArrival(arrived)
    void client.invalidateQueries({ queryKey: HISTORY })
    void show(arrived.id, arrived.account, arrived.result)
  })
  useErrand(({ kind, send }) => {
    setScreen({ kind: 'history', look: send })
    if (kind === 'undo') undo.start(send)
  })
  useConnected(({ asked, account, picked }) => {
    const [only, ...rest] = picked
    for (const first of ['files', 'spreadsheet']) {
      void client.invalidateQueries({ queryKey: [first, account.id] })
    }
    if (only !== undefined && rest.length === 0) {
      setPlace({ account: account.id, spreadsheetId: only, sheetId: null })
    } else if (asked === undefined) {
      setAccount(account.id)
    }
  })
  const goTo = (id: string, account: string, written: Written) => {
    const { spreadsheetId, sheetId } = written
    setPlace({ account, spreadsheetId, sheetId })
    setScreen({ kind: 'sheets' })
    void show(id, account, written)
  }

  const chosen = me.googleAccounts.find(({ id }) => id === account) ?? mainAccount(me)
  if (chosen === null) {
    return (
      <>
        <WelcomeHeader />
        <PendingCard waiting={needingDestination(outbox)}>
          It is kept here and sent once Google is connected and a sheet is chosen.
        </PendingCard>
        <div className={styles.form}>
          {problem !== null && <FailureNotice error={problem} onRetry={() => void refresh()} />}
          <FirstConnection server={server} />
        </div>
      </>
    )
  }

  const back = () => setScreen({ kind: 'sheets' })
  const unsaved = me.destinations.find((each) => isTouched(drafts.of(each.id), each))
  switch (screen.kind) {
    case 'history':
      return (
        <HistoryScreen
          session={session}
          outbox={outbox}
          undo={undo}
          look={screen.look}
          onShow={({ id, account, spreadsheetId, sheetId }, { range }) =>
            goTo(id, account, { spreadsheetId, sheetId, range })
          }
          // A notification may have led here from the middle of a draft.
          onBack={unsaved ? () => setScreen({ kind: 'destinations', edit: unsaved.id }) : back}
        />
      )
    case 'destinations':
      return (
        <DestinationsScreen
          session={session}
          outbox={outbox}
          drafts={drafts}
          edit={screen.edit}
          onShow={({ account, spreadsheetId, sheetId }) => {
            setPlace({ account, spreadsheetId, sheetId })
            back()
          }}
          onChoose={() => {
            setPlace(null)
            back()
          }}
          onBack={back}
        />
      )
    case 'review':
    case 'sheets':
  }
  if (reviewed !== null) {
    return (
      <ReviewScreen
        session={session}
        outbox={outbox}
        entry={reviewed}
        onEntry={(entry) => setScreen({ kind: 'review', entry })}
        onBack={() => {
          putOff()
          back()
        }}
      />
    )
  }

  const foot = (
    <div className={styles.foot}>
      <PanelSendingOutcome />
      <SentToast
        arrival={arrival}
        undo={undo}
        onShow={({ id, account, result }) => goTo(id, account, result)}
        onDone={dismiss}
      />
      <UndoDialog undo={undo} sentOf={(send) => sentOf(send, outbox, [])} />
      <OutboxStrip outbox={outbox} destinations={me.destinations} onScreen={setScreen} />
    </div>
  )
  // A place goes with the account that it was looked at with.
  const shown = me.googleAccounts.some(({ id }) => id === place?.account) ? place : null
  return shown === null ? (
    <>
      <ChooserScreen
        session={session}
        waiting={needingDestination(outbox)}
        account={chosen}
        onAccount={setAccount}
        onChoose={(choice) => setPlace({ account: chosen.id, ...choice })}
        onScreen={setScreen}
      />
      {foot}
    </>
  ) : (
    <SheetScreen
      session={session}
      outbox={outbox}
      place={shown}
      reveal={reveal}
      onTab={(sheetId) => setPlace({ ...shown, sheetId })}
      onBack={() => {
        setAccount(shown.account)
        setPlace(null)
      }}
      onScreen={setScreen}
      foot={foot}
    />
  )
}

/** What was shown last, else where selections go, if its Google account is still connected. */
function firstPlace(me: Me): Place | null {
  const { preferences, googleAccounts } = me
  const place = preferences.view ?? defaultDestination(me)
  if (place === null || !googleAccounts.some(({ id }) => id === place.account)) return null
  const { account, spreadsheetId, sheetId } = place
  return { account, spreadsheetId, sheetId }
}
