import type { Box } from '#test/google/sheets/book/a1.ts'
import type { Book } from '#test/google/sheets/book/book.ts'
import { keepColours } from '#test/google/sheets/book/colour.ts'
import type { GridRange } from '#test/google/sheets/book/grid-range.ts'
import type { Table } from '#test/google/sheets/book/objects.ts'
import { holds } from '#test/google/sheets/book/box.ts'
import { checkProtection } from '#test/google/sheets/book/protection.ts'
import { table } from '#test/google/sheets/describe/objects.ts'
import { calculate } from '#test/google/sheets/formulas/calculation.ts'
import { invalid } from '#test/google/http/errors.ts'
import { randomText } from '#test/google/ids.ts'
import { checkOverlap } from './banding.ts'
import {
  carriedById,
  checkPaths,
  findCarried,
  moveBacked,
  names,
  replaceCarried,
  requiredRange,
} from './carried.ts'
import { empty } from './fill.ts'
import { freeName } from './free-name.ts'
import { readFields, type BatchRequest, type Draft } from './request.ts'
import { setPath } from './set-path.ts'
import { addColumns, replaceColumns, type GivenColumn } from './table-columns.ts'

type Given = {
  tableId?: string
  name?: string
  range?: GridRange
  rowsProperties?: Record<string, unknown>
  columnProperties?: GivenColumn[]
}

const FIELDS = ['name', 'range', 'rowsProperties', 'columnProperties']

/** https://developers.google.com/workspace/sheets/api/guides/tables */
export const TABLE_REQUESTS: Record<string, BatchRequest> = {
  addTable: (draft, body) => {
    const { book } = draft
    const given = (body['table'] ?? {}) as Given
    const { sheet, box } = requiredRange(book, given.range)
    checkHeight(box)
    checkOverlap(sheet, box)
    checkProtection(book, sheet, box)
    const calculation = calculate(book, draft.now)
    const made: Table = {
      tableId: chooseTableId(draft, given.tableId),
      name: given.name
        ? given.name
        : freeName(tableNames(book), (number) => `Table${String(number)}`),
      box,
      ...(given.rowsProperties ? { rowsProperties: keepColours(given.rowsProperties) } : {}),
      columns: addColumns(calculation, sheet, box, given.columnProperties ?? []),
    }
    checkName(draft, made)
    sheet.tables = [...sheet.tables, made]
    return { table: table(sheet.properties.sheetId, made) }
  },

  updateTable: (draft, body) => {
    const given = (body['table'] ?? {}) as Given
    const fields = readFields(body)
    checkPaths(fields, FIELDS)
    const { sheet, item } = carriedById(draft.book, 'tables', given.tableId ?? '')
    const updated: Table = { ...item }
    if (names(fields, 'name') && (given.name ?? !fields.includes('*'))) {
      if (!given.name) throw invalid('Table name cannot be empty.')
      updated.name = given.name
      checkName(draft, updated)
    }
    const [before, after] = [hasFooter(item), footerAfter(item, given, fields)]
    if (names(fields, 'rowsProperties')) updateRows(updated, given, fields)
    if (names(fields, 'range') && given.range) {
      const place = requiredRange(draft.book, given.range)
      if (place.sheet !== sheet) throw invalid('A table cannot move to another sheet.')
      checkHeight(place.box)
      updated.box = place.box
    } else if (before !== after) {
      // The range grows or shrinks by the footer [D].
      updated.box = { ...item.box, endRow: item.box.endRow + (after ? 1 : -1) }
    }
    checkOverlap(sheet, updated.box, item)
    const calculation = calculate(draft.book, draft.now)
    const columns = names(fields, 'columnProperties') ? given.columnProperties : undefined
    if (columns ?? updated.box !== item.box) {
      checkProtection(draft.book, sheet, updated.box)
      const kept = columns ?? keptColumns(item, updated.box)
      updated.columns = replaceColumns(calculation, sheet, updated.box, kept)
    }
    replaceCarried(sheet, 'tables', item, updated)
    moveBacked(draft.book, ({ tableId }) => tableId === item.tableId, sheet, updated.box)
    return {}
  },

  /**
   * The table goes with all that is in it, as public code works around, and with the conditional
   * formats over it: probed by others.
   */
  deleteTable: (draft, body) => {
    const { sheet, item } = carriedById(draft.book, 'tables', (body['tableId'] ?? '') as string)
    checkProtection(draft.book, sheet, item.box)
    replaceCarried(sheet, 'tables', item, null)
    sheet.protectedRanges = sheet.protectedRanges.filter(({ tableId }) => tableId !== item.tableId)
    sheet.filterViews = sheet.filterViews.filter(({ tableId }) => tableId !== item.tableId)
    if (sheet.basicFilter?.tableId === item.tableId) sheet.basicFilter = null
    sheet.conditionalFormats = sheet.conditionalFormats.flatMap((rule) => {
      const boxes = rule.boxes.filter((box) => !holds(item.box, box))
      return boxes.length > 0 ? [{ ...rule, boxes }] : []
    })
    empty(sheet, item.box)
    return {}
  },
}

function chooseTableId({ book }: Draft, given: string | undefined): string {
  if (!given) return randomText(13)
  if (findCarried(book, 'tables', ({ tableId }) => tableId === given)) {
    throw invalid(
      `Cannot add table with ID [${given}] because a table with that ID already exists.`,
    )
  }
  return given
}

/** The names of all tables of a spreadsheet. */
export function tableNames(book: Book): string[] {
  return book.sheets.flatMap(({ tables }) => tables.map(({ name }) => name))
}

/** Unique in the spreadsheet [D]. */
function checkName({ book }: Draft, { tableId, name }: Table): void {
  const same = ({ tableId: id, name: other }: Table): boolean =>
    id !== tableId && other.toLowerCase() === name.toLowerCase()
  if (findCarried(book, 'tables', same)) {
    throw invalid(`A table with the name "${name}" already exists.`)
  }
}

/** A header and a row below it. */
function checkHeight({ startRow, endRow }: Box): void {
  if (endRow - startRow < 2) throw invalid('A table must have at least two rows.')
}

function hasFooter({ rowsProperties }: Pick<Table, 'rowsProperties'>): boolean {
  return rowsProperties?.['footerColorStyle'] !== undefined
}

function footerAfter(item: Table, given: Given, fields: readonly string[]): boolean {
  const updated: Table = { ...item }
  if (names(fields, 'rowsProperties')) updateRows(updated, given, fields)
  return hasFooter(updated)
}

function updateRows(updated: Table, given: Given, fields: readonly string[]): void {
  const paths = fields.flatMap((path) => {
    if (path === '*') return ['rowsProperties']
    return path.startsWith('rowsProperties') ? [path] : []
  })
  const before: unknown = { rowsProperties: updated.rowsProperties }
  const after = paths.reduce((one, path) => setPath(one, path, keepColours(given)), before)
  const { rowsProperties } = after as Pick<Given, 'rowsProperties'>
  delete updated.rowsProperties
  if (rowsProperties) updated.rowsProperties = rowsProperties
}

/** The columns of a table as they were, for those that another range still has. */
function keptColumns({ box, columns }: Table, after: Box): GivenColumn[] {
  return columns.flatMap((column) => {
    const columnIndex = box.startColumn + column.columnIndex - after.startColumn
    const within = columnIndex >= 0 && columnIndex < after.endColumn - after.startColumn
    return within && box.startRow === after.startRow ? [{ ...column, columnIndex }] : []
  })
}
