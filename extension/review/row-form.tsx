import { EMPTY, type Cell } from '#shared/cells.ts'
import { CellField } from './cell-field.tsx'
import styles from './row-form.module.css'

/** One row, a field a column. */
export function RowForm({
  headings,
  row,
  onChange,
}: {
  headings: readonly string[]
  row: readonly Cell[]
  onChange: (row: Cell[]) => void
}) {
  return (
    <div className={styles.form}>
      {headings.map((heading, index) => (
        <CellField
          // Headers may repeat; their order does not change.
          // oxlint-disable-next-line react/no-array-index-key
          key={index}
          heading={heading}
          cell={row[index] ?? EMPTY}
          onChange={(cell) => onChange(replaced(row, index, cell, headings.length))}
        />
      ))}
    </div>
  )
}

/** A row with another cell at `index`, filled up to there where it was shorter. */
function replaced(row: readonly Cell[], index: number, cell: Cell, width: number): Cell[] {
  return Array.from({ length: Math.min(width, Math.max(row.length, index + 1)) }, (_, at) =>
    at === index ? cell : (row[at] ?? EMPTY),
  )
}
