import { roleOf } from './access.ts'
import { describeFile, FILE_FIELDS } from './describe.ts'
import { badField, notBuilt, refused } from './errors.ts'
import { findItem, findParent, needs } from './find-item.ts'
import { bookFromTable, TABLES } from './import-table.ts'
import { FOLDER, SPREADSHEET, type Item, type NewItem } from './item.ts'
import { masked } from './parameters.ts'
import { atLeast } from './permission.ts'
import { readTimes, setFields } from './writable.ts'
import { DriveError } from '#test/google/http/errors.ts'
import type { Call } from '#test/google/http/call.ts'
import { newFileId, randomText } from '#test/google/ids.ts'
import { newBook, newSheet, type Book } from '#test/google/sheets/book/book.ts'

/** files.create: a spreadsheet, a folder, or whatever was uploaded. */
export function createFile(call: Call): unknown {
  const { world, access, body } = call
  const times = readTimes(body)
  const folder = findParent(call, body['parents'])
  const name = typeof body['name'] === 'string' ? body['name'] : 'Untitled'
  const given = { name, owner: access.person, ...placeIn(folder), ...contentOf(call, name) }
  const id = readId(call, given.mimeType)
  const item = world.files.make({ id, ...given }, access.client.projectId)
  setFields(call, item, times)
  return masked(call, describeFile(call, item), FILE_FIELDS)
}

function placeIn(folder: Item): Pick<Item, 'parent' | 'driveId'> {
  return { parent: folder.id, driveId: folder.driveId }
}

/** An id from files.generateIds; Docs Editors files get their own [D]. */
function readId({ world, body }: Call, mimeType: string): string {
  const id = body['id']
  if (mimeType === SPREADSHEET) return newFileId()
  if (typeof id !== 'string') return newPlainId()
  if (!/^[\w-]{20,}$/.test(id)) throw badField('file.id', 'The provided file ID is not usable.')
  if (world.files.item(id)) {
    const message = 'A file already exists with the provided ID.'
    throw new DriveError(409, message, { legacy: { message, reason: 'fileIdInUse' } })
  }
  return id
}

/** An id of a folder or an uploaded file. Recorded. */
export function newPlainId(): string {
  return `1${randomText(32)}`
}

type Content = Pick<NewItem, 'mimeType' | 'book' | 'content'>

function contentOf(call: Call, name: string): Content {
  const { media } = call
  const asked = call.body['mimeType']
  const mimeType = typeof asked === 'string' ? asked : (media?.type ?? 'application/octet-stream')
  if (mimeType === SPREADSHEET) {
    return { mimeType, book: media ? importMedia(call, name) : emptyBook() }
  }
  if (mimeType === FOLDER) return { mimeType }
  if (mimeType.startsWith('application/vnd.google-apps.')) throw notBuilt(`files of ${mimeType}`)
  return { mimeType, content: media?.bytes ?? new Uint8Array() }
}

/** Made through Drive, the first sheet's id is 0. Recorded. */
function emptyBook(): Book {
  return newBook([newSheet({ title: 'Sheet1', sheetId: 0 })])
}

const EXCEL = ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet']

/**
 * What was uploaded as a spreadsheet's content.
 * @throws DriveError for what can't be one, with the words of a public error report.
 */
function importMedia({ world, media }: Call, name: string): Book {
  const separator = TABLES.get(media?.type ?? '')
  if (media && separator !== undefined) {
    return bookFromTable(new TextDecoder().decode(media.bytes), separator, name, world.now())
  }
  if (EXCEL.includes(media?.type ?? '')) throw notBuilt('the import of Excel files')
  const message =
    'Conversion of the uploaded content to the requested output type is not supported.'
  throw new DriveError(400, message, {
    legacy: { message, reason: 'conversionUnsupportedConversionPath' },
  })
}

/**
 * files.copy: a file of one's own, with the content and nobody else's access. Without a name it is
 * "Copy of …" (recorded), without a folder it lies beside the original, where one may put it [D].
 */
export function copyFile(call: Call): unknown {
  const { world, access, body } = call
  const source = findItem(call)
  const role = roleOf(call, source)
  const open = atLeast(role, 'writer') || !source.copyRequiresWriterPermission
  if (source.mimeType === FOLDER || !open) {
    throw refused('cannotCopyFile', 'This file cannot be copied by the user.')
  }
  const times = readTimes(body)
  const { mimeType, content, book, properties } = source
  const appProperties = source.appProperties.get(access.client.projectId)
  const item = world.files.make(
    {
      id: book ? newFileId() : newPlainId(),
      name: typeof body['name'] === 'string' ? body['name'] : `Copy of ${source.name}`,
      mimeType,
      owner: access.person,
      ...placeIn(folderOfCopy(call, source)),
      ...(source.description === undefined ? {} : { description: source.description }),
      ...(content ? { content } : {}),
      // A book is never changed in place: both files may hold it.
      ...(book ? { book } : {}),
      properties: { ...properties },
      ...(appProperties
        ? { appProperties: new Map([[access.client.projectId, { ...appProperties }]]) }
        : {}),
    },
    access.client.projectId,
  )
  setFields(call, item, times)
  return masked(call, describeFile(call, item), FILE_FIELDS)
}

function folderOfCopy(call: Call, source: Item): Item {
  const { world, access, body } = call
  if (body['parents'] !== undefined) return findParent(call, body['parents'])
  const beside = source.parent === null ? undefined : world.files.item(source.parent)
  const mayUse = beside && atLeast(world.files.roleOf(beside, access.person), 'writer')
  return mayUse ? beside : world.files.rootOf(access.person)
}

/** What was uploaded, to stand in place of what the item holds; nothing when nothing was. */
export function newContent(call: Call, item: Item): Partial<Content> {
  const { media, body } = call
  if (!media) return {}
  needs(call, item, 'writer')
  if (item.mimeType === SPREADSHEET) return { book: importMedia(call, item.name) }
  const type = typeof body['mimeType'] === 'string' ? item.mimeType : media.type
  return { content: media.bytes, mimeType: type }
}
