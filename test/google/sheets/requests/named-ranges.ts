import type { Box } from '#test/google/sheets/book/a1.ts'
import type { Book, NamedRange, Sheet } from '#test/google/sheets/book/book.ts'
import type { GridRange } from '#test/google/sheets/book/grid-range.ts'
import { namedRange } from '#test/google/sheets/describe/spreadsheet.ts'
import { followName } from '#test/google/sheets/formulas/follow.ts'
import { invalid } from '#test/google/http/errors.ts'
import { newNumber } from '#test/google/ids.ts'
import { checkPaths, moveBacked, names, requiredRange } from './carried.ts'
import { readFields, type BatchRequest } from './request.ts'

type Given = { namedRangeId?: string; name?: string; range?: GridRange }

/** https://support.google.com/docs/answer/63175 */
const NAME = /^[\p{L}_][\p{L}\p{N}_]*$/u
const NAME_LENGTH = 250
const LOOKS_LIKE_CELLS = /^([A-Z]{1,3}\d+|R\d*C\d*|R\d+|C\d+|TRUE|FALSE)$/i

export const NAMED_RANGE_REQUESTS: Record<string, BatchRequest> = {
  addNamedRange: ({ book }, body) => {
    const given = (body['namedRange'] ?? {}) as Given
    const { sheet, box } = readPlace(book, given.range)
    const { name = '' } = given
    checkName(name)
    // The words are those of public error reports.
    if (byName(book, name)) {
      throw invalid(
        `Cannot add named range with name ${name}, a named range with that name already exists.`,
      )
    }
    const made: NamedRange = {
      namedRangeId: chooseNamedId(book, given.namedRangeId),
      name,
      sheetId: sheet.properties.sheetId,
      box,
    }
    book.namedRanges = [...book.namedRanges, made]
    return { namedRange: namedRange(made) }
  },

  updateNamedRange: ({ book }, body) => {
    const given = (body['namedRange'] ?? {}) as Given
    const fields = readFields(body)
    checkPaths(fields, ['namedRangeId', 'name', 'range'])
    const old = find(book, given.namedRangeId)
    const updated = { ...old }
    if (names(fields, 'name')) {
      const { name = '' } = given
      checkName(name)
      const other = byName(book, name)
      if (other && other !== old) {
        throw invalid(
          `Cannot update named range with name ${name}, a named range with that name already exists.`,
        )
      }
      updated.name = name
      followName(book, old.name, name)
    }
    if (names(fields, 'range')) {
      const { sheet, box } = readPlace(book, given.range)
      Object.assign(updated, { sheetId: sheet.properties.sheetId, box })
      moveBacked(book, ({ namedRangeId }) => namedRangeId === old.namedRangeId, sheet, box)
    }
    book.namedRanges = book.namedRanges.map((range) => (range === old ? updated : range))
    return {}
  },

  /** What was backed by it stays where it is. */
  deleteNamedRange: ({ book }, body) => {
    const old = find(book, body['namedRangeId'] as string | undefined)
    book.namedRanges = book.namedRanges.filter((range) => range !== old)
    const release = <T extends { namedRangeId?: string }>(list: readonly T[]): T[] =>
      list.map((item) => {
        if (item.namedRangeId !== old.namedRangeId) return item
        const { namedRangeId: _gone, ...rest } = item
        return rest as T
      })
    for (const sheet of book.sheets) {
      sheet.protectedRanges = release(sheet.protectedRanges)
      sheet.filterViews = release(sheet.filterViews)
    }
    return {}
  },
}

function find(book: Book, id: string | undefined): NamedRange {
  const found = book.namedRanges.find(({ namedRangeId }) => namedRangeId === id)
  if (!found) throw invalid(`No named range with id: ${id ?? ''}`)
  return found
}

function byName(book: Book, name: string): NamedRange | undefined {
  return book.namedRanges.find((range) => range.name.toLowerCase() === name.toLowerCase())
}

function checkName(name: string): void {
  const taken = LOOKS_LIKE_CELLS.test(name)
  // The words were probed by others.
  if (!NAME.test(name) || name.length > NAME_LENGTH || taken) {
    throw invalid('The name given to this range is invalid.')
  }
}

function chooseNamedId(book: Book, given: string | undefined): string {
  if (!given) return String(newNumber())
  if (book.namedRanges.some(({ namedRangeId }) => namedRangeId === given)) {
    throw invalid(
      `Cannot add named range with ID ${given}, a named range with that ID already exists.`,
    )
  }
  return given
}

/** An open end stays open; one past the grid is cut to it. */
function readPlace(book: Book, range: GridRange | undefined): { sheet: Sheet; box: Box } {
  const { sheet, open, box } = requiredRange(book, range)
  return {
    sheet,
    box: {
      ...open,
      endRow: open.endRow === Infinity ? Infinity : box.endRow,
      endColumn: open.endColumn === Infinity ? Infinity : box.endColumn,
    },
  }
}
