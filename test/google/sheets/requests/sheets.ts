import { keepColour } from '#test/google/sheets/book/colour.ts'
import { readFields, type BatchRequest } from './request.ts'
import { newSheet, sheetById, type Book, type Sheet } from '#test/google/sheets/book/book.ts'
import { invalid } from '#test/google/http/errors.ts'
import { Grid } from '#test/google/sheets/book/grid.ts'
import { newNumber } from '#test/google/ids.ts'
import { deleteAt } from '#test/google/sheets/book/dimensions.ts'
import { movedSpec } from '#test/google/sheets/book/chart-sources.ts'
import { copiedSheet } from './copy-sheet.ts'
import { followTitle } from '#test/google/sheets/formulas/follow.ts'
import { newTitle } from '#test/google/sheets/formulas/lost.ts'
import { setPath } from './set-path.ts'
import { checkNewSheet, checkTitle, freeTitle } from './sheet-names.ts'
import { sheetProperties } from '#test/google/sheets/describe/spreadsheet.ts'

export type GivenSheet = {
  sheetId?: number
  title?: string
  index?: number
  sheetType?: string
  hidden?: boolean
  gridProperties?: { rowCount?: number; columnCount?: number } & Record<string, number | boolean>
  tabColor?: object
  tabColorStyle?: { rgbColor?: object }
  rightToLeft?: boolean
}

/** What `*` stands for, beside the index. */
const EVERY = ['title', 'hidden', 'tabColor', 'tabColorStyle', 'gridProperties', 'rightToLeft']

const GRID_PROPERTIES = new Set([
  'rowCount',
  'columnCount',
  'frozenRowCount',
  'frozenColumnCount',
  'hideGridlines',
  'rowGroupControlAfter',
  'columnGroupControlAfter',
])

function find(book: Book, sheetId: number | undefined): Sheet {
  const sheet = sheetById(book, sheetId ?? 0)
  if (!sheet) throw invalid(`No sheet with id: ${String(sheetId ?? 0)}`)
  return sheet
}

/** The grid and properties of a sheet as a request describes it. */
export function makeSheet(book: Book, given: GivenSheet): Sheet {
  const title = given.title ?? freeTitle(book)
  checkNewSheet(book, { title, ...(given.sheetId !== undefined ? { sheetId: given.sheetId } : {}) })
  if (given.sheetType !== undefined && given.sheetType !== 'GRID') {
    throw invalid(`sheetType ${given.sheetType} is not supported.`)
  }
  const { rowCount = 1000, columnCount = 26, ...gridProperties } = given.gridProperties ?? {}
  if (rowCount < 1 || columnCount < 1) {
    throw invalid('gridProperties.rowCount and gridProperties.columnCount must be greater than 0.')
  }
  const sheet = newSheet({
    title,
    sheetId: given.sheetId ?? newNumber(),
    grid: new Grid(rowCount, columnCount),
    properties: {
      gridProperties: withoutDefaults(gridProperties),
      ...(given.hidden === true ? { hidden: true } : {}),
      ...(given.rightToLeft === true ? { rightToLeft: true } : {}),
      ...colours(given),
    },
  })
  checkFrozen(sheet)
  newTitle(book, title)
  return sheet
}

/** The colour of the tab and its newer twin are kept together: recorded. */
function colours(given: GivenSheet): { tabColor?: object; tabColorStyle?: object } {
  const colour = given.tabColorStyle?.rgbColor ?? given.tabColor
  if (!colour) return {}
  const kept = keepColour(colour)
  return { tabColor: kept, tabColorStyle: { rgbColor: kept } }
}

function place(book: Book, sheet: Sheet, index: number | undefined): void {
  const others = book.sheets.filter((other) => other !== sheet)
  const at = index ?? others.length
  if (at < 0 || at > others.length) {
    throw invalid(
      `Invalid sheet index: ${String(at)}. It must be ${at < 0 ? 'at least 0' : `at most ${String(others.length)}`}.`,
    )
  }
  book.sheets = [...others.slice(0, at), sheet, ...others.slice(at)]
}

/** An index is counted before the move, so that the place right behind a sheet is its own [D]. */
function afterMove(book: Book, sheet: Sheet, index: number | undefined): number | undefined {
  if (index === undefined) return undefined
  const current = book.sheets.indexOf(sheet)
  return index > current ? index - 1 : index
}

