import type { Context } from 'hono'
import { appendValues } from './append.ts'
import type { Draft } from './batch-request.ts'
import { applyRequests } from './batch-update.ts'
import { makeSheet } from './batch-sheets.ts'
import { newBook, newSheet, type Book } from './book.ts'
import { ApiError, badField, forbidden, invalid, notFound } from './errors.ts'
import { merge, parseMask, pick, type Mask } from './field-mask.ts'
import type { StoredFile } from './files.ts'
import { roleOf } from './gate.ts'
import { newFileId } from './ids.ts'
import { getMetadata, searchMetadata, toWire, type DataFilter } from './metadata.ts'
import type { Operation } from './operations.ts'
import { checkMask, checkQuery } from './schema.ts'
import { renderSpreadsheet } from './spreadsheet.ts'
import type { AccessToken } from './tokens.ts'
import {
  clearValues,
  getValues,
  readBox,
  readValues,
  updateValues,
  type Update,
  type ValueRange,
  type Writing,
} from './values.ts'
import { readInput, readInsert, readMajor, readRendering } from './value-options.ts'
import type { World } from './world.ts'

/** One call of the Sheets API. */
export type Call = {
  world: World
  access: AccessToken
  operation: Operation
  query: URLSearchParams
  /** The parsed JSON body; `{}` for none. */
  body: Record<string, unknown>
}

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
  'spreadsheets.create': create,
  'spreadsheets.get': (call, mask) => {
    const file = readable(call)
    return describe(call, file, mask, call.query.getAll('ranges'))
  },
  'spreadsheets.batchUpdate': batchUpdate,
  'values.get': (call) =>
    getValues(readable(call).book, call.operation.range, readRendering(call.query)),
  'values.batchGet': (call) => {
    const file = readable(call)
    const rendering = readRendering(call.query)
    return {
      spreadsheetId: file.id,
      valueRanges: each(call.query.getAll('ranges'), 'range', (range) =>
        getValues(file.book, range, rendering),
      ),
    }
  },
  'values.update': (call) => {
    const writing = readWriting(call)
    const body = readValueRange(call.body, call.operation.range)
    const values = readValues(body)
    return edit(call, (book) => {
      const { update, target } = updateValues(book, call.operation.range, values, writing)
      return withValues(call, update, () => readBox(target.sheet, target.box, response(call)))
    })
  },
  'values.batchUpdate': batchUpdateValues,
  'values.append': (call) => {
    const writing = readWriting(call)
    const insert = readInsert(call.query)
    const values = readValues(readValueRange(call.body, call.operation.range))
    return edit(call, (book) => {
      const { range } = call.operation
      const { tableRange, update, sheet, written } = appendValues(
        book,
        range,
        values,
        insert,
        writing,
      )
      return {
        spreadsheetId: call.operation.id,
        ...(tableRange !== null ? { tableRange } : {}),
        updates: withValues(call, update, () => readBox(sheet, written, response(call))),
      }
    })
  },
  'values.clear': (call) =>
    edit(call, (book) => ({
      spreadsheetId: call.operation.id,
      clearedRange: clearValues(book, call.operation.range),
    })),
  'values.batchClear': (call) =>
    edit(call, (book) => ({
      spreadsheetId: call.operation.id,
      clearedRanges: each((call.body['ranges'] ?? []) as string[], 'ranges', (range) =>
        clearValues(book, range),
      ),
    })),
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

/** The file, when the person may read it. Others' files are known to exist: 403, not 404. Recorded. */
function readable({ world, access, operation }: Call): StoredFile {
  const file = world.files.find(operation.id)
  if (!file) throw notFound()
  const role = roleOf(file, access)
  // With drive.file alone, what was not opened for the app does not exist.
  if (role === null && file.access.has(access.person.sub)) throw notFound()
  if (role === null) throw forbidden()
  return file
}

function writable(call: Call): StoredFile {
  const file = readable(call)
  if (roleOf(file, call.access) === 'reader') throw forbidden()
  return file
}

