import {
  FileSpreadsheet,
  KeyRound,
  ListPlus,
  RefreshCw,
  Search,
  ShieldAlert,
  ShieldBan,
} from 'lucide-react'
import type { ReactNode } from 'react'
import type { GoogleAccount, GrantState } from '#shared/contract/google.ts'
import { Button } from '#extension/ui/button.tsx'
import { GoogleButton } from '#extension/ui/google-button.tsx'
import styles from './connect-google.module.css'
import { FlowOutcome, useFlowOutcome } from './flow-outcome.tsx'
import { useFlowRuns } from './queries.ts'
import { useGoogleFlow } from './verbs.ts'

/**
 * Asks to connect a Google account (`account: null`), or says what is wrong with a connection and
 * mends it. Nothing where all is well.
 */
export function ConnectGoogle({
  account,
  server,
}: {
  account: GoogleAccount | null
  /** The server's address, which keeps Google's tokens. */
  server: string
}) {
  if (account === null) return <FirstConnection server={server} />
  if (account.state === 'ok') return null
  return <Mend account={account} state={account.state} />
}

function FirstConnection({ server }: { server: string }) {
  const flow = useGoogleFlow()
  const flowRuns = useFlowRuns()
  return (
    <section className={styles.first} aria-labelledby="connect-title">
      <div className={styles.opening}>
        <h2 id="connect-title" className={styles.title}>
          Connect your Google account
        </h2>
        <p className={styles.muted}>Sheetside can then</p>
      </div>
      <ul className={styles.abilities}>
        <Ability icon={<Search />}>list your spreadsheets, so that you can choose one</Ability>
        <Ability icon={<FileSpreadsheet />}>show your sheets beside any page</Ability>
        <Ability icon={<ListPlus />}>add rows with what you send to them</Ability>
      </ul>
      <FlowOutcome purpose="connect" />
      <GoogleButton busy={flowRuns} onClick={() => flow.mutate({ purpose: 'connect' })}>
        Connect with Google
      </GoogleButton>
      <p className={styles.custody}>
        <KeyRound aria-hidden="true" />
        <span>
          Google&rsquo;s keys stay on your server at <strong>{hostOf(server)}</strong>. This browser
          never gets them.
        </span>
      </p>
    </section>
  )
}

function Ability({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <li className={styles.ability}>
      <span className={styles.disc} aria-hidden="true">
        {icon}
      </span>
      {children}
    </li>
  )
}

type Broken = Exclude<GrantState, 'ok'>

const mending: Record<
  Broken,
  { icon: ReactNode; title: string; text: string; button: string; sameAccount: boolean }
> = {
  missing_scopes: {
    icon: <ShieldAlert />,
    title: 'A permission is missing',
    text: 'Not every box was ticked on Google’s page, so Sheetside cannot work with your sheets. Connect again and tick them all.',
    button: 'Give permission',
    sameAccount: true,
  },
  reconnect_needed: {
    icon: <RefreshCw />,
    title: 'Google ended the connection',
    text: 'It expired, or access was withdrawn in the Google account. What waits to be sent is kept.',
    button: 'Reconnect',
    sameAccount: true,
  },
  reauth_policy: {
    icon: <KeyRound />,
    title: 'Sign in to Google again',
    text: 'Your organisation limits how long a sign-in lasts. What waits to be sent is kept.',
    button: 'Sign in again',
    sameAccount: true,
  },
  admin_blocked: {
    icon: <ShieldBan />,
    title: 'Your organisation blocks Sheetside',
    text: 'Only an administrator of its Google Workspace can allow it. Ask them, or work with another account.',
    button: 'Use another account',
    sameAccount: false,
  },
}

function Mend({ account, state }: { account: GoogleAccount; state: Broken }) {
  const flow = useGoogleFlow()
  const flowRuns = useFlowRuns()
  const outcome = useFlowOutcome('connect')
  const { icon, title, text, button, sameAccount } = mending[state]
  const named = sameAccount ? { account: account.id } : {}
  return (
    <section className={styles.mend} aria-labelledby="mend-title">
      <div className={styles.what}>
        <span className={styles.sign} aria-hidden="true">
          {icon}
        </span>
        <div className={styles.words}>
          <h2 id="mend-title" className={styles.heading}>
            {title}
          </h2>
          <p className={styles.email}>{account.email}</p>
          <p aria-live="polite">{outcome ? `${outcome.title}. ${outcome.text}` : text}</p>
        </div>
      </div>
      <Button wide busy={flowRuns} onClick={() => flow.mutate({ purpose: 'connect', ...named })}>
        {button}
      </Button>
    </section>
  )
}

/** `localhost:8787` of `http://localhost:8787`. */
function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : address
}
