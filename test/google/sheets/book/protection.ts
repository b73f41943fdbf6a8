import type { Box } from './a1.ts'
import type { Book, Sheet } from './book.ts'
import { holds, touches } from './box.ts'
import type { ProtectedRange } from './objects.ts'
import { invalid } from '#test/google/http/errors.ts'

/** Somebody who looks at a spreadsheet or changes it. */
export type Viewer = {
  email: string
  /** Workspace domain of the account. */
  domain?: string
  /** The email address of the file's owner. */
  owner: string
  ownerDomain?: string
  /** Whether they may change the spreadsheet at all. */
  writer: boolean
}

/** The owner always may; a warning shuts nobody out. */
export function mayEdit(range: ProtectedRange, viewer: Viewer): boolean {
  if (!viewer.writer) return false
  if (range.warningOnly === true || viewer.email === viewer.owner) return true
  const { users, domainUsersCanEdit } = range.editors
  if (users.includes(viewer.email)) return true
  return (
    domainUsersCanEdit === true &&
    viewer.domain !== undefined &&
    viewer.domain === viewer.ownerDomain
  )
}

/**
 * To be called before cells of `box` change. The words are those of public error reports.
 * @throws ApiError when any of them is protected from whoever is changing the book.
 */
export function checkProtection(book: Book, sheet: Sheet, box: Box): void {
  const { by } = book
  if (!by) return
  for (const range of sheet.protectedRanges) {
    if (mayEdit(range, by) || !touches(box, range.box)) continue
    if (range.unprotected.some((open) => holds(open, box))) continue
    throw protectedCells()
  }
}

export function protectedCells(): Error {
  return invalid(
    'You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection if you need to edit.',
  )
}
