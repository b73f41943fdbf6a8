import type { Permission } from './permission.ts'
import type { Person } from '#test/google/oauth/people.ts'
import type { Book } from '#test/google/sheets/book/book.ts'

export const SPREADSHEET = 'application/vnd.google-apps.spreadsheet'
export const FOLDER = 'application/vnd.google-apps.folder'

export type Comment = {
  id: string
  content: string
  anchor?: string
  author: Person
  createdTime: number
  modifiedTime: number
  deleted?: true
}

/** What Drive tells of the last edit. */
export type LastEdit = Pick<Item, 'version' | 'modifiedTime' | 'modifiedBy' | 'modifiedByMe'>

/** Whatever lies in a Drive. Times are milliseconds since 1970. */
export type Item = {
  id: string
  name: string
  mimeType: string
  /** In a shared drive, which owns its files itself: who made it. */
  owner: Person
  /** The shared drive it lies in. */
  driveId: string | null
  /** The folder it lies in; null for the top of a Drive. */
  parent: string | null
  /** Those given on the item itself; what its folders hand down is not among them. */
  permissions: Permission[]
  createdTime: number
  modifiedTime: number
  modifiedBy: Person
  version: number
  /** Edits by Sheets that Drive may not know of yet, oldest first, each with what it told before. */
  unseen?: { at: number; before: LastEdit }[]
  /** Put into the bin itself, not along with its folder. */
  trashed: boolean
  /** By the person's `sub`, as are the two below. */
  viewed: Map<string, number>
  modifiedByMe: Map<string, number>
  starred: Set<string>
  /** Who let which project at it, by making or picking it: what `drive.file` reaches; see `opening`. */
  openTo: Set<string>
  description?: string
  writersCanShare: boolean
  copyRequiresWriterPermission: boolean
  properties: Record<string, string>
  /** By project: none sees another's. */
  appProperties: Map<string, Record<string, string>>
  comments: Comment[]
  /** A spreadsheet's content. */
  book?: Book
  /** The content of a file that is no Docs Editors file. */
  content?: Uint8Array
}

/** A spreadsheet in somebody's Drive. */
export type StoredFile = Item & { book: Book }

export type SharedDrive = { id: string; name: string; createdTime: number }

/** What a new item has to be told; the rest is as of an item that nobody has touched. */
export type NewItem = Pick<Item, 'id' | 'name' | 'mimeType' | 'owner'> & Partial<Item>

/** @param now when it is made, unless `given` says. */
export function newItem(given: NewItem, now: number): Item {
  const createdTime = given.createdTime ?? now
  return {
    driveId: null,
    parent: null,
    permissions: [],
    createdTime,
    modifiedTime: createdTime,
    modifiedBy: given.owner,
    version: 1,
    trashed: false,
    viewed: new Map(),
    modifiedByMe: new Map(),
    starred: new Set(),
    openTo: new Set(),
    writersCanShare: true,
    copyRequiresWriterPermission: false,
    properties: {},
    appProperties: new Map(),
    comments: [],
    ...given,
  }
}

export function isSpreadsheet(item: Item): item is StoredFile {
  return item.book !== undefined
}
