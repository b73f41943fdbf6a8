import type { Box } from '#test/google/sheets/book/a1.ts'
import type { Sheet } from '#test/google/sheets/book/book.ts'
import { readGridRange, type GridRange } from '#test/google/sheets/book/grid-range.ts'
import type { ProtectedRange } from '#test/google/sheets/book/objects.ts'
import { holds } from '#test/google/sheets/book/box.ts'
import { mayEdit, protectedCells } from '#test/google/sheets/book/protection.ts'
import { protectedRange } from '#test/google/sheets/describe/objects.ts'
import { invalid } from '#test/google/http/errors.ts'
import { carriedById, checkPaths, chooseId, names, readPlace, replaceCarried } from './carried.ts'
import { readFields, type BatchRequest, type Draft } from './request.ts'

type Given = {
  protectedRangeId?: number
  range?: GridRange
  namedRangeId?: string
  tableId?: string
  description?: string
  warningOnly?: boolean
  unprotectedRanges?: GridRange[]
  editors?: Partial<ProtectedRange['editors']>
}

const FIELDS = [
  'range',
  'namedRangeId',
  'tableId',
  'description',
  'warningOnly',
  'unprotectedRanges',
  'editors',
]

/** https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/sheets#ProtectedRange */
export const PROTECTED_RANGE_REQUESTS: Record<string, BatchRequest> = {
  addProtectedRange: (draft, body) => {
    const { book } = draft
    const given = (body['protectedRange'] ?? {}) as Given
    const { sheet, place } = placeOf(draft, given)
    const editors = readEditors(draft, given)
    const made: ProtectedRange = {
      protectedRangeId: chooseId(book, given.protectedRangeId, ['protectedRanges']),
      ...place,
      ...(given.description ? { description: given.description } : {}),
      ...(given.warningOnly === true ? { warningOnly: true } : {}),
      unprotected: readUnprotected(draft, sheet, place.box, given.unprotectedRanges),
      editors,
    }
    sheet.protectedRanges = [...sheet.protectedRanges, made]
    // The reply has the editors that were asked for; the owner shows up afterwards: recorded.
    return { protectedRange: show(draft, sheet, made, tidyEditors(given.editors ?? {})) }
  },

  updateProtectedRange: (draft, body) => {
    const given = (body['protectedRange'] ?? {}) as Given
    const fields = readFields(body)
    checkPaths(fields, FIELDS)
    const { sheet, item } = find(draft, given.protectedRangeId)
    const updated: ProtectedRange = { ...item }
    if (names(fields, 'description')) {
      delete updated.description
      if (given.description) updated.description = given.description
    }
    if (names(fields, 'range') || names(fields, 'namedRangeId') || names(fields, 'tableId')) {
      const moved = placeOf(draft, given)
      if (moved.sheet !== sheet) throw invalid('A protected range cannot move to another sheet.')
      delete updated.namedRangeId
      delete updated.tableId
      Object.assign(updated, moved.place)
    }
    if (names(fields, 'unprotectedRanges')) {
      updated.unprotected = readUnprotected(draft, sheet, updated.box, given.unprotectedRanges)
    }
    if (names(fields, 'warningOnly')) {
      delete updated.warningOnly
      if (given.warningOnly === true) updated.warningOnly = true
      // From a warning to a protection without editors: all who can edit the document [D].
      else if (item.warningOnly === true)
        updated.editors = { users: draft.writers ?? [], groups: [] }
    }
    if (names(fields, 'editors') && given.editors) {
      updated.editors = readEditors(draft, {
        ...given,
        warningOnly: updated.warningOnly === true,
      })
    }
    replaceCarried(sheet, 'protectedRanges', item, updated)
    return {}
  },

  deleteProtectedRange: (draft, body) => {
    const { sheet, item } = find(draft, body['protectedRangeId'] as number | undefined)
    replaceCarried(sheet, 'protectedRanges', item, null)
    return {}
  },
}

/** Only who may edit a protected range may change its protection. */
function find({ book }: Draft, id: number | undefined): { sheet: Sheet; item: ProtectedRange } {
  const found = carriedById(book, 'protectedRanges', id ?? 0)
  if (book.by && !mayEdit(found.item, book.by)) throw protectedCells()
  return found
}

/** Where it is, and what it is backed by; an open range stays open. */
function placeOf(
  { book }: Draft,
  given: Given,
): { sheet: Sheet; place: Pick<ProtectedRange, 'box' | 'namedRangeId' | 'tableId'> } {
  const { sheet, open, backing } = readPlace(book, given)
  return { sheet, place: { box: open, ...backing } }
}

/** Only a whole sheet that is protected can have gaps [D]. */
function readUnprotected(
  { book }: Draft,
  sheet: Sheet,
  box: Box,
  ranges: readonly GridRange[] = [],
): Box[] {
  if (ranges.length === 0) return []
  const everything = { startRow: 0, endRow: Infinity, startColumn: 0, endColumn: Infinity }
  if (!holds(box, everything)) {
    throw invalid('Unprotected ranges are only supported on protected sheets.')
  }
  return ranges.map((range) => {
    const { open, sheet: other } = readGridRange(book, {
      sheetId: sheet.properties.sheetId,
      ...range,
    })
    if (other !== sheet) throw invalid('Unprotected ranges must be on the protected sheet.')
    return open
  })
}

/** Whoever protects a range may edit it, as may the owner. The words are of a public error report. */
function readEditors(
  { book }: Draft,
  { editors = {}, warningOnly }: Given,
): ProtectedRange['editors'] {
  const { users = [], groups = [], domainUsersCanEdit } = editors
  if (warningOnly === true && users.length + groups.length > 0) {
    throw invalid('ProtectedRange is warningOnly. Editors cannot be set on it.')
  }
  const me = book.by && book.by.email !== book.by.owner ? [book.by.email] : []
  return {
    users: [...new Set([...me, ...users.map((email) => email.toLowerCase())])],
    groups,
    ...(domainUsersCanEdit === true ? { domainUsersCanEdit } : {}),
  }
}

function tidyEditors({ users = [], groups = [], domainUsersCanEdit }: Given['editors'] & object) {
  return {
    ...(users.length > 0 ? { users } : {}),
    ...(groups.length > 0 ? { groups } : {}),
    ...(domainUsersCanEdit === true ? { domainUsersCanEdit } : {}),
  }
}

function show({ book }: Draft, sheet: Sheet, range: ProtectedRange, editors: object): object {
  const viewer = book.by ?? { email: '', owner: '', writer: true }
  return protectedRange(sheet.properties.sheetId, range, viewer, editors)
}
