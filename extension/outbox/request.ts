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
  const { title, url, date, time, page } = clip
  const facts = { now: { date, time }, page: { ...page, title, url } }
  const rows = rowsFor(
    columns,
    { rows: clip.rows, headerRows: clip.headerRows, ...facts },
    typedCell,
  )
  const request = sendRequest.safeParse({
    id,
    destination: {
      account,
      spreadsheetId,
      sheetId,
      tableStart,
      ...(headerMark !== undefined && { headerMark }),
      columnMarks: columns.map(({ mark }) => mark ?? null),
    },
    rows,
    ...(isRemembered && { source: { title: title.slice(0, 500), url: url.slice(0, 2_000) } }),
  })
  if (!request.success || bytes(request.data) > SEND_BYTES) {
    throw new SheetsideError(
      'too_large',
      `This is too large for the sheet: a cell holds ${CELL_CHARACTERS.toLocaleString('en')} characters. Select less and send it again.`,
      { cause: request.error },
    )
  }
  return request.data
}

function bytes(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(value)).length
}
