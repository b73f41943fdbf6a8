import { explain } from './explain.ts'
import styles from './failure.module.css'
import { Notice } from './notice.tsx'
import { Remedies, type RemedyHandlers } from './remedies.tsx'

/** A failure in the flow of a screen: what happened, why, and the next action. Takes whatever was thrown. */
export function FailureNotice({ error, ...handlers }: RemedyHandlers & { error: unknown }) {
  const explanation = explain(error)
  return (
    <Notice
      tone={explanation.tone}
      title={explanation.title}
      action={<Remedies explanation={explanation} variant="text" {...handlers} />}
    >
      {explanation.why} {explanation.fix}
      {explanation.requestId !== null && (
        <span className={styles.request}>Request {explanation.requestId}</span>
      )}
    </Notice>
  )
}
