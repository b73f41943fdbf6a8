import type { Destination } from '#shared/contract/destination.ts'
import { columnName, parseRange } from '#shared/a1.ts'
import styles from './column-fields.module.css'
import { columnKey, templatesIn, type Draft } from './draft.ts'
import type { Example } from './example.ts'
import { TemplateField } from './template-field.tsx'

/** Every column of a destination, with what fills it. */
export function ColumnFields({
  destination: { columns, tableStart },
  draft,
  example,
  onTemplate,
}: {
  destination: Destination
  draft: Draft
  example: Example
  onTemplate: (key: string, template: string) => void
}) {
  const first = parseRange(tableStart)?.startColumn ?? 0
  const templates = templatesIn(draft, columns)
  return (
    <section className={styles.section} aria-labelledby="what-goes-where">
      <h3 className={styles.heading} id="what-goes-where">
        What goes into which column
      </h3>
      <p className={styles.example}>
        Tried on {example.kind === 'own' ? 'your last selection, from' : 'a made-up page,'} “
        {example.facts.page.title}”.
      </p>
      {columns.map((column, index) => {
        const key = columnKey(column, index)
        const letter = columnName(first + index)
        return (
          <TemplateField
            key={key}
            header={column.header.trim()}
            letter={letter}
            value={templates[index] ?? ''}
            facts={example.facts}
            onChange={(template) => onTemplate(key, template)}
          />
        )
      })}
    </section>
  )
}
