import type { Cells } from '#shared/a1.ts'
import type { Book, Tab } from '#server/google/sheets.ts'

/** Columns that are put into the sheet before anything is written: so many, before this one. */
export type Inserted = { at: number; count: number }

/** A table without the columns that are asked for here. */
type Narrow = {
  tab: Tab
  size: NonNullable<Tab['size']>
  headerRow: number
  /** Columns of the destination. */
  columns: readonly number[]
  /** The table as Google sees it; null where there is none yet. */
  found: Cells | null
  /** Whether its first row names its columns. */
  isNamed: boolean
}

/**
 * The columns of cells that a row has beyond those of its destination: right of the last column that has
 * a name. What stands further right, a column apart, is another table: it moves aside as a whole.
 */
export async function columnsBeyond(
  book: Book,
  { tab, size, headerRow, columns, found, isNamed }: Narrow,
  count: number,
): Promise<{ columns: number[]; inserted: Inserted | null }> {
  const right = Math.max(...columns) + 1
  const end = Math.max(right, found?.endColumn ?? 0)
  const first = isNamed && end > right ? await afterNames(right, end) : right
  const beyond = Array.from({ length: count }, (_, index) => first + index)
  const missing = first + count - end
  if (missing <= 0 || end >= size.columns) return { columns: beyond, inserted: null }
  // One more, so that the two tables do not become one.
  const beside = { startColumn: end, endColumn: Math.min(end + missing + 1, size.columns) }
  const others = await book.entered(tab.title, { startRow: 0, endRow: size.rows, ...beside })
  const isFree = others.every((row) => row.every((cell) => cell === undefined))
  return { columns: beyond, inserted: isFree ? null : { at: end, count: missing } }

  async function afterNames(from: number, to: number): Promise<number> {
    const header = { startRow: headerRow, endRow: headerRow + 1, startColumn: from, endColumn: to }
    const [names = []] = await book.entered(tab.title, header)
    return from + names.findLastIndex((name) => name !== undefined) + 1
  }
}
