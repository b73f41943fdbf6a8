import type { Book } from '#test/google/sheets/book/book.ts'
import { ApiError, badField, forbidden, notForThisDocument, notFound } from './errors.ts'
import { reaches, roleOf } from '#test/google/drive/access.ts'
import type { StoredFile } from '#test/google/drive/files.ts'
import { atLeast } from '#test/google/drive/permission.ts'
import type { Operation } from './operations.ts'
import type { AccessToken } from '#test/google/oauth/tokens.ts'
import type { World } from '#test/google/world.ts'

/** One call of Sheets or of Drive. */
export type Call = {
  world: World
  access: AccessToken
  operation: Operation
  query: URLSearchParams
  /** The parsed JSON body; `{}` for none. */
  body: Record<string, unknown>
  /** What came along to be stored in Drive. */
  media?: { type: string; bytes: Uint8Array }
}

/**
 * The spreadsheet, when the person may read it. Others' files are known to exist: 403, not 404.
 * Recorded. Other files are refused as public error reports have it.
 */
export function readable(call: Call): StoredFile {
  const { files } = call.world
  const item = files.item(call.operation.id)
  // With drive.file alone, what was not opened for the app does not exist.
  if (!item || !reaches(call, item)) throw notFound()
  if (roleOf(call, item) === null) throw forbidden()
  const file = files.find(item.id)
  if (!file) throw notForThisDocument()
  return file
}

/** The same, when the person may write into it. */
export function writable(call: Call): StoredFile {
  const file = readable(call)
  if (!atLeast(roleOf(call, file), 'writer')) throw forbidden()
  return file
}

/** The number that the address of a call names beside the file. @throws ApiError as Google's reader. */
export function pathNumber({ operation }: Call, field: string): number {
  const { range } = operation
  if (/^-?\d{1,10}$/.test(range)) return Number(range)
  throw badField(field, `Invalid value at '${field}' (TYPE_INT32), ${JSON.stringify(range)}`)
}

/** A change by the person of the call; all of it or, when it throws, nothing. */
export function edit<T>(call: Call, change: (book: Book) => T): T {
  return call.world.files.edit(writable(call), call.access.person, change)
}

/** A write that came to nothing: it takes the right to write, and leaves the file as it was. */
export function look<T>(call: Call, read: (book: Book) => T): T {
  return read(writable(call).book)
}

/** Errors say which of several ranges was wrong: `Invalid range[0]: …`, `Invalid data[0]: …`. */
export function each<T, R>(
  items: readonly T[],
  name: string,
  answer: (item: T, index: number) => R,
): R[] {
  return items.map((item, index) => {
    try {
      return answer(item, index)
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 400) throw error
      throw new ApiError(400, `Invalid ${name}[${String(index)}]: ${error.message}`)
    }
  })
}
