import { createHash } from 'node:crypto'
import { ChangeLog, type Change } from './change-log.ts'
import {
  FOLDER,
  isSpreadsheet,
  newItem,
  SPREADSHEET,
  type Item,
  type LastEdit,
  type NewItem,
  type SharedDrive,
  type StoredFile,
} from './item.ts'
import { atLeast, higher, isFor, type Permission, type Role, userPermission } from './permission.ts'
import type { Person } from '#test/google/oauth/people.ts'
import { checkSize, copyBook, type Book } from '#test/google/sheets/book/book.ts'
import type { Viewer } from '#test/google/sheets/book/protection.ts'
import { nameTableColumns } from '#test/google/sheets/book/table-headers.ts'

export type { Item, StoredFile } from './item.ts'
export type { Role } from './permission.ts'

/** A permission as an item has it, and the folder that hands it down, if one does. */
export type Held = { permission: Permission; from: string | null }

/** All that files know, as --state keeps it. */
export type KeptFiles = {
  items: Item[]
  drives: SharedDrive[]
  changes: [fileId: string, change: Change][]
  lag?: number
}

/** Everybody's Drives and the shared ones. */
export class Files {
  /** For how long Drive does not tell of an edit by Sheets, in milliseconds. */
  lag = 0
  #drives = new Map<string, SharedDrive>()
  #items = new Map<string, Item>()
  #changes = new ChangeLog()
  readonly #now: () => number

  constructor(now: () => number) {
    this.#now = now
  }

