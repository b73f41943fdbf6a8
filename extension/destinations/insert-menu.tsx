import { Braces } from 'lucide-react'
import type { RefObject } from 'react'
import { IconButton } from '#extension/ui/icon-button.tsx'
import { Menu, MenuGroup, MenuItem, MenuSeparator } from '#extension/ui/menu.tsx'
import { filters } from '#shared/template/filters.ts'
import { variables } from '#shared/template/variables.ts'
import styles from './insert-menu.module.css'
import { hasExpression, withFilter, withVariable, type Typed } from './typing.ts'

/** All that can go into a template, to be put where the caret is. */
export function InsertMenu({
  name,
  text,
  typed,
  returnTo,
  onInsert,
}: {
  /** Of the column. */
  name: string
  text: string
  /** The template as it stands in its field, with what is selected there. */
  typed: () => Typed
  returnTo: RefObject<HTMLElement | null>
  onInsert: (typed: Typed) => void
}) {
  return (
    <Menu
      returnTo={returnTo}
      trigger={<IconButton size="small" label={`Insert into ${name}`} icon={<Braces />} />}
    >
      <MenuGroup label="Put in">
        {variables.map((variable) => (
          <MenuItem
            key={variable.name}
            onSelect={() => onInsert(withVariable(typed(), variable.name))}
          >
            <Line name={variable.name} words={variable.words} />
          </MenuItem>
        ))}
      </MenuGroup>
      <MenuSeparator />
      <MenuGroup label="Then change it">
        {filters.map((filter) => (
          <MenuItem
            key={filter.name}
            disabled={!hasExpression(text)}
            onSelect={() => {
              const changed = withFilter(typed(), filter.name)
              if (changed) onInsert(changed)
            }}
          >
            <Line name={filter.name} words={filter.words} />
          </MenuItem>
        ))}
      </MenuGroup>
    </Menu>
  )
}

function Line({ name, words }: { name: string; words: string }) {
  return (
    <span className={styles.line}>
      <span className={styles.words}>{words}</span> <code className={styles.name}>{name}</code>
    </span>
  )
}