/** Requests about whole sheets. */
export const SHEET_REQUESTS: Record<string, BatchRequest> = {
  addSheet: ({ book }, body) => {
    const given = (body['properties'] ?? {}) as GivenSheet
    const sheet = makeSheet(book, given)
    place(book, sheet, given.index)
    return { properties: sheetProperties(sheet, book.sheets.indexOf(sheet)) }
  },

  deleteSheet: ({ book }, body) => {
    const sheet = find(book, body['sheetId'] as number | undefined)
    const rest = book.sheets.filter((other) => other !== sheet)
    if (!rest.some(({ properties }) => properties.hidden !== true)) {
      throw invalid("You can't remove all the visible sheets in a document.")
    }
    const { sheetId } = sheet.properties
    book.sheets = rest
    book.namedRanges = book.namedRanges.filter((range) => range.sheetId !== sheetId)
    book.metadata = book.metadata.filter(
      ({ location }) => location.on === 'spreadsheet' || location.sheetId !== sheetId,
    )
    for (const other of book.sheets) {
      other.charts = other.charts.map((chart) => ({
        ...chart,
        spec: movedSpec(chart.spec, sheetId, () => null),
      }))
    }
    return {}
  },

  /** Before all other sheets unless it is told where [D]. */
  duplicateSheet: ({ book }, body) => {
    const {
      sourceSheetId,
      insertSheetIndex = 0,
      newSheetId,
      newSheetName,
    } = body as {
      sourceSheetId?: number
      insertSheetIndex?: number
      newSheetId?: number
      newSheetName?: string
    }
    const copy = copiedSheet(find(book, sourceSheetId), book, {
      ...(newSheetId !== undefined ? { sheetId: newSheetId } : {}),
      ...(newSheetName !== undefined ? { title: newSheetName } : {}),
    })
    place(book, copy, insertSheetIndex)
    return { properties: sheetProperties(copy, book.sheets.indexOf(copy)) }
  },

  updateSheetProperties: ({ book }, body) => {
    const given = (body['properties'] ?? {}) as GivenSheet
    const sheet = find(book, given.sheetId)
    const fields = readFields(body)
    const every = fields.includes('*')
    for (const path of fields) updateProperty(book, sheet, given, path)
    if (every) {
      for (const path of EVERY) {
        if (path in given) updateProperty(book, sheet, given, path)
      }
    }
    if (fields.includes('index') || (every && given.index !== undefined)) {
      place(book, sheet, afterMove(book, sheet, given.index))
    }
    if (!book.sheets.some(({ properties }) => properties.hidden !== true)) {
      throw invalid("You can't hide all the sheets in a document.")
    }
    return {}
  },
}

function updateProperty(book: Book, sheet: Sheet, given: GivenSheet, path: string): void {
  const { properties, grid } = sheet
  const [top = ''] = path.split('.')
  switch (top) {
    case '*':
    case 'index':
    case 'sheetId':
      return
    case 'title':
      checkTitle(book, given.title ?? '', sheet)
      newTitle(book, given.title ?? '')
      followTitle(book, properties.title, given.title ?? '')
      properties.title = given.title ?? ''
      return
    case 'hidden':
      if (given.hidden === true) properties.hidden = true
      else delete properties.hidden
      return
    case 'rightToLeft':
      if (given.rightToLeft === true) properties.rightToLeft = true
      else delete properties.rightToLeft
      return
    case 'tabColor':
    case 'tabColorStyle':
      delete properties.tabColor
      delete properties.tabColorStyle
      Object.assign(properties, colours(given))
      return
    case 'gridProperties': {
      if (properties.sheetType === 'OBJECT') {
        throw invalid('Grid properties cannot be set on a sheet that has no grid.')
      }
      const before = { ...properties.gridProperties, ...size(grid) }
      const inner = path === 'gridProperties' ? '*' : path.slice('gridProperties.'.length)
      if (inner !== '*' && !GRID_PROPERTIES.has(inner)) throw invalid(`Invalid field: ${path}`)
      const after = setPath(before, inner, given.gridProperties) as Record<string, number | boolean>
      const { rowCount = grid.rowCount, columnCount = grid.columnCount, ...rest } = after
      resize(book, sheet, Number(rowCount), Number(columnCount))
      properties.gridProperties = withoutDefaults(rest)
      checkFrozen(sheet)
      return
    }
    default:
      throw invalid(`Invalid field: ${path}`)
  }
}

function size(grid: Grid): { rowCount: number; columnCount: number } {
  return { rowCount: grid.rowCount, columnCount: grid.columnCount }
}

function withoutDefaults<T extends Record<string, number | boolean>>(properties: T): T {
  const set = Object.entries(properties).filter(([, value]) => value !== 0 && value !== false)
  return Object.fromEntries(set) as T
}

/** What a smaller grid cuts off goes as if it were deleted. */
function resize(book: Book, sheet: Sheet, rowCount: number, columnCount: number): void {
  const { grid } = sheet
  if (rowCount < 1 || columnCount < 1) {
    throw invalid('gridProperties.rowCount and gridProperties.columnCount must be greater than 0.')
  }
  if (rowCount < grid.rowCount) deleteAt(book, sheet, 'ROWS', rowCount, grid.rowCount)
  if (columnCount < grid.columnCount) {
    deleteAt(book, sheet, 'COLUMNS', columnCount, grid.columnCount)
  }
  grid.resize(rowCount, columnCount)
}

function checkFrozen({ properties, grid }: Sheet): void {
  const { frozenRowCount = 0, frozenColumnCount = 0 } = properties.gridProperties
  if (Number(frozenRowCount) >= grid.rowCount) {
    throw invalid("You can't freeze all visible rows on the sheet.")
  }
  if (Number(frozenColumnCount) >= grid.columnCount) {
    throw invalid("You can't freeze all visible columns on the sheet.")
  }
}
