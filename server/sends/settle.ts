import { rangeName, type Cells } from '#shared/a1.ts'
import type { SendResult } from '#shared/contract/send.ts'
import type { Book, Outline } from '#server/google/sheets.ts'
import { ANCHOR, KEY } from './batch.ts'
import type { Job, Sending } from './deliver.ts'
import { settleEntry } from './ledger.ts'
import { recordOf } from './record.ts'
import type { Settled } from './settled.ts'
import { gridTab, startOf } from './table.ts'

/** What became of a send, by its key in the spreadsheet. */
export type Fate = 'written' | 'key_taken'

/** The fate of each send, by its id; none for those of which nothing was written. */
export async function fatesOf(book: Book, jobs: readonly Job[]): Promise<Map<string, Fate>> {
  const found = await book.metadata(jobs.map(({ entry }) => entry.keyId))
  const fates = jobs.flatMap(({ entry: { id, keyId } }): [string, Fate][] => {
    const key = found.find(({ metadataId }) => metadataId === keyId)
    if (!key) return []
    const isOurs = key.metadataKey === KEY && key.metadataValue === id
    return [[id, isOurs ? 'written' : 'key_taken']]
  })
  return new Map(fates)
}

/** Settles those of the sends, begun before, whose rows stand in the sheet after all. */
export async function settleWritten(sending: Sending, jobs: Job[]): Promise<Settled[]> {
  if (jobs.length === 0) return []
  const fates = await fatesOf(sending.book, jobs)
  const written = jobs.filter(({ entry }) => fates.get(entry.id) === 'written')
  return settleFound(sending, written, await sending.book.outline())
}

/** Settles sends whose rows are found in the sheet although no answer said so. */
export async function settleFound(
  sending: Sending,
  jobs: Job[],
  outline: Outline,
): Promise<Settled[]> {
  if (jobs.length === 0) return []
  const { deps, book } = sending
  deps.log.info({ sends: jobs.map(({ entry }) => entry.id) }, 'sends found to be written')
  const anchors = await book.marks(
    ...jobs.map(({ entry }) => ({ metadataKey: ANCHOR, metadataValue: entry.id })),
  )
  return Promise.all(
    jobs.map((job) => {
      const anchor = anchors.find(({ value }) => value === job.entry.id)
      return settleAt(sending, job, outline, !!anchor, anchor && rowsFrom(anchor.index, job))
    }),
  )
}

/** Where its columns were is looked for no more: the rows are what one wants to see. */
function rowsFrom(startRow: number, { request, cells }: Job): Cells {
  const endRow = startRow + request.rows.length
  if (cells) return { ...cells, startRow, endRow }
  const { startColumn } = startOf(request.destination)
  const width = Math.max(...request.rows.map((row) => row.length))
  return { startRow, startColumn, endRow, endColumn: startColumn + width }
}

/**
 * @param isMarked whether an anchor tells where its rows are
 * @param cells where its rows stand; where nothing tells any more, where they were asked for
 */
export async function settleAt(
  { deps, target }: Sending,
  { request, entry, cells: asked }: Job,
  { title, url, sheets }: Outline,
  isMarked: boolean,
  cells: Cells = asked ?? startOf(target),
): Promise<Settled> {
  const { spreadsheetId, sheetId } = target
  const { tab } = gridTab({ sheets }, sheetId)
  const range = rangeName(cells)
  const result: SendResult = {
    id: entry.id,
    spreadsheetId,
    sheetId,
    sheetTitle: tab.title,
    range,
    url: `${url}#gid=${sheetId}&range=${range}`,
    sentAt: deps.now().toISOString(),
  }
  await settleEntry(deps, entry, result, recordOf(request, `${title} › ${tab.title}`, isMarked))
  return { id: entry.id, result }
}
