import { rangeName, type Cells } from '#shared/a1.ts'
import type { SentPlace, Suspect, UndoOutcome, UndoRequest } from '#shared/contract/send.ts'
import { SheetsideError } from '#shared/errors.ts'
import type { SignedIn } from '#server/accounts/session.ts'
import type { Deps } from '#server/deps.ts'
import { fingerprintOfRow } from './fingerprint.ts'
import { noteUndo, recordedSend, type RecordedSend } from './history.ts'
import { removeRows } from './remove.ts'
import type { Present } from './search.ts'
import { look, type Sight } from './sight.ts'
import { tellOf } from './suspects.ts'
import type { Table } from './table.ts'
import { inTurn } from './turns.ts'

/**
 * Takes the rows of a send out of its sheet again, wherever they are by now: only rows that are compared
 * with what was sent. Where a row was edited since, or several look alike, the person is asked; what they
 * choose is removed only while it is what they saw.
 * @throws not_found, destination_changed, and what google/access.ts and Google's refusals say
 */
export async function undo(
  deps: Deps,
  { personId }: SignedIn,
  id: string,
  { chosen }: UndoRequest,
): Promise<UndoOutcome> {
  const { record } = await recordedSend(deps, personId, id)
  return inTurn(deps, record.target.spreadsheetId, async () => {
    // Read in its turn: whoever was before it may have undone the same.
    const send = await recordedSend(deps, personId, id)
    if (send.undoneAt) return { kind: 'undone', removed: 0 }
    const sight = await look(deps, personId, send)
    if (sight === null) return { kind: 'gone' }
    const { certain, suspects, why } = sight.found
    const agreed = chosen && agreedRows(sight, send, chosen)
    if (why !== null && !agreed) {
      const told = await suspectsOf(sight, send)
      return {
        kind: 'unsure',
        why,
        certain: certain.length,
        missing: missingOf(sight, send),
        suspects: told,
        more: suspects.length - told.length,
      }
    }
    // What was chosen may have become certain since: each row is removed once.
    const rows = [...new Set([...sight.cleared, ...certain, ...(agreed ?? [])])]
    if (rows.length === 0 && !agreed) return { kind: 'gone' }
    await noteUndo(deps, personId, id, 'begun')
    await removeRows(sight.book, sight.table, rows, id)
    await noteUndo(deps, personId, id, 'done')
    return { kind: 'undone', removed: rows.length }
  })
}

/** Where the first row of a send is now. @throws not_found where it is no longer there */
export async function placeOfSend(
  deps: Deps,
  { personId }: SignedIn,
  id: string,
): Promise<SentPlace> {
  const send = await recordedSend(deps, personId, id)
  const sight = await look(deps, personId, send)
  const [row = sight?.found.suspects[0]] = sight?.found.certain ?? []
  if (sight === null || row === undefined) throw gone()
  return placeAt(sight, row)
}

/** How many of its rows are not found for certain. */
function missingOf({ cleared, found }: Sight, { record: { rows } }: RecordedSend): number {
  return rows.length - cleared.length - found.certain.length
}

/** Those that the person chose, as long as each is what they saw. @throws conflict, invalid_input */
function agreedRows(
  sight: Sight,
  send: RecordedSend,
  chosen: NonNullable<UndoRequest['chosen']>,
): number[] {
  const { present, found } = sight
  const may = new Set([...found.suspects, ...found.certain])
  const byRow = new Map(present.map((each) => [each.row, each]))
  const rows = new Set(
    chosen.map(({ row, fingerprint }) => {
      const now = may.has(row) ? byRow.get(row) : undefined
      if (now && nameOf(now) === fingerprint) return row
      throw new SheetsideError(
        'conflict',
        'The sheet was changed in the meantime, so nothing was removed. Look at it again, and undo once more.',
      )
    }),
  )
  for (const row of found.certain) rows.delete(row)
  if (rows.size <= missingOf(sight, send)) return [...rows]
  throw new SheetsideError(
    'invalid_input',
    'More rows were chosen than were sent, so nothing was removed. Choose fewer.',
  )
}

const nameOf = ({ cells, others }: Present) => fingerprintOfRow([...cells, ...others])

async function suspectsOf(sight: Sight, { record }: RecordedSend): Promise<Suspect[]> {
  const { book, table, present, found } = sight
  const told = await tellOf(book, table, record.rows, present, found)
  return told.map(({ present: now, ...suspect }) => ({
    ...suspect,
    url: placeAt(sight, suspect.row).url,
    fingerprint: nameOf(now),
  }))
}

function rowOf({ cells }: Table, row: number): Cells {
  return { ...cells, startRow: row, endRow: row + 1 }
}

function placeAt({ table, url }: Sight, row: number): SentPlace {
  const range = rangeName(rowOf(table, row))
  return { range, url: `${url}#gid=${table.tab.sheetId}&range=${range}` }
}

function gone(): SheetsideError {
  return new SheetsideError(
    'not_found',
    'The row is no longer in its table. It may have been deleted.',
  )
}
