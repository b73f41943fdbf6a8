import { useQuery } from '@tanstack/react-query'
import { useRef, useState, type ReactNode } from 'react'
import { flushSync } from 'react-dom'
import { FailureNotice } from '#extension/ui/failure-notice.tsx'
import { GoogleButton } from '#extension/ui/google-button.tsx'
import { TextField } from '#extension/ui/text-field.tsx'
import { CheckMail } from './check-mail.tsx'
import { CredentialsForm } from './credentials-form.tsx'
import { FlowOutcome } from './flow-outcome.tsx'
import { LinkForm } from './link-form.tsx'
import { serverInfoQuery, useFlow, useMailedLink, useStanding } from './queries.ts'
import styles from './sign-in-form.module.css'
import { ofDomains } from './unfit.tsx'
import { forgetLink, useGoogleFlow } from './verbs.ts'
import { Footer, GoogleOnly, NoMail, type Way } from './ways.tsx'

const titles: Record<Way, string> = {
  log_in: 'Log in',
  create: 'Create your account',
  forgot: 'Forgot your password?',
}

/**
 * The way in, for popup and panel alike. Who is signed in is seen in storage by whoever shows it. It
 * tells one thing at a time: how the last attempt went, else how the last Google flow ended, else `notice`.
 */
export function SignInForm({ notice }: { notice?: ReactNode }) {
  const [way, setWay] = useState<Way>('log_in')
  const [email, setEmail] = useState('')
  const [invitation, setInvitation] = useState('')
  const [stage, setStage] = useState<'fresh' | 'tried' | 'no_invitation'>('fresh')
  /** The form begins anew with each. */
  const [round, setRound] = useState(0)
  /** When the link was mailed that somebody went on from. */
  const [left, setLeft] = useState(0)
  const place = useRef<HTMLElement>(null)
  const google = useGoogleFlow()
  const flow = useFlow()
  const mailed = useMailedLink()
  const server = useStanding()?.server ?? ''
  const asked = useQuery({ ...serverInfoQuery(server), enabled: server !== '' })
  const info = asked.data
  if (mailed === undefined) return null

  const registration = way === 'create' ? info?.registration : undefined
  const needsInvitation = registration?.kind === 'invitation'
  const given = needsInvitation ? invitation.trim() : undefined

  const switchTo = (next: Way) => {
    flushSync(() => {
      setStage('fresh')
      setRound(round + 1)
      setWay(next)
    })
    focusFirst(place.current)
  }
  const onAttempt = () => {
    setStage(given === '' ? 'no_invitation' : 'tried')
    if (given === '') focusFirst(place.current)
    return given !== ''
  }
  const continueWithGoogle = () => {
    setRound(round + 1)
    if (!onAttempt()) return
    setStage('fresh')
    google.mutate({ purpose: 'sign_in', ...(given !== undefined && { invitation: given }) })
  }

  if (mailed?.server === server && mailed.at !== left) {
    const goOn = (next: Way) => {
      setLeft(mailed.at)
      setEmail(mailed.email)
      void forgetLink()
      switchTo(next)
    }
    return (
      <CheckMail link={mailed} onLogIn={() => goOn('log_in')} onBack={() => goOn(mailed.purpose)} />
    )
  }

  const form = { email, invitation: given, onEmail: setEmail, onAttempt }
  const body = () => {
    if (way === 'forgot') {
      if (!info) {
        return (
          asked.error && <FailureNotice error={asked.error} onRetry={() => void asked.refetch()} />
        )
      }
      return info.mail ? (
        <LinkForm key={round} purpose="forgot" {...form} />
      ) : (
        <NoMail email={email} />
      )
    }
    if (way === 'create' && info?.mail) {
      return <LinkForm key={round} purpose="create" registration={registration} {...form} />
    }
    // Without mail nobody can prove there that an email is theirs.
    if (registration?.kind === 'domains') return <GoogleOnly />
    return <CredentialsForm key={round} mode={way} onLogIn={() => switchTo('log_in')} {...form} />
  }

  return (
    <section ref={place} className={styles.screen} aria-labelledby="sign-in-title">
      <h2 id="sign-in-title" className={styles.title}>
        {titles[way]}
      </h2>
      {stage === 'fresh' && (flow.state === 'idle' ? notice : <FlowOutcome purpose="sign_in" />)}
      {registration?.kind === 'domains' && (
        <p>For people with an email {ofDomains(registration.domains)}.</p>
      )}
      {needsInvitation && (
        <TextField
          label="Invitation"
          name="invitation"
          autoComplete="off"
          spellCheck={false}
          value={invitation}
          onChange={(event) => setInvitation(event.target.value)}
          error={stage === 'no_invitation' ? 'Type or paste your invitation.' : null}
          hint="Whoever runs the server gives it to you"
        />
      )}
      {way !== 'forgot' && (
        <>
          <GoogleButton busy={flow.state === 'running'} onClick={continueWithGoogle} />
          {!(registration?.kind === 'domains' && !info?.mail) && (
            <p className={styles.or}>or with your email</p>
          )}
        </>
      )}
      {body()}
      <Footer way={way} onSwitch={switchTo} />
    </section>
  )
}

/** To what is still to be typed, or else to what was typed last. */
function focusFirst(place: HTMLElement | null): void {
  const inputs = [...(place?.querySelectorAll('input') ?? [])]
  const next = inputs.find(({ value }) => value.trim() === '') ?? inputs.at(-1)
  ;(next ?? place?.querySelector('button'))?.focus()
}
