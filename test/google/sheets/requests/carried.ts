import type { Box } from '#test/google/sheets/book/a1.ts'
import type { Book, Sheet } from '#test/google/sheets/book/book.ts'
import { clip } from '#test/google/sheets/book/a1.ts'
import { readGridRange, type GridRange } from '#test/google/sheets/book/grid-range.ts'
import { invalid } from '#test/google/http/errors.ts'
import { newNumber } from '#test/google/ids.ts'

/** What the requests about things that a sheet carries have in common. */

/** The lists of a sheet whose items have ids: the field of the id, and what errors call an item. */
const KINDS = {
  bandedRanges: { id: 'bandedRangeId', what: 'banded range' },
  charts: { id: 'chartId', what: 'chart' },
  filterViews: { id: 'filterViewId', what: 'filter view' },
  protectedRanges: { id: 'protectedRangeId', what: 'protected range' },
  slicers: { id: 'slicerId', what: 'slicer' },
  tables: { id: 'tableId', what: 'table' },
} as const

type Lists = keyof typeof KINDS

type Item<K extends Lists> = Sheet[K][number]

function idOf<K extends Lists>(list: K, item: Item<K>): unknown {
  return Reflect.get(item, KINDS[list].id)
}

/** The item of any sheet that `is` one's; null for none. */
export function findCarried<K extends Lists>(
  book: Book,
  list: K,
  is: (item: Item<K>) => boolean,
): { sheet: Sheet; item: Item<K> } | null {
  for (const sheet of book.sheets) {
    const item = (sheet[list] as Item<K>[]).find(is)
    if (item !== undefined) return { sheet, item }
  }
  return null
}

/** The item with this id, and the sheet that carries it. @throws ApiError when there is none. */
export function carriedById<K extends Lists>(
  book: Book,
  list: K,
  id: number | string,
): { sheet: Sheet; item: Item<K> } {
  const found = findCarried(book, list, (item) => idOf(list, item) === id)
  if (!found) throw invalid(`No ${KINDS[list].what} with id: ${String(id)}`)
  return found
}

/** Puts `item` in the place of another, on the same sheet; null takes that away. */
export function replaceCarried<K extends Lists>(
  sheet: Sheet,
  list: K,
  old: Item<K>,
  item: Item<K> | null,
): void {
  const items = sheet[list] as Item<K>[]
  const changed = items.flatMap((one) => (one === old ? (item ?? []) : [one]))
  Object.assign(sheet, { [list]: changed })
}

/**
 * The id for something new: the one that was chosen, if it is free, or any.
 * @param lists those that share their ids.
 * @param what in words, for the error.
 */
export function chooseId(
  book: Book,
  given: number | undefined,
  lists: readonly [Lists, ...Lists[]],
  what: string = KINDS[lists[0]].what,
): number {
  const taken = new Set<unknown>(
    book.sheets.flatMap((sheet) =>
      lists.flatMap((list) => sheet[list].map((item) => idOf(list, item))),
    ),
  )
  if (given === undefined) {
    let id = newNumber()
    while (taken.has(id)) id = newNumber()
    return id
  }
  if (given < 0) throw invalid(`Invalid ${what} ID: ${String(given)}`)
  if (taken.has(given)) {
    throw invalid(
      `Cannot add ${what} with ID [${String(given)}] because a ${what} with that ID already exists.`,
    )
  }
  return given
}

/** A range that has to be there. The words are seen in a client's live tests. */
export function requiredRange(
  book: Book,
  range: GridRange | undefined,
): { sheet: Sheet; box: Box; open: Box } {
  if (!range) throw invalid('No range specified')
  return readGridRange(book, range)
}

/** The box of a named range or a table. @throws ApiError for one that is not there. */
export function backedRange(
  book: Book,
  { namedRangeId, tableId }: Backing,
): { sheet: Sheet; box: Box; open: Box } {
  if (tableId !== undefined) {
    const { sheet, item } = carriedById(book, 'tables', tableId)
    return { sheet, box: item.box, open: item.box }
  }
  const named = book.namedRanges.find((range) => range.namedRangeId === namedRangeId)
  const sheet = book.sheets.find(({ properties }) => properties.sheetId === named?.sheetId)
  if (!named || !sheet) throw invalid(`No named range with id: ${namedRangeId ?? ''}`)
  return { sheet, box: clip({ sheet, box: named.box }), open: named.box }
}

/** What a range stands for, if it does: it goes where that goes. */
export type Backing = { namedRangeId?: string; tableId?: string }

/**
 * Where something is to be: a range of its own, or that of the named range or table that backs it.
 * @throws ApiError for none of the three, and for more than one.
 */
export function readPlace(
  book: Book,
  { range, namedRangeId, tableId }: Backing & { range?: GridRange },
): { sheet: Sheet; box: Box; open: Box; backing: Backing } {
  if (namedRangeId === undefined && tableId === undefined) {
    return { ...requiredRange(book, range), backing: {} }
  }
  if (range ?? (namedRangeId !== undefined && tableId !== undefined)) {
    throw invalid('Only one of range, namedRangeId or tableId may be set.')
  }
  const backing = {
    ...(namedRangeId !== undefined ? { namedRangeId } : {}),
    ...(tableId !== undefined ? { tableId } : {}),
  }
  return { ...backedRange(book, backing), backing }
}

/** What stands for a named range or a table goes where that has gone, if need be to another sheet. */
export function moveBacked(
  book: Book,
  is: (backing: Backing) => boolean,
  to: Sheet,
  box: Box,
): void {
  for (const sheet of book.sheets) {
    const ranges = sheet.protectedRanges.filter(is)
    const views = sheet.filterViews.filter(is)
    if (ranges.length + views.length === 0) continue
    sheet.protectedRanges = sheet.protectedRanges.filter((range) => !is(range))
    sheet.filterViews = sheet.filterViews.filter((view) => !is(view))
    to.protectedRanges = [...to.protectedRanges, ...ranges.map((range) => ({ ...range, box }))]
    const shown = clip({ sheet: to, box })
    to.filterViews = [...to.filterViews, ...views.map((view) => ({ ...view, box: shown }))]
  }
}

/** Whether an update's mask names a field or something inside it. */
export function names(fields: readonly string[], field: string): boolean {
  return fields.some((path) => path === '*' || path === field || path.startsWith(`${field}.`))
}

/** @throws ApiError for a path of an update's mask that the message has not. */
export function checkPaths(fields: readonly string[], known: readonly string[]): void {
  for (const path of fields) {
    const [top = ''] = path.split('.')
    if (top !== '*' && !known.includes(top)) throw invalid(`Invalid field: ${path}`)
  }
}