  keep(): KeptFiles {
    const [items, drives] = [[...this.#items.values()], [...this.#drives.values()]]
    return { items, drives, changes: this.#changes.keep(), lag: this.lag }
  }

  restore({ items, drives, changes, lag = 0 }: KeptFiles): void {
    this.lag = lag
    this.#items = new Map(items.map((item) => [item.id, item]))
    this.#drives = new Map(drives.map((drive) => [drive.id, drive]))
    this.#changes = new ChangeLog(changes)
  }

  /** The spreadsheet with this id. */
  find(id: string): StoredFile | undefined {
    const item = this.#items.get(id)
    return item && isSpreadsheet(item) ? item : undefined
  }

  /** Whatever has this id: a folder, the top of a Drive, any file. */
  item(id: string): Item | undefined {
    return this.#items.get(id)
  }

  /** Everything but the tops of Drives. */
  all(): Item[] {
    return [...this.#items.values()].filter(({ parent }) => parent !== null)
  }

  children(folder: string): Item[] {
    return this.all().filter(({ parent }) => parent === folder)
  }

  /** Adds an item, with its owner's permission; into the owner's My Drive unless it has a place. */
  add<T extends Item>(item: T): T {
    if (item.driveId === null && !item.permissions.some(({ role }) => role === 'owner')) {
      item.permissions.unshift(userPermission(item.owner.email, 'owner', item.createdTime))
    }
    item.parent ??= this.rootOf(item.owner).id
    this.#items.set(item.id, item)
    this.#log(item.id)
    return item
  }

  /** A new item that the person makes with a project's app, which `drive.file` then lets at it. */
  make(given: NewItem, projectId: string): Item {
    const now = this.#now()
    const { sub } = given.owner
    const made = {
      viewed: new Map([[sub, now]]),
      modifiedByMe: new Map([[sub, now]]),
      openTo: new Set([opening(given.owner, projectId)]),
    }
    return this.add(newItem({ ...made, ...given }, now))
  }

  create(id: string, name: string, owner: Person, projectId: string, book: Book): StoredFile {
    const item = this.make({ id, name, mimeType: SPREADSHEET, owner }, projectId)
    return Object.assign(item, { book })
  }

  /** The top folder of the person's own Drive; `root` is its other name. */
  rootOf(owner: Person): Item {
    const id = topId(owner.sub)
    const known = this.#items.get(id)
    if (known) return known
    const permissions = [userPermission(owner.email, 'owner', 0)]
    const given = { id, name: 'My Drive', mimeType: FOLDER, owner, permissions }
    const root = newItem({ ...given, createdTime: Date.UTC(2019, 3, 2) }, 0)
    this.#items.set(id, root)
    return root
  }

  /** Adds a shared drive, made by its first organizer; its top folder has its id. */
  addDrive(drive: SharedDrive, maker: Person, permissions: Permission[]): void {
    this.#drives.set(drive.id, drive)
    const { id, createdTime } = drive
    const given = { id, name: 'Drive', mimeType: FOLDER, owner: maker, driveId: id, permissions }
    this.#items.set(id, newItem({ ...given, createdTime }, createdTime))
  }

  drive(id: string): SharedDrive | undefined {
    return this.#drives.get(id)
  }

  drives(): SharedDrive[] {
    return [...this.#drives.values()]
  }

  /** The person lets a project's app at an item, as by picking it: `drive.file` reaches it then. */
  open(item: Item, person: Person, projectId: string): void {
    item.openTo.add(opening(person, projectId))
  }

  /** The person took everything back from a project's apps, or from all [D]. */
  close(person: Person, projectId?: string): void {
    for (const { openTo } of this.#items.values()) {
      for (const key of openTo) {
        const closes =
          projectId === undefined
            ? key.startsWith(`${person.sub} `)
            : key === opening(person, projectId)
        if (closes) openTo.delete(key)
      }
    }
  }

  /** Removes an item for good, and of a folder what its owner has in it; the rest goes home [D]. */
  remove(id: string): void {
    const item = this.#items.get(id)
    if (!item) return
    for (const child of this.children(id)) {
      if (child.driveId !== null || child.owner.sub === item.owner.sub) this.remove(child.id)
      else child.parent = this.rootOf(child.owner).id
    }
    this.#log(
      id,
      this.held(item).map(({ permission }) => permission),
    )
    this.#items.delete(id)
    this.#drives.delete(id)
  }

  /** All permissions of an item: its own, and those its folders hand down. */
  held(item: Item): Held[] {
    const held = new Map<string, Held>()
    for (const permission of item.permissions) held.set(permission.id, { permission, from: null })
    const above = item.parent === null ? undefined : this.#items.get(item.parent)
    for (const { permission, from } of above ? this.held(above) : []) {
      const own = held.get(permission.id)
      // Who owns the folder alone may only edit what others put there.
      const role = permission.role === 'owner' ? 'writer' : permission.role
      if (own && atLeast(own.permission.role, role)) continue
      held.set(permission.id, {
        permission: { ...permission, role },
        from: from ?? above?.id ?? null,
      })
    }
    return [...held.values()]
  }

  /** What the person may do with the item, by whatever permission; null for nothing. */
  roleOf(item: Item, person: Person): Role | null {
    return this.held(item)
      .filter(({ permission }) => isFor(permission, person, this.#now()))
      .map(({ permission }) => permission.role)
      .reduce<Role | null>(higher, null)
  }

  /** Gives a person a role at an item, or with null takes it from them. */
  share(item: Item, email: string, role: Role | null): void {
    const given = userPermission(email, role ?? 'reader', this.#now())
    item.permissions = item.permissions.filter(({ id }) => id !== given.id)
    if (role !== null) item.permissions.push(given)
    this.stir(item)
  }

  isTrashed(item: Item): boolean {
    const above = item.parent === null ? undefined : this.#items.get(item.parent)
    return item.trashed || (above !== undefined && this.isTrashed(above))
  }

  /**
   * Changes a spreadsheet all at once or, when `change` throws, not at all.
   * @returns what `change` returned.
   */
  edit<T>(file: StoredFile, person: Person, change: (draft: Book) => T): T {
    const draft = copyBook(file.book)
    draft.by = this.viewerOf(file, person)
    const result = change(draft)
    delete draft.by
    nameTableColumns(draft)
    checkSize(draft)
    file.book = draft
    const { version, modifiedTime, modifiedBy, modifiedByMe, unseen = [] } = file
    const before = { version, modifiedTime, modifiedBy, modifiedByMe: new Map(modifiedByMe) }
    this.touch(file, person)
    if (this.lag > 0) file.unseen = [...unseen, { at: this.#now(), before }]
    return result
  }

  /** The last edit that Drive tells of. */
  lastEdit(item: Item): LastEdit {
    return this.#unseen(item)?.before ?? item
  }

  #unseen({ unseen }: Item): NonNullable<Item['unseen']>[number] | undefined {
    const since = this.#now() - this.lag
    return unseen?.find(({ at }) => at > since)
  }

  /** The person as the spreadsheet's protections see them. */
  viewerOf(file: StoredFile, person: Person): Viewer {
    return {
      email: person.email,
      ...(person.domain !== undefined ? { domain: person.domain } : {}),
      owner: file.owner.email,
      ...(file.owner.domain !== undefined ? { ownerDomain: file.owner.domain } : {}),
      writer: atLeast(this.roleOf(file, person), 'writer'),
    }
  }

  /** The person edited the item: its time and version move. */
  touch(item: Item, person: Person): void {
    // Two edits within one millisecond are still two.
    item.modifiedTime = Math.max(this.#now(), item.modifiedTime + 1)
    item.modifiedBy = person
    item.modifiedByMe.set(person.sub, item.modifiedTime)
    this.stir(item)
  }

  /**
   * Something about the item changed that is no edit, such as who may see it: its version moves, and
   * Drive tells of all that it is by now.
   */
  stir(item: Item): void {
    delete item.unseen
    item.version += 1
    this.#log(item.id)
  }

  /** The number of the last change up to which all are told. */
  get lastChange(): number {
    return this.#changes.lastBefore((fileId) => this.#isUntold(fileId))
  }

  /** The last change of each file that has changed since change number `from`, oldest first. */
  changesFrom(from: number): [fileId: string, change: Change][] {
    return this.#changes.since(from).filter(([fileId]) => !this.#isUntold(fileId))
  }

  #isUntold(fileId: string): boolean {
    const item = this.#items.get(fileId)
    return item !== undefined && this.#unseen(item) !== undefined
  }

  #log(fileId: string, seenBy?: Permission[]): void {
    const time = this.#now()
    this.#changes.note(fileId, seenBy ? { time, seenBy } : { time })
  }
}

/** Who let which project at an item. */
export function opening({ sub }: Person, projectId: string): string {
  return `${sub} ${projectId}`
}

/** Ids of the tops of Drives are 19 characters that begin and end like this. Recorded. */
export function topId(name: string): string {
  const hash = createHash('sha256').update(name).digest('base64url')
  return `0A${hash.slice(0, 11)}Uk9PVA`
}
