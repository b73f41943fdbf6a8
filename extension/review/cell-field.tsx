import { Field } from '@base-ui/react/field'
import { ChevronDown, Link2 } from 'lucide-react'
import { useState } from 'react'
import { Checkbox } from '#extension/ui/checkbox.tsx'
import { Menu, MenuChoice } from '#extension/ui/menu.tsx'
import { CELL_CHARACTERS } from '#shared/limits.ts'
import { EMPTY, type Cell } from '#shared/cells.ts'
import { fieldText, textOf, typedInto, valueIn } from './cell-text.ts'
import styles from './cell-field.module.css'

/** In which the person writes numbers. */
const lang = navigator.language

const kindWords: Record<Cell['kind'], string> = {
  text: 'Text',
  number: 'Number',
  boolean: 'Yes or no',
  date: 'Date',
  time: 'Time',
  datetime: 'Date and time',
  empty: 'Empty',
}

/** One cell, by its kind: changed as a person types, or, for a number, when they leave it. */
export function CellField({
  heading,
  cell,
  onChange,
}: {
  heading: string
  cell: Cell
  onChange: (cell: Cell) => void
}) {
  const tooLong = cell.kind === 'text' ? cell.value.length - CELL_CHARACTERS : 0
  return (
    <Field.Root className={styles.field} invalid={tooLong > 0}>
      <div className={styles.head}>
        <Field.Label className={styles.label}>{heading}</Field.Label>
        <Kind heading={heading} cell={cell} onChange={onChange} />
      </div>
      <Editor key={cell.kind === 'empty' ? 'text' : cell.kind} cell={cell} onChange={onChange} />
      {tooLong > 0 && (
        <Field.Error match className={styles.error}>
          {tooLong.toLocaleString('en')} characters more than a cell holds. It is kept once they are
          gone.
        </Field.Error>
      )}
      {cell.kind === 'text' && <Notes cell={cell} />}
    </Field.Root>
  )
}

function Notes({ cell }: { cell: Extract<Cell, { kind: 'text' }> }) {
  const { value, link, links = [] } = cell
  const linked = link === undefined ? links.length : 0
  return (
    <>
      {link !== undefined && link !== value && (
        <p className={styles.note} title={link}>
          <Link2 aria-hidden="true" />
          <span>Links to {link}</span>
        </p>
      )}
      {linked > 0 && (
        <p className={styles.note}>
          <Link2 aria-hidden="true" />
          <span>{linked === 1 ? '1 link in it' : `${linked} links in it`}</span>
        </p>
      )}
      {value.startsWith('=') && <p className={styles.note}>Goes as this text, not as a formula.</p>}
    </>
  )
}

/** What kind of value it is, and what else it can be. */
function Kind({
  heading,
  cell,
  onChange,
}: {
  heading: string
  cell: Cell
  onChange: (cell: Cell) => void
}) {
  const read = valueIn(cell, lang)
  const hasChoice = read !== null || (cell.kind !== 'text' && cell.kind !== 'empty')
  if (!hasChoice) return null
  const choices = read === null ? [textOf(cell), cell] : [cell, read]
  return (
    <Menu
      trigger={
        <button
          type="button"
          className={styles.kind}
          aria-label={`${heading}: ${kindWords[cell.kind]}. Change the kind`}
        >
          {kindWords[cell.kind]}
          <ChevronDown aria-hidden="true" />
        </button>
      }
    >
      <MenuChoice
        label="Kind"
        value={cell.kind}
        options={choices.map(({ kind }) => ({ value: kind, label: kindWords[kind] }))}
        onChange={(kind) => {
          const chosen = choices.find((choice) => choice.kind === kind)
          if (chosen) onChange(chosen)
        }}
      />
    </Menu>
  )
}

function Editor({ cell, onChange }: { cell: Cell; onChange: (cell: Cell) => void }) {
  switch (cell.kind) {
    case 'text':
    case 'empty':
      return <TextEditor cell={cell} onChange={onChange} />
    case 'number':
      return <NumberEditor cell={cell} onChange={onChange} />
    case 'boolean':
      return (
        <Checkbox checked={cell.value} onChange={(value) => onChange({ kind: 'boolean', value })}>
          {cell.value ? 'TRUE' : 'FALSE'}
        </Checkbox>
      )
    case 'date':
      return <MomentEditor type="date" cell={cell} onChange={onChange} />
    case 'time':
      return <MomentEditor type="time" cell={cell} onChange={onChange} />
    case 'datetime':
      return <MomentEditor type="datetime-local" cell={cell} onChange={onChange} />
  }
}

const LINE_CHARACTERS = 42
const MOST_LINES = 8

function TextEditor({ cell, onChange }: { cell: Cell; onChange: (cell: Cell) => void }) {
  const text = fieldText(cell)
  const lines = text
    .slice(0, LINE_CHARACTERS * MOST_LINES)
    .split('\n')
    .reduce((total, line) => total + Math.max(1, Math.ceil(line.length / LINE_CHARACTERS)), 0)
  return (
    <Field.Control
      className={styles.control}
      value={text}
      onValueChange={(typed: string) => onChange(typedInto(cell, typed, lang) ?? cell)}
      render={<textarea rows={Math.min(MOST_LINES, lines)} spellCheck={false} />}
    />
  )
}

/** What is no number goes as the text that was typed. */
function NumberEditor({ cell, onChange }: { cell: Cell; onChange: (cell: Cell) => void }) {
  const [typed, setTyped] = useState(() => fieldText(cell))
  const isNumber = typedInto(cell, typed, lang) !== null
  const commit = () => {
    if (typed === fieldText(cell)) return
    const next = typedInto(cell, typed, lang) ?? { kind: 'text', value: typed.trim() }
    onChange(next)
    if (next.kind === 'number') setTyped(fieldText(next))
  }
  return (
    <>
      <Field.Control
        className={styles.control}
        inputMode="decimal"
        autoComplete="off"
        value={typed}
        onValueChange={(next: string) => setTyped(next)}
        onBlur={commit}
        onKeyDown={({ key }) => {
          if (key === 'Enter') commit()
        }}
      />
      {!isNumber && <p className={styles.note}>Not a number: it goes as text.</p>}
    </>
  )
}

function MomentEditor({
  type,
  cell,
  onChange,
}: {
  type: 'date' | 'time' | 'datetime-local'
  cell: Cell
  onChange: (cell: Cell) => void
}) {
  return (
    <Field.Control
      className={styles.control}
      type={type}
      {...(type !== 'date' && { step: 1 })}
      defaultValue={fieldText(cell).replace(' ', 'T')}
      onChange={({ currentTarget: { value, validity } }) => {
        // Half of one is no value yet, and does not take the one that is there away.
        if (value !== '' && !validity.badInput) onChange(typedInto(cell, value, lang) ?? cell)
      }}
      onBlur={({ currentTarget: { value, validity } }) => {
        if (value === '' && !validity.badInput) onChange(EMPTY)
      }}
    />
  )
}
