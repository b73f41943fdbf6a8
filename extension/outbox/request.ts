import { columnName, parseRange } from '#shared/a1.ts'
import { asText } from '#shared/cells.ts'
import type { Destination } from '#shared/contract/destination.ts'
import { sendRequest, type SendRequest } from '#shared/contract/send.ts'
import { SheetsideError } from '#shared/errors.ts'
import { CELL_CHARACTERS, SEND_BYTES } from '#shared/limits.ts'
import { rowsFor } from '#shared/template/rows-for.ts'
import { typedCell } from '#extension/capture/typed/typed-cell.ts'
import type { Clip } from './entry.ts'

/**
 * What goes over the wire for a clip: its rows through the destination's columns.
 * `isRemembered`: whether the server may keep, for the history, what is sent and from which page.
 * Throws `too_large` where a cell or the whole would not fit, so that nothing is cut silently.
 */
export function requestFor(
  id: string,
  clip: Clip,
  destination: Destination,
  isRemembered: boolean,
): SendRequest {
  const { account, spreadsheetId, sheetId, tableStart, headerMark, columns } = destination
  const { title, url } = clip
  return fittingRequest({
    id,
    destination: {
      account,
      spreadsheetId,
      sheetId,
      tableStart,
      ...(headerMark !== undefined && { headerMark }),
      columnMarks: columns.map(({ mark }) => mark ?? null),
    },
    rows: rowsFor(columns, factsOf(clip), typedCell),
    ...(isRemembered && { source: { title: title.slice(0, 500), url: url.slice(0, 2_000) } }),
  })
}

/** Whether a send is for this place: the same tab, through the same account. */
export function goesTo(
  { destination: to }: Pick<SendRequest, 'destination'>,
  { account, spreadsheetId, sheetId }: Destination,
): boolean {
  return to.account === account && to.spreadsheetId === spreadsheetId && to.sheetId === sheetId
}

/** A clip as templates see it. */
export function factsOf({ rows, headerRows, title, url, date, time, page }: Clip) {
  return { rows, headerRows, now: { date, time }, page: { ...page, title, url } }
}

/** The request, if Google takes one like it; throws `too_large`, which says by how much it does not. */
export function fittingRequest(wanted: SendRequest): SendRequest {
  refuseLongCell(wanted)
  const request = sendRequest.safeParse(wanted)
  if (!request.success) {
    throw new SheetsideError('too_large', 'There is nothing in it that a sheet could hold.', {
      cause: request.error,
    })
  }
  const size = bytes(request.data)
  if (size > SEND_BYTES) throw tooLarge(request.data.rows.length, size)
  return request.data
}

function refuseLongCell({ rows, destination: { tableStart } }: SendRequest): void {
  for (const row of rows) {
    const at = row.findIndex((cell) => asText(cell).length > CELL_CHARACTERS)
    const cell = row[at]
    if (cell === undefined) continue
    const has = asText(cell).length.toLocaleString('en')
    const holds = CELL_CHARACTERS.toLocaleString('en')
    const column = columnName((parseRange(tableStart)?.startColumn ?? 0) + at)
    throw new SheetsideError(
      'too_large',
      `A cell in column ${column} would have ${has} characters, and a cell holds ${holds} characters at most. Select less and send it again.`,
    )
  }
}

/** Half a request is no answer: a part of it could fail, so the person says how to cut it. */
function tooLarge(rows: number, size: number): SheetsideError {
  const most = Math.max(1, Math.floor((rows * SEND_BYTES) / size / 10) * 10)
  const advice =
    rows > 1
      ? `Select about ${most.toLocaleString('en')} rows at a time and send them one after the other.`
      : 'Select less and send it again.'
  return new SheetsideError(
    'too_large',
    `This is ${rows.toLocaleString('en')} ${rows === 1 ? 'row' : 'rows'} and ${megabytes(size)} MB. At most ${megabytes(SEND_BYTES)} MB go in one send. ${advice}`,
  )
}

function megabytes(count: number): string {
  return (count / 1_000_000).toLocaleString('en', { maximumFractionDigits: 1 })
}

function bytes(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(value)).length
}
