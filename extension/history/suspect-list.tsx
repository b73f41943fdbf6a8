import { ExternalLink } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import type { Cell } from '#shared/cells.ts'
import type { Suspect } from '#shared/contract/send.ts'
import { Button } from '#extension/ui/button.tsx'
import { Checkbox } from '#extension/ui/checkbox.tsx'
import { Radio, Radios } from '#extension/ui/radio.tsx'
import type { Choice } from './choice.ts'
import { compare, lineOf, suspectWords } from './difference.ts'
import styles from './suspect-list.module.css'

/** Rows that are drawn before more are asked for. */
const FIRST = 20

/** The rows that may be those that were sent, as they are now, and the choice of which should go. */
export function SuspectList({
  suspects,
  sent,
  choice,
  chosen,
  onToggle,
  onChange,
}: {
  suspects: Suspect[]
  /** The rows as they were sent, where they are still known. */
  sent: readonly Cell[][] | null
  choice: Choice
  /** `Suspect.row` */
  chosen: ReadonlySet<number>
  onToggle: (row: number) => void
  onChange: (chosen: ReadonlySet<number>) => void
}) {
  const [drawn, setDrawn] = useState(FIRST)
  const canHaveAll = choice.kind === 'some_of' && choice.most === suspects.length
  const all = suspects.length > 1 && canHaveAll && (
    <Checkbox
      checked={chosen.size === suspects.length}
      onChange={(checked) => onChange(new Set(checked ? suspects.map(({ row }) => row) : []))}
    >
      All {suspects.length.toLocaleString()} of them
    </Checkbox>
  )
  const list = (
    <ul className={styles.list}>
      {suspects.slice(0, drawn).map((suspect) => (
        <li key={suspect.row} className={styles.suspect}>
          <div className={styles.head}>
            {control(suspect)}
            <a className={styles.link} href={suspect.url} target="_blank" rel="noreferrer">
              <ExternalLink aria-hidden="true" />
              <span className="visually-hidden">Row {suspect.row + 1} in Google Sheets</span>
            </a>
          </div>
          <SuspectCells suspect={suspect} sent={sent} />
        </li>
      ))}
    </ul>
  )
  return (
    <div>
      {all}
      {choice.kind === 'one_of' ? (
        <Radios
          label="The row that should go"
          value={[...chosen].map(String)[0] ?? null}
          onChange={(row) => onToggle(Number(row))}
        >
          {list}
        </Radios>
      ) : (
        list
      )}
      {suspects.length > drawn && (
        <Button size="small" variant="text" wide onClick={() => setDrawn(drawn + 200)}>
          Show {Math.min(200, suspects.length - drawn)} more
        </Button>
      )}
    </div>
  )

  function control(suspect: Suspect): ReactNode {
    const words = <span className={styles.words}>{suspectWords(suspect)}</span>
    switch (choice.kind) {
      case 'that_one':
        return <p className={styles.name}>{words}</p>
      case 'one_of':
        return <Radio value={String(suspect.row)}>{words}</Radio>
      case 'some_of': {
        const checked = chosen.has(suspect.row)
        return (
          <Checkbox
            checked={checked}
            disabled={!checked && chosen.size >= choice.most}
            onChange={() => onToggle(suspect.row)}
          >
            {words}
          </Checkbox>
        )
      }
    }
  }
}

/** A changed row cell by cell, what was sent beside what is there; one that is as it was sent in a line. */
function SuspectCells({ suspect, sent }: { suspect: Suspect; sent: readonly Cell[][] | null }) {
  if (suspect.cells.every(({ changed }) => !changed)) {
    return <p className={styles.line}>{lineOf(suspect)}</p>
  }
  return (
    <dl className={styles.cells}>
      {compare(suspect, sent).map(({ name, now, was }, index) => (
        // A column's name may be there twice; its place stays.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index} className={styles.cell} data-changed={was !== undefined || undefined}>
          <dt>{name}</dt>
          <dd>
            {was === undefined ? now : <mark>{now === '' ? 'empty now' : now}</mark>}
            {was !== undefined && <WasSent was={was} />}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function WasSent({ was }: { was: string | null }) {
  return (
    <span className={styles.was}>
      {was === null && 'Not what was sent'}
      {was === '' && 'Sent empty'}
      {was !== null && was !== '' && (
        <>
          Sent: <span>{was}</span>
        </>
      )}
    </span>
  )
}
