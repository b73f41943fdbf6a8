import { asText, cell, text, type Cell } from '#shared/cells.ts'
import { sendRequest, type Destination, type SendRequest } from '#shared/contract/send.ts'
import { SheetsideError } from '#shared/errors.ts'
import { CELL_CHARACTERS, SEND_BYTES } from '#shared/limits.ts'
import { renderRow } from '#shared/template.ts'
import type { Clip } from './entry.ts'

/**
 * What goes over the wire for a clip: each of its rows through the destination's columns.
 * Throws `too_large` where a cell or the whole would not fit, so that nothing is cut silently.
 */
export function requestFor(id: string, clip: Clip, destination: Destination): SendRequest {
  const { account, spreadsheetId, sheetId, tableStart } = destination
  const request = sendRequest.safeParse({
    id,
    destination: { account, spreadsheetId, sheetId, tableStart },
    rows: clip.rows.map((row) =>
      renderRow(destination.columns, {
        selection: selectionOf(row),
        title: text(clip.title),
        url: link(clip.url),
        date: { kind: 'date', value: clip.date },
      }),
    ),
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

/** One captured cell keeps its type; a row of several is its text, as a spreadsheet would paste it. */
function selectionOf(row: readonly Cell[]): Cell {
  const [first, ...rest] = row
  return first && rest.length === 0 ? first : text(row.map(asText).join('\t'))
}

/** The page's address, to be clicked in the sheet where it is one that leads anywhere. */
function link(url: string): Cell {
  const linked = cell.safeParse({ kind: 'text', value: url, link: url })
  return linked.success ? linked.data : text(url)
}
