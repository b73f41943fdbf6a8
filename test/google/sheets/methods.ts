import type { Draft } from '#test/google/sheets/requests/request.ts'
import { applyRequests } from '#test/google/sheets/requests/batch-update.ts'
import { makeSheet } from '#test/google/sheets/requests/sheets.ts'
import { calculate } from '#test/google/sheets/formulas/calculation.ts'
import { newBook, newSheet } from '#test/google/sheets/book/book.ts'
import { readable, writable, type Call } from '#test/google/http/call.ts'
import { ApiError, invalid } from '#test/google/http/errors.ts'
import { merge, parseMask, pick, type Mask } from '#test/google/http/field-mask.ts'
import { viewerOf, type StoredFile } from '#test/google/drive/files.ts'
import { newFileId } from '#test/google/ids.ts'
import {
  getMetadata,
  searchMetadata,
  toWire,
  type DataFilter,
} from '#test/google/sheets/book/metadata.ts'
import { checkMask, checkQuery } from '#test/google/http/schema.ts'
import { renderSpreadsheet } from '#test/google/sheets/describe/spreadsheet.ts'
import { VALUE_METHODS } from '#test/google/sheets/values/methods.ts'
import type { World } from '#test/google/world.ts'

/** Google Sheets v4. https://developers.google.com/workspace/sheets/api/reference/rest */
export function answerSheets(call: Call): unknown {
  const shape = SHAPES[call.operation.name]
  if (shape) checkQuery(call.query, `Params$Resource$Spreadsheets$${shape.params}`)
  const mask = readMask(call.query)
  if (mask && shape) checkMask(mask, shape.answer)
  const answer = METHODS[call.operation.name]
  if (!answer) throw new ApiError(501, `${call.operation.name} is not implemented.`)
  const body = answer(call, mask)
  return mask ? pick(body, mask) : body
}

/** The names of a method's parameters and answer in the declarations of Google's client. */
const SHAPES: Record<string, { params: string; answer: string }> = {
  'spreadsheets.create': { params: 'Create', answer: 'Spreadsheet' },
  'spreadsheets.get': { params: 'Get', answer: 'Spreadsheet' },
  'spreadsheets.batchUpdate': { params: 'Batchupdate', answer: 'BatchUpdateSpreadsheetResponse' },
  'values.get': { params: 'Values$Get', answer: 'ValueRange' },
  'values.batchGet': { params: 'Values$Batchget', answer: 'BatchGetValuesResponse' },
  'values.update': { params: 'Values$Update', answer: 'UpdateValuesResponse' },
  'values.batchUpdate': { params: 'Values$Batchupdate', answer: 'BatchUpdateValuesResponse' },
  'values.append': { params: 'Values$Append', answer: 'AppendValuesResponse' },
  'values.clear': { params: 'Values$Clear', answer: 'ClearValuesResponse' },
  'values.batchClear': { params: 'Values$Batchclear', answer: 'BatchClearValuesResponse' },
  'developerMetadata.get': { params: 'Developermetadata$Get', answer: 'DeveloperMetadata' },
  'developerMetadata.search': {
    params: 'Developermetadata$Search',
    answer: 'SearchDeveloperMetadataResponse',
  },
}

function readMask(query: URLSearchParams): Mask | null {
  const fields = query.getAll('fields')
  const text = fields.filter((field) => field !== '')
  if (text.length === 0) return null
  return text.map(parseMask).reduce(merge)
}

const METHODS: Record<string, (call: Call, mask: Mask | null) => unknown> = {
  ...VALUE_METHODS,
  'spreadsheets.create': create,
  'spreadsheets.get': (call, mask) => {
    const file = readable(call)
    return describe(call, file, mask, call.query.getAll('ranges'))
  },
  'spreadsheets.batchUpdate': batchUpdate,
  'developerMetadata.get': (call) => {
    const { book } = readable(call)
    const id = Number(call.operation.range)
    return toWire(getMetadata(book, id, call.access.client.projectId))
  },
  'developerMetadata.search': (call) => {
    const { book } = readable(call)
    const filters = (call.body['dataFilters'] ?? []) as DataFilter[]
    const found = searchMetadata(book, filters, call.access.client.projectId)
    return found.length > 0 ? { matchedDeveloperMetadata: found } : {}
  },
}

function create({ world, access, body }: Call, mask: Mask | null): unknown {
  const properties = (body['properties'] ?? {}) as Record<string, string>
  const given = (body['sheets'] ?? []) as { properties?: Parameters<typeof makeSheet>[1] }[]
  const book = newBook([])
  for (const { properties = {} } of given) book.sheets.push(makeSheet(book, properties))
  if (book.sheets.length === 0) book.sheets.push(newSheet({ title: 'Sheet1' }))
  book.locale = properties['locale'] ?? 'en_US'
  book.timeZone = properties['timeZone'] ?? 'Etc/GMT'
  const title = properties['title'] ?? 'Untitled spreadsheet'
  const { projectId } = access.client
  const file = world.files.create(newFileId(), title, access.person, projectId, book)
  return renderSpreadsheet(calculate(book, world.now()), {
    id: file.id,
    title,
    url: editUrl(world, file),
    ranges: [],
    gridData: false,
    mask,
    projectId,
    viewer: viewerOf(file, access.person),
  })
}

export function editUrl(world: World, file: StoredFile): string {
  return `${world.url}/spreadsheets/d/${file.id}/edit`
}

function describe(
  call: Call,
  file: StoredFile,
  mask: Mask | null,
  ranges: readonly string[],
): unknown {
  return renderSpreadsheet(calculate(file.book, call.world.now()), {
    id: file.id,
    title: file.name,
    url: editUrl(call.world, file),
    ranges,
    gridData: /^true$/i.test(call.query.get('includeGridData') ?? ''),
    mask,
    projectId: call.access.client.projectId,
    viewer: viewerOf(file, call.access.person),
    withoutTableBands: /^true$/i.test(call.query.get('excludeTablesInBandedRanges') ?? ''),
  })
}

function batchUpdate(call: Call): unknown {
  const requests = call.body['requests']
  if (!Array.isArray(requests) || requests.length === 0) {
    throw invalid('Must specify at least one request.')
  }
  const file = writable(call)
  const { projectId } = call.access.client
  const { replies, title } = call.world.files.edit(file, call.access.person, (book) => {
    const draft: Draft = { book, title: file.name, projectId, now: call.world.now() }
    return { replies: applyRequests(draft, requests), title: draft.title }
  })
  file.name = title
  const include = call.body['includeSpreadsheetInResponse'] === true
  const ranges = (call.body['responseRanges'] ?? []) as string[]
  return {
    spreadsheetId: file.id,
    replies,
    ...(include
      ? {
          updatedSpreadsheet: renderSpreadsheet(calculate(file.book, call.world.now()), {
            id: file.id,
            title: file.name,
            url: editUrl(call.world, file),
            ranges,
            gridData: call.body['responseIncludeGridData'] === true,
            mask: null,
            projectId,
            viewer: viewerOf(file, call.access.person),
          }),
        }
      : {}),
  }
}
