import { oneLine } from '#extension/lib/one-line.ts'
import type { Suspect } from '#shared/contract/send.ts'
import { asText, type Cell } from '#shared/cells.ts'

/** A cell of a row that may be the one, beside what was sent to it. */
export type Compared = {
  /** What its column is called; where it has no name, `Column 3`. */
  name: string
  now: string
  /** Undefined where the cell is as it was sent; null where what was sent is not known any more. */
  was?: string | null
}

/**
 * What a row shows beside what was sent, without the cells that are empty and were.
 * @param sent the rows of the send, where they are still known
 */
export function compare({ cells, sentRow }: Suspect, sent: readonly Cell[][] | null): Compared[] {
  return cells.flatMap(({ text, header, sentCell, changed }, index) => {
    const name = headingOf(header, index)
    if (!changed) return text === '' ? [] : [{ name, now: text }]
    if (sentCell === null) return [{ name, now: text, was: '' }]
    const cell = sent?.[sentRow]?.[sentCell]
    return [{ name, now: text, was: sent ? (cell ? asText(cell) : '') : null }]
  })
}

/** What a row shows in one line. */
export function lineOf({ cells }: Suspect): string {
  return oneLine(cells.map(({ text }) => text))
}

/** `Row 7 · Title and Note changed`, `Row 7`. */
export function suspectWords({ row, cells }: Suspect): string {
  const changed = cells.flatMap(({ changed, header }, index) =>
    changed ? [headingOf(header, index)] : [],
  )
  const name = `Row ${row + 1}`
  const [first, second] = changed
  if (first === undefined) return name
  if (second === undefined) return `${name} · ${first} changed`
  return changed.length === 2
    ? `${name} · ${first} and ${second} changed`
    : `${name} · ${changed.length} cells changed`
}

function headingOf(header: string, index: number): string {
  return header.trim() === '' ? `Column ${index + 1}` : header
}
