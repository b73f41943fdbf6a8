import { BETWEEN, oneLine } from '#extension/lib/one-line.ts'
import type { Entry } from '#extension/outbox/entry.ts'
import { asText, type Cell } from '#shared/cells.ts'
import type { SentItem } from '#shared/contract/send.ts'

/** What is known here of a send. */
export type Sent = {
  /** `Reading list › Sheet1`; null where it is not known. */
  place: string | null
  /** Its first row in a line of text; empty where nothing of it was kept. */
  preview: string
  /** Its rows, as long as the outbox keeps them. */
  rows: Cell[][] | null
}

/** Puts together what the outbox and the history say of a send. `send` is the id that the server knows. */
export function sentOf(send: string, outbox: readonly Entry[], items: readonly SentItem[]): Sent {
  const entry = outbox.find(({ request }) => request?.id === send)
  const item = items.find(({ id }) => id === send)
  const rows = entry?.request?.rows ?? null
  return {
    place: item?.place ?? entry?.destinationName ?? null,
    preview: rows ? oneLine((rows[0] ?? []).map(asText)) : (item?.preview ?? ''),
    rows,
  }
}

/** What was sent without the page's own title and address, which stand below it; all of it where nothing else is in it. */
export function ownWords({ preview, source }: Pick<SentItem, 'preview' | 'source'>): string {
  if (source === null) return preview
  // A title may itself read as several cells.
  const title = oneLine([source.title]).split(BETWEEN)
  const own = without(without(preview.split(BETWEEN), title), [source.url])
  return own.length === 0 ? preview : own.join(BETWEEN)
}

function without(cells: readonly string[], run: readonly string[]): readonly string[] {
  const at = cells.findIndex((_, start) =>
    run.every((words, offset) => cells[start + offset] === words),
  )
  return at === -1 ? cells : without(cells.toSpliced(at, run.length), run)
}
