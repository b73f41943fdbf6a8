import { keepColour } from '#test/google/sheets/book/colour.ts'
import { readFields, type BatchRequest } from './request.ts'
import { newSheet, sheetById, type Book, type Sheet } from '#test/google/sheets/book/book.ts'
import { invalid } from '#test/google/http/errors.ts'
import { Grid } from '#test/google/sheets/book/grid.ts'
import { newNumber } from '#test/google/ids.ts'
import { setPath } from './set-path.ts'
import { sheetProperties } from '#test/google/sheets/describe/spreadsheet.ts'

type Given = {
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

function find(book: Book, sheetId: number | undefined): Sheet {
  const sheet = sheetById(book, sheetId ?? 0)
  if (!sheet) throw invalid(`No sheet with id: ${String(sheetId ?? 0)}`)
  return sheet
}

function checkTitle(book: Book, title: string, self?: Sheet): void {
  if (title === '') throw invalid('Sheet name cannot be empty.')
  const lower = title.toLowerCase()
  const taken = book.sheets.some(
    (sheet) => sheet !== self && sheet.properties.title.toLowerCase() === lower,
  )
  if (taken) {
    throw invalid(`A sheet with the name "${title}" already exists. Please enter another name.`)
  }
}

function freeTitle(book: Book): string {
  const titles = book.sheets.map(({ properties }) => properties.title)
  let number = book.sheets.length + 1
  while (titles.includes(`Sheet${String(number)}`)) number += 1
  return `Sheet${String(number)}`
}

/** The grid and properties of a sheet as a request describes it. */
export function makeSheet(book: Book, given: Given): Sheet {
  const title = given.title ?? freeTitle(book)
  checkTitle(book, title)
  if (given.sheetId !== undefined && given.sheetId < 0) {
    throw invalid(`Invalid sheetId: ${String(given.sheetId)}`)
  }
  if (given.sheetId !== undefined && sheetById(book, given.sheetId)) {
    throw invalid(
      `A sheet with id ${String(given.sheetId)} already exists. Please enter another id.`,
    )
  }
  if (given.sheetType !== undefined && given.sheetType !== 'GRID') {
    throw invalid(`sheetType ${given.sheetType} is not supported.`)
  }
  const { rowCount = 1000, columnCount = 26, ...gridProperties } = given.gridProperties ?? {}
  if (rowCount < 1 || columnCount < 1) {
    throw invalid('gridProperties.rowCount and gridProperties.columnCount must be greater than 0.')
  }
  return newSheet({
    title,
    sheetId: given.sheetId ?? newNumber(),
    grid: new Grid(rowCount, columnCount),
    properties: {
      gridProperties,
      ...(given.hidden === true ? { hidden: true } : {}),
      ...(given.rightToLeft === true ? { rightToLeft: true } : {}),
      ...colours(given),
    },
  })
}

/** The colour of the tab and its newer twin are kept together: recorded. */
function colours(given: Given): { tabColor?: object; tabColorStyle?: object } {
  const colour = given.tabColorStyle?.rgbColor ?? given.tabColor
  if (!colour) return {}
  const kept = keepColour(colour)
  return { tabColor: kept, tabColorStyle: { rgbColor: kept } }
}

function place(book: Book, sheet: Sheet, index: number | undefined): void {
  const others = book.sheets.filter((other) => other !== sheet)
  const at = index ?? others.length
  if (at > others.length) {
    throw invalid(
      `Invalid sheet index: ${String(at)}. It must be at most ${String(others.length)}.`,
    )
  }
  book.sheets = [...others.slice(0, at), sheet, ...others.slice(at)]
}

/** Requests about whole sheets and the spreadsheet itself. */
export const SHEET_REQUESTS: Record<string, BatchRequest> = {
  addSheet: ({ book }, body) => {
    const given = (body['properties'] ?? {}) as Given
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
    return {}
  },

  updateSheetProperties: ({ book }, body) => {
    const given = (body['properties'] ?? {}) as Given
    const sheet = find(book, given.sheetId)
    const fields = readFields(body)
    const every = fields.includes('*')
    const sets = (name: string): boolean => every || fields.includes(name)
    for (const path of fields) updateProperty(book, sheet, given, path)
    if (every) {
      for (const path of ['title', 'hidden', 'tabColorStyle', 'gridProperties', 'rightToLeft']) {
        if (path in given) updateProperty(book, sheet, given, path)
      }
    }
    if (sets('index') && given.index !== undefined) place(book, sheet, given.index)
    if (!book.sheets.some(({ properties }) => properties.hidden !== true)) {
      throw invalid("You can't hide all the sheets in a document.")
    }
    return {}
  },

  updateSpreadsheetProperties: (draft, body) => {
    const given = (body['properties'] ?? {}) as Record<string, string>
    for (const path of readFields(body)) {
      switch (path) {
        case 'title':
          if (!given['title']) throw invalid('Spreadsheet title cannot be empty.')
          draft.title = given['title']
          break
        case 'locale':
          if (!/^[a-z]{2,3}(_[A-Z]{2})?$/.test(given['locale'] ?? '')) {
            throw invalid(`Unsupported locale: ${given['locale'] ?? ''}`)
          }
          draft.book.locale = given['locale'] ?? ''
          break
        case 'timeZone':
          checkTimeZone(given['timeZone'] ?? '')
          draft.book.timeZone = given['timeZone'] ?? ''
          break
        case 'autoRecalc':
          draft.book.autoRecalc = given['autoRecalc'] ?? 'ON_CHANGE'
          break
        default:
          throw invalid(`Unsupported field: ${path}`)
      }
    }
    return {}
  },
}

function checkTimeZone(timeZone: string): void {
  try {
    Intl.DateTimeFormat('en', { timeZone })
  } catch {
    throw invalid(`Invalid time zone: ${timeZone}`)
  }
}

function updateProperty(book: Book, sheet: Sheet, given: Given, path: string): void {
  const { properties, grid } = sheet
  const [top = ''] = path.split('.')
  switch (top) {
    case '*':
    case 'index':
    case 'sheetId':
      return
    case 'title':
      checkTitle(book, given.title ?? '', sheet)
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
      const before = { ...properties.gridProperties, ...size(grid) }
      const inner = path === 'gridProperties' ? '*' : path.slice('gridProperties.'.length)
      const after = setPath(before, inner, given.gridProperties) as Record<string, number | boolean>
      const { rowCount = grid.rowCount, columnCount = grid.columnCount, ...rest } = after
      resize(grid, Number(rowCount), Number(columnCount))
      properties.gridProperties = Object.fromEntries(
        Object.entries(rest).filter(([, value]) => value !== 0 && value !== false),
      )
      checkFrozen(sheet)
      return
    }
    default:
      throw invalid(`Unsupported field: ${path}`)
  }
}

function size(grid: Grid): { rowCount: number; columnCount: number } {
  return { rowCount: grid.rowCount, columnCount: grid.columnCount }
}

function resize(grid: Grid, rowCount: number, columnCount: number): void {
  if (rowCount < 1 || columnCount < 1) {
    throw invalid('gridProperties.rowCount and gridProperties.columnCount must be greater than 0.')
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
