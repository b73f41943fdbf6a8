import type { StoredFile } from '#test/google/drive/files.ts'
import { atLeast } from '#test/google/drive/permission.ts'
import { pathNumber, readable, writable, type Call } from '#test/google/http/call.ts'
import { invalid, notFound } from '#test/google/http/errors.ts'
import { below, type Mask } from '#test/google/http/field-mask.ts'
import { newFileId } from '#test/google/ids.ts'
import { checkInGrid, parseRange, type SheetBox } from '#test/google/sheets/book/a1.ts'
import { sheetById, type Book } from '#test/google/sheets/book/book.ts'
import { filterRanges } from '#test/google/sheets/book/data-filter.ts'
import type { DataFilter } from '#test/google/sheets/book/metadata.ts'
import { renderSpreadsheet, sheetProperties } from '#test/google/sheets/describe/spreadsheet.ts'
import { calculate } from '#test/google/sheets/formulas/calculation.ts'
import { loseAll } from '#test/google/sheets/formulas/lost.ts'
import { applyRequests } from '#test/google/sheets/requests/batch-update.ts'
import { copiedSheet } from '#test/google/sheets/requests/copy-sheet.ts'
import { makeBook } from '#test/google/sheets/requests/make-book.ts'
import type { Draft } from '#test/google/sheets/requests/request.ts'
import { isTrue } from '#test/google/sheets/values/options.ts'
import type { World } from '#test/google/world.ts'

/** The methods of `spreadsheets` and `spreadsheets.sheets`. */
export const SPREADSHEET_METHODS: Record<string, (call: Call, mask: Mask | null) => unknown> = {
  'spreadsheets.create': (call, mask) => {
    const { world, access, body } = call
    const { projectId } = access.client
    const { book, title } = makeBook(body, projectId, world.now())
    const file = world.files.create(newFileId(), title, access.person, projectId, book)
    return describe(call, file, { mask })
  },

  'spreadsheets.get': (call, mask) => {
    const file = readable(call)
    const ranges = call.query.getAll('ranges')
    return describe(call, file, {
      mask,
      ranges: readRanges(file.book, ranges),
      gridData: isTrue(call.query.get('includeGridData')),
      withoutTableBands: isTrue(call.query.get('excludeTablesInBandedRanges')),
    })
  },

  'spreadsheets.getByDataFilter': (call, mask) => {
    const file = readable(call)
    const { dataFilters = [], includeGridData, excludeTablesInBandedRanges } = call.body
    const { projectId } = call.access.client
    const ranges = (dataFilters as DataFilter[]).flatMap((filter) =>
      filterRanges(file.book, filter, projectId),
    )
    for (const range of ranges) checkInGrid(range)
    return describe(call, file, {
      mask,
      ranges: (dataFilters as DataFilter[]).length > 0 ? ranges : null,
      gridData: includeGridData === true,
      withoutTableBands: excludeTablesInBandedRanges === true,
    })
  },

  'spreadsheets.batchUpdate': batchUpdate,

  'sheets.copyTo': (call) => {
    const source = readable(call)
    const sheetId = pathNumber(call, 'sheet_id')
    const sheet = sheetById(source.book, sheetId)
    if (!sheet) throw invalid(`No sheet with id: ${String(sheetId)}`)
    const id = call.body['destinationSpreadsheetId']
    const file = typeof id === 'string' ? call.world.files.find(id) : undefined
    if (!file) throw notFound()
    return call.world.files.edit(writableFile(call, file), call.access.person, (book) => {
      const copy = copiedSheet(sheet, book, {})
      book.sheets = [...book.sheets, copy]
      if (file.id !== call.operation.id) loseAll(copy)
      return sheetProperties(copy, book.sheets.length - 1)
    })
  },
}

function writableFile(call: Call, file: StoredFile): StoredFile {
  return writable({ ...call, operation: { ...call.operation, id: file.id } })
}

function editUrl(world: World, file: StoredFile): string {
  return `${world.url}/spreadsheets/d/${file.id}/edit`
}

/** null for none: then it is about everything. */
function readRanges(book: Book, ranges: readonly string[]): SheetBox[] | null {
  if (ranges.length === 0) return null
  return ranges.map((text) => {
    const range = parseRange(book, text)
    checkInGrid(range)
    return range
  })
}

function describe(
  call: Call,
  file: StoredFile,
  wanted: {
    mask: Mask | null
    ranges?: readonly SheetBox[] | null
    gridData?: boolean
    withoutTableBands?: boolean
  },
): unknown {
  const { world, access } = call
  return renderSpreadsheet(calculate(file.book, world.now()), {
    id: file.id,
    title: file.name,
    url: editUrl(world, file),
    ranges: null,
    gridData: false,
    projectId: access.client.projectId,
    viewer: world.files.viewerOf(file, access.person),
    ...wanted,
  })
}

function writersOf({ permissions }: StoredFile): string[] {
  return permissions.flatMap(({ role, emailAddress }) =>
    emailAddress !== undefined && atLeast(role, 'writer') ? [emailAddress] : [],
  )
}

function batchUpdate(call: Call, mask: Mask | null): unknown {
  const { world, access, body } = call
  const requests = body['requests']
  if (!Array.isArray(requests) || requests.length === 0) {
    throw invalid('Must specify at least one request.')
  }
  const file = writable(call)
  const describes = body['includeSpreadsheetInResponse'] === true
  const { projectId } = access.client
  const { replies, title, ranges } = world.files.edit(file, access.person, (book) => {
    const draft: Draft = {
      book,
      title: file.name,
      projectId,
      now: world.now(),
      metadataFollowsSort: world.metadataFollowsSort,
      writers: writersOf(file),
    }
    const replies = applyRequests(draft, requests)
    // A range that does not exist undoes the batch, too.
    const ranges = describes ? readRanges(book, (body['responseRanges'] ?? []) as string[]) : null
    return { replies, title: draft.title, ranges }
  })
  file.name = title
  const answer = { spreadsheetId: file.id, replies }
  if (!describes) return answer
  const gridData = body['responseIncludeGridData'] === true
  // With a mask it is the mask that asks for grid data [D].
  const inner = (mask && below(mask, 'updatedSpreadsheet')) ?? null
  const wanted = { mask: inner === true ? null : inner, ranges, gridData }
  return { ...answer, updatedSpreadsheet: describe(call, file, wanted) }
}