function edit<T>(call: Call, change: (book: Book) => T): T {
  return call.world.files.edit(writable(call), call.access.person, change)
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
  return renderSpreadsheet(book, {
    id: file.id,
    title,
    url: editUrl(world, file),
    ranges: [],
    gridData: false,
    mask,
    projectId,
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
  return renderSpreadsheet(file.book, {
    id: file.id,
    title: file.name,
    url: editUrl(call.world, file),
    ranges,
    gridData: /^true$/i.test(call.query.get('includeGridData') ?? ''),
    mask,
    projectId: call.access.client.projectId,
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
    const draft: Draft = { book, title: file.name, projectId }
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
          updatedSpreadsheet: renderSpreadsheet(file.book, {
            id: file.id,
            title: file.name,
            url: editUrl(call.world, file),
            ranges,
            gridData: call.body['responseIncludeGridData'] === true,
            mask: null,
            projectId,
          }),
        }
      : {}),
  }
}

function readWriting(call: Call): Writing {
  return {
    spreadsheetId: call.operation.id,
    input: readInput(call.query),
    year: new Date(call.world.now()).getUTCFullYear(),
  }
}

/** A range in the body has to be the one of the address. */
function readValueRange(body: Record<string, unknown>, range: string): ValueRange {
  const given = body['range']
  if (typeof given === 'string' && given !== '' && given !== range) {
    throw invalid(`Requested range [${range}] does not match the range of the values [${given}].`)
  }
  return { ...(body as ValueRange), majorDimension: readMajor(new Map(Object.entries(body))) }
}

function response(call: Call): ReturnType<typeof readRendering> {
  return readRendering(call.query, 'response')
}

function withValues(call: Call, update: Update, read: () => ValueRange): object {
  if (!/^true$/i.test(call.query.get('includeValuesInResponse') ?? '')) return update
  return { ...update, updatedData: read() }
}

/** Errors say which of several ranges was wrong: `Invalid range[0]: …`, `Invalid data[0]: …`. */
function each<T, R>(items: readonly T[], name: string, answer: (item: T, index: number) => R): R[] {
  return items.map((item, index) => {
    try {
      return answer(item, index)
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 400) throw error
      throw new ApiError(400, `Invalid ${name}[${String(index)}]: ${error.message}`)
    }
  })
}

function batchUpdateValues(call: Call): unknown {
  const options = new Map(Object.entries(call.body))
  const writing = {
    spreadsheetId: call.operation.id,
    input: readInput(options),
    year: new Date(call.world.now()).getUTCFullYear(),
  }
  const data = (call.body['data'] ?? []) as Record<string, unknown>[]
  if (!Array.isArray(data)) {
    throw badField('data', `Invalid value at 'data', ${JSON.stringify(data)}`)
  }
  return edit(call, (book) => {
    const rows = new Set<string>()
    const columns = new Set<string>()
    const sheets = new Set<number>()
    let cells = 0
    const responses = each(data, 'data', (item, index) => {
      const range = typeof item['range'] === 'string' ? item['range'] : ''
      const body = {
        ...(item as ValueRange),
        majorDimension: readMajor(new Map(Object.entries(item))),
      }
      const values = readValues(body, `data[${String(index)}].values`)
      const { update, target } = updateValues(book, range, values, writing)
      const { sheetId } = target.sheet.properties
      sheets.add(sheetId)
      for (let row = target.box.startRow; row < target.box.endRow; row += 1) {
        rows.add(`${String(sheetId)} ${String(row)}`)
      }
      for (let at = target.box.startColumn; at < target.box.endColumn; at += 1) {
        columns.add(`${String(sheetId)} ${String(at)}`)
      }
      cells += update.updatedCells ?? 0
      if (call.body['includeValuesInResponse'] !== true) return update
      const rendering = readRendering(options, 'response')
      return { ...update, updatedData: readBox(target.sheet, target.box, rendering) }
    })
    return {
      spreadsheetId: call.operation.id,
      ...(rows.size > 0 ? { totalUpdatedRows: rows.size } : {}),
      ...(columns.size > 0 ? { totalUpdatedColumns: columns.size } : {}),
      ...(cells > 0 ? { totalUpdatedCells: cells } : {}),
      ...(sheets.size > 0 ? { totalUpdatedSheets: sheets.size } : {}),
      ...(responses.length > 0 ? { responses } : {}),
    }
  })
}

/** Google's own client libraries say so in a header and are shown `errors[]`. */
export function isOfficial(c: Context): boolean {
  return /\bgdcl\//.test(c.req.header('x-goog-api-client') ?? '')
}
