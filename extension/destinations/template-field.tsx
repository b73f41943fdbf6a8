import { Field } from '@base-ui/react/field'
import { CircleAlert, CornerDownRight, Link2 } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { Button } from '#extension/ui/button.tsx'
import { classNames } from '#extension/ui/class-names.ts'
import type { Facts } from '#shared/template/facts.ts'
import type { Mistake } from '#shared/template/parse.ts'
import { CompletionList, useCompletions } from './completion-list.tsx'
import { InsertMenu } from './insert-menu.tsx'
import styles from './template-field.module.css'
import { tryTemplate, type Trial } from './trial.ts'
import type { Typed } from './typing.ts'

const MOST_CHARACTERS = 2_000

/** What fills a column, and what comes of it, or what is wrong with it and where. */
export function TemplateField({
  header,
  letter,
  value,
  facts,
  onChange,
}: {
  /** Empty for a column without one. */
  header: string
  /** Of the column: `C`. */
  letter: string
  value: string
  facts: Facts
  onChange: (value: string) => void
}) {
  const field = useRef<HTMLTextAreaElement>(null)
  const [caret, setCaret] = useState<number | null>(null)
  const trial = useMemo(() => tryTemplate(value, facts, isSelector), [value, facts])
  const type = ({ text, start, end }: Typed) => {
    // The selection is of the text as it is then.
    flushSync(() => onChange(text))
    field.current?.setSelectionRange(start, end)
    setCaret(start === end ? start : null)
  }
  const mend = ({ start, end, instead = '' }: Mistake) => {
    const at = start + instead.length
    type({ text: value.slice(0, start) + instead + value.slice(end), start: at, end: at })
    field.current?.focus()
  }
  const typed = (): Typed => {
    const at = field.current
    return {
      text: value,
      start: at?.selectionStart ?? value.length,
      end: at?.selectionEnd ?? value.length,
    }
  }
  const completions = useCompletions({ text: value, caret, onChoose: type })
  // A name that is being chosen is no mistake yet.
  const mistakes = trial.kind === 'mistaken' && !completions.shown ? trial.mistakes : []

  return (
    <Field.Root
      className={styles.field}
      invalid={mistakes.length > 0}
      data-mistaken={trial.kind === 'mistaken' || undefined}
    >
      <Field.Label className={styles.label}>
        {header === '' ? (
          `Column ${letter}`
        ) : (
          <>
            {header} <span className={styles.letter}>{letter}</span>
          </>
        )}
      </Field.Label>
      <div className={classNames(styles.box, mistakes.length > 0 && styles.wrong)}>
        <div className={styles.text}>
          <Marked text={value} mistakes={mistakes} />
          <Field.Control
            render={
              <textarea
                ref={field}
                rows={1}
                {...completions.control}
                onSelect={({ currentTarget: { selectionStart, selectionEnd } }) =>
                  setCaret(selectionStart === selectionEnd ? selectionStart : null)
                }
                onBlur={() => setCaret(null)}
              />
            }
            className={styles.input}
            value={value}
            maxLength={MOST_CHARACTERS}
            spellCheck={false}
            autoComplete="off"
            placeholder="Stays empty"
            onValueChange={onChange}
          />
        </div>
        <InsertMenu
          name={header === '' ? `column ${letter}` : header}
          text={value}
          typed={typed}
          returnTo={field}
          onInsert={type}
        />
        <CompletionList completions={completions} />
      </div>
      {mistakes.length > 0 ? (
        <Field.Error match render={<div />} className={styles.mistakes}>
          {mistakes.map((mistake) => (
            <MistakeLine
              key={`${mistake.start} ${mistake.message}`}
              mistake={mistake}
              onMend={() => mend(mistake)}
            />
          ))}
        </Field.Error>
      ) : (
        <Field.Description render={<div />} className={styles.outcome}>
          <Outcome trial={trial} />
        </Field.Description>
      )}
    </Field.Root>
  )
}

/** The text once more, under the field's own, to show where in it the mistakes are. */
function Marked({ text, mistakes }: { text: string; mistakes: readonly Mistake[] }) {
  const starts = mistakes.map(({ start }) => start)
  return (
    <div className={styles.marked} aria-hidden="true">
      {mistakes.map(({ start, end }, index) => (
        <span key={start}>
          {text.slice(mistakes[index - 1]?.end ?? 0, start)}
          <mark className={styles.mark}>{text.slice(start, end) || ' '}</mark>
        </span>
      ))}
      {text.slice(starts.length === 0 ? 0 : mistakes.at(-1)?.end)}
      {/* A line that is begun has its height. */}
      {'\u200B'}
    </div>
  )
}

function MistakeLine({ mistake, onMend }: { mistake: Mistake; onMend: () => void }) {
  const { message, instead } = mistake
  return (
    <div className={styles.mistake}>
      <CircleAlert aria-hidden="true" />
      <span className={styles.message}>{message}</span>
      {instead !== undefined && (
        <Button size="small" variant="text" onClick={onMend}>
          Use {instead}
        </Button>
      )}
    </div>
  )
}

function Outcome({ trial }: { trial: Trial }) {
  switch (trial.kind) {
    case 'mistaken':
      return null
    case 'unused':
      return null
    case 'nothing':
      return (
        <>
          <CornerDownRight aria-hidden="true" />
          <span className={styles.words}>Empty here: the example has no such thing</span>
        </>
      )
    case 'gives':
      return (
        <>
          {trial.isLink ? <Link2 aria-hidden="true" /> : <CornerDownRight aria-hidden="true" />}
          <span className={classNames(styles.words, trial.isLink && styles.link)}>
            {trial.words}
          </span>
          <span className={styles.what}>{trial.what}</span>
        </>
      )
  }
}

function isSelector(css: string): boolean {
  try {
    document.createDocumentFragment().querySelector(css)
    return true
  } catch {
    return false
  }
}
