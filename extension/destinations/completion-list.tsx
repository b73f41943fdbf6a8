import { useId, useState, type KeyboardEvent, type TextareaHTMLAttributes } from 'react'
import { classNames } from '#extension/ui/class-names.ts'
import styles from './completion-list.module.css'
import { completionsAt, type Completions, type Typed } from './typing.ts'

type Control = Pick<
  TextareaHTMLAttributes<HTMLTextAreaElement>,
  'aria-autocomplete' | 'aria-controls' | 'aria-activedescendant' | 'onKeyDown'
>

export type ShownCompletions = {
  /** Null while there are none. */
  shown: Completions | null
  /** Of `shown.options`; -1 for none yet. */
  at: number
  listId: string
  optionId: (index: number) => string
  /** For the field's control. */
  control: Control
  choose: (index: number) => void
}

/**
 * What the name that is typed at the caret may become: the arrow keys go through it, Enter and Tab take
 * it, Escape sends it away until something else is typed.
 */
export function useCompletions({
  text,
  caret,
  onChoose,
}: {
  text: string
  /** Null where the field has no focus, or more than a place of it is selected. */
  caret: number | null
  onChoose: (typed: Typed) => void
}): ShownCompletions {
  const id = useId()
  const [marked, setMarked] = useState<{ text: string; at: number }>({ text, at: 0 })
  const [dismissed, setDismissed] = useState<string | null>(null)
  const found =
    caret === null || dismissed === text ? null : completionsAt({ text, start: caret, end: caret })
  const count = found?.options.length ?? 0
  const at = marked.text === text ? Math.min(marked.at, count - 1) : 0
  const listId = `${id}-list`
  const optionId = (index: number) => `${id}-${index}`
  const choose = (index: number) => {
    const option = found?.options[index]
    if (option) onChoose(option.result)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (!found || event.nativeEvent.isComposing) return
    switch (event.key) {
      case 'ArrowDown':
        setMarked({ text, at: (at + 1) % count })
        break
      case 'ArrowUp':
        setMarked({ text, at: (at - 1 + count) % count })
        break
      case 'Enter':
      case 'Tab':
        // Who wants to leave the field has not begun a name.
        if (event.shiftKey || (event.key === 'Tab' && found.begun === '')) return
        choose(at)
        break
      case 'Escape':
        setDismissed(text)
        break
      default:
        return
    }
    event.preventDefault()
    event.stopPropagation()
  }
  return {
    shown: found,
    at,
    listId,
    optionId,
    choose,
    control: {
      'aria-autocomplete': 'list',
      ...(found && { 'aria-controls': listId, 'aria-activedescendant': optionId(at) }),
      onKeyDown,
    },
  }
}

export function CompletionList({ completions }: { completions: ShownCompletions }) {
  const { shown, at, listId, optionId, choose } = completions
  if (!shown) return null
  return (
    <div
      id={listId}
      role="listbox"
      aria-label={shown.what === 'variable' ? 'Variables' : 'Filters'}
      className={styles.list}
    >
      {shown.options.map(({ name, words }, index) => (
        // The keys are those of the field, which keeps the focus.
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
        <div
          key={name}
          id={optionId(index)}
          role="option"
          tabIndex={-1}
          aria-selected={index === at}
          ref={(option) => {
            if (index === at) option?.scrollIntoView({ block: 'nearest' })
          }}
          className={classNames(styles.option, index === at && styles.marked)}
          // The field would lose the focus, and with it the list, before the click.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => choose(index)}
        >
          <span className={styles.name}>{name}</span>
          <span className={styles.words}>{words}</span>
        </div>
      ))}
    </div>
  )
}
