import { useQuery } from '@tanstack/react-query'
import { FileCheck, FileSpreadsheet, KeyRound, ListPlus, Search } from 'lucide-react'
import type { ReactNode } from 'react'
import { FlowOutcome } from '#extension/session/flow-outcome.tsx'
import { serverInfoQuery, useFlowRuns } from '#extension/session/queries.ts'
import { useGoogleFlow } from '#extension/session/verbs.ts'
import { GoogleButton } from '#extension/ui/google-button.tsx'
import { Skeleton } from '#extension/ui/skeleton.tsx'
import type { GoogleAccess } from '#shared/contract/server.ts'
import styles from './first-connection.module.css'

/** Asks who has no Google account connected to connect one, and says what that allows. */
export function FirstConnection({ server }: { server: string }) {
  const flow = useGoogleFlow()
  const flowRuns = useFlowRuns()
  const info = useQuery(serverInfoQuery(server))
  return (
    <section className={styles.first} aria-labelledby="connect-title">
      <div className={styles.opening}>
        <h2 id="connect-title" className={styles.title}>
          Connect your Google account
        </h2>
        <p className={styles.muted}>Sheetside can then</p>
      </div>
      <ul className={styles.abilities}>
        {info.isPending ? <AbilitySkeleton /> : <First access={info.data?.google ?? 'full'} />}
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

function First({ access }: { access: GoogleAccess }) {
  switch (access) {
    case 'full':
      return <Ability icon={<Search />}>list your spreadsheets, so that you can choose one</Ability>
    case 'file':
      return (
        <Ability icon={<FileCheck />}>
          use the spreadsheets that you pick at Google, and see no other file
        </Ability>
      )
  }
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

function AbilitySkeleton() {
  return (
    <li className={styles.ability}>
      <span className={styles.disc} />
      <Skeleton width="14rem" />
    </li>
  )
}

/** `localhost:8787` of `http://localhost:8787`. */
function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : address
}
