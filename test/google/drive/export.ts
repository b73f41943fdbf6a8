import { EXPORT_FORMATS } from './describe-content.ts'
import { Download } from './download.ts'
import { badParameter, notBuilt, refused } from './errors.ts'
import { findItem, needs } from './find-item.ts'
import { isSpreadsheet, type StoredFile } from './item.ts'
import { given } from './parameters.ts'
import type { Call } from '#test/google/http/call.ts'
import type { Sheet } from '#test/google/sheets/book/book.ts'
import { calculate } from '#test/google/sheets/formulas/calculation.ts'
import { readBox } from '#test/google/sheets/values/values.ts'

/** files.export: the first sheet as text. */
export function exportFile(call: Call): Download {
  const mimeType = given(call.query, 'mimeType')
  if (mimeType === undefined) {
    throw badParameter('mimeType', 'Required parameter: mimeType', 'required')
  }
  const item = findItem(call, { anyDrive: true })
  if (item.copyRequiresWriterPermission) needs(call, item, 'writer')
  if (!isSpreadsheet(item)) {
    throw refused('fileNotExportable', 'Export only supports Docs Editors files.')
  }
  const format = EXPORT_FORMATS.get(mimeType)
  const [sheet] = item.book.sheets
  if (format === undefined || !sheet) throw unsupported()
  return new Download(mimeType, exportSheet(item, sheet, format, call.world.now()))
}

/** Recorded for other kinds of files in public error reports. */
function unsupported(): Error {
  return badParameter('convertTo', 'The requested conversion is not supported.', 'badRequest')
}

/**
 * A sheet as `csv` or `tsv`: what its cells show, every row as wide as the widest.
 * @throws DriveError for the formats that are not built.
 */
export function exportSheet(file: StoredFile, sheet: Sheet, format: string, now: number): string {
  if (format === 'csv') return table(file, sheet, now, ',', quoted)
  if (format === 'tsv') return table(file, sheet, now, '\t', onOneLine)
  throw notBuilt(`exports as ${format}`)
}

function table(
  { book }: StoredFile,
  sheet: Sheet,
  now: number,
  separator: string,
  write: (text: string) => string,
): string {
  const { rowCount, columnCount } = sheet.grid
  const box = { startRow: 0, endRow: rowCount, startColumn: 0, endColumn: columnCount }
  const rendering = {
    render: 'FORMATTED_VALUE',
    dates: 'FORMATTED_STRING',
    major: 'ROWS',
  } as const
  // Formatted values are texts.
  const rows = (readBox(calculate(book, now), sheet, box, rendering).values ?? []) as string[][]
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0)
  return rows
    .map((row) =>
      Array.from({ length: width }, (_, column) => write(row[column] ?? '')).join(separator),
    )
    .join('\r\n')
}

/** Tabs and ends of line would tear the table apart: a space stands for them. */
function onOneLine(text: string): string {
  return text.replaceAll(/[\t\r\n]/g, ' ')
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
