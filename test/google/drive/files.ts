import type { Book } from '#test/google/sheets/book/book.ts'
import { copyBook, checkSize } from '#test/google/sheets/book/book.ts'
import type { Viewer } from '#test/google/sheets/book/protection.ts'
import type { Person } from '#test/google/oauth/people.ts'

export const SPREADSHEET = 'application/vnd.google-apps.spreadsheet'

export type Role = 'owner' | 'writer' | 'reader'

/** A file in somebody's Drive. Times are milliseconds since 1970. */
export type StoredFile = {
  id: string
  name: string
  mimeType: string
  owner: Person
  /** By the person's `sub`; the owner is in it. */
  access: Map<string, Role>
  createdTime: number
  modifiedTime: number
  modifiedBy: Person
  version: number
  trashed: boolean
  /** By the person's `sub`. */
  viewed: Map<string, number>
  modifiedByMe: Map<string, number>
  starred: Set<string>
  /** When it was shared with whom. */
  shared: Map<string, number>
  /** Projects that `drive.file` lets at it: they made it or it was picked for them. */
  openTo: Set<string>
  book: Book
}

/** The person as the spreadsheet's protections see them. */
export function viewerOf(file: StoredFile, person: Person): Viewer {
  const role = file.access.get(person.sub)
  return {
    email: person.email,
    ...(person.domain !== undefined ? { domain: person.domain } : {}),
    owner: file.owner.email,
    ...(file.owner.domain !== undefined ? { ownerDomain: file.owner.domain } : {}),
    writer: role === 'owner' || role === 'writer',
  }
}

export class Files {
  readonly #files = new Map<string, StoredFile>()
  readonly #now: () => number

  constructor(now: () => number) {
    this.#now = now
  }

  find(id: string): StoredFile | undefined {
    return this.#files.get(id)
  }

  all(): StoredFile[] {
    return [...this.#files.values()]
  }

  add(file: StoredFile): StoredFile {
    this.#files.set(file.id, file)
    return file
  }

  create(id: string, name: string, owner: Person, projectId: string, book: Book): StoredFile {
    const now = this.#now()
    return this.add({
      id,
      name,
      mimeType: SPREADSHEET,
      owner,
      access: new Map([[owner.sub, 'owner']]),
      createdTime: now,
      modifiedTime: now,
      modifiedBy: owner,
      version: 1,
      trashed: false,
      viewed: new Map([[owner.sub, now]]),
      modifiedByMe: new Map([[owner.sub, now]]),
      starred: new Set(),
      shared: new Map(),
      openTo: new Set([projectId]),
      book,
    })
  }

  remove(id: string): void {
    this.#files.delete(id)
  }

  /**
   * Changes a spreadsheet all at once or, when `change` throws, not at all.
   * @returns what `change` returned.
   */
  edit<T>(file: StoredFile, person: Person, change: (draft: Book) => T): T {
    const draft = copyBook(file.book)
    draft.by = viewerOf(file, person)
    const result = change(draft)
    delete draft.by
    checkSize(draft)
    file.book = draft
    this.touch(file, person)
    return result
  }

  touch(file: StoredFile, person: Person): void {
    // Two edits within one millisecond are still two.
    file.modifiedTime = Math.max(this.#now(), file.modifiedTime + 1)
    file.modifiedBy = person
    file.modifiedByMe.set(person.sub, file.modifiedTime)
    file.version += 1
  }
}
