import { useMemo, useState } from 'react'
import type { Suspect } from '#shared/contract/send.ts'
import { ConfirmDialog } from '#extension/ui/dialog.tsx'
import { Notice } from '#extension/ui/notice.tsx'
import { choiceOf, toggled } from './choice.ts'
import type { Sent } from './sent.ts'
import { SuspectList } from './suspect-list.tsx'
import styles from './undo-dialog.module.css'
import { afterQuestion } from './undo-place.ts'
import { UndoFailure } from './undo-failure.tsx'
import { countRows, questionWords } from './undo-words.ts'
import type { Undo } from './use-undo.ts'

/**
 * Asks which rows should go, where it is not sure which are those that were sent, or where they were
 * changed since. Nothing was removed until then.
 */
export function UndoDialog({ undo, sentOf }: { undo: Undo; sentOf: (send: string) => Sent }) {
  // What it said stays in it while it fades away.
  const [shown, setShown] = useState(undo.asked)
  if (undo.asked !== null && undo.asked !== shown) setShown(undo.asked)
  if (shown === null) return null
  return (
    <Asking
      // Another question is answered anew.
      key={`${shown.send} ${shown.undoing.question.suspects.map((each) => each.fingerprint).join(' ')}`}
      open={undo.asked !== null}
      undo={undo}
      asked={shown}
      sent={sentOf(shown.send)}
    />
  )
}

function Asking({
  open,
  undo,
  asked: { send, undoing },
  sent,
}: {
  open: boolean
  undo: Undo
  asked: NonNullable<Undo['asked']>
  sent: Sent
}) {
  const { question, step } = undoing
  const { certain, suspects } = question
  const choice = choiceOf(question)
  const [chosen, setChosen] = useState<ReadonlySet<number>>(() =>
    firstChosen(question, choice.kind),
  )
  const [isMissing, setIsMissing] = useState(false)
  const returnTo = useMemo(() => afterQuestion(send), [send])
  const words = questionWords(question)
  const count = certain + chosen.size

  const remove = () => {
    setIsMissing(count === 0)
    if (count === 0) return
    undo.choose(send, suspects.filter(({ row }) => chosen.has(row)).map(named))
  }
  return (
    <ConfirmDialog
      open={open}
      title={words.title}
      about={
        <>
          {sent.preview !== '' && (
            <p className={styles.sent}>
              <span className={styles.caption}>
                Sent{sent.place === null ? '' : ` to ${sent.place}`}
              </span>
              {sent.preview}
            </p>
          )}
          {step.kind === 'changed' && (
            <p>
              <strong>The sheet changed in the meantime, so look once more.</strong>
            </p>
          )}
          <p>
            {words.why} {words.certain}
          </p>
        </>
      }
      confirm={count === 0 ? 'Remove' : `Remove ${count === 1 ? 'the row' : countRows(count)}`}
      cancel={suspects.length + certain === 1 ? 'Leave it' : 'Leave them'}
      busy={step.kind === 'busy'}
      returnTo={returnTo}
      onConfirm={remove}
      onClose={() => undo.leave(send)}
    >
      <SuspectList
        suspects={suspects}
        sent={sent.rows}
        choice={choice}
        chosen={chosen}
        onChange={(next) => {
          setIsMissing(false)
          setChosen(next)
        }}
        onToggle={(row) => {
          setIsMissing(false)
          setChosen(toggled(chosen, row, choice))
        }}
      />
      {words.more !== null && <p className={styles.more}>{words.more}</p>}
      {isMissing && <Notice tone="error">Choose a row first, or leave them.</Notice>}
      {step.kind === 'failed' && <UndoFailure error={step.error} onRetry={remove} />}
    </ConfirmDialog>
  )
}

/** Where there is but one, it is the one that the question is about. */
function firstChosen(
  { suspects }: { suspects: Suspect[] },
  kind: ReturnType<typeof choiceOf>['kind'],
): ReadonlySet<number> {
  return new Set(kind === 'that_one' ? suspects.map(({ row }) => row) : [])
}

const named = ({ row, fingerprint }: Suspect) => ({ row, fingerprint })
