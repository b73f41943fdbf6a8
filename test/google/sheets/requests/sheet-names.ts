import { sheetById, type Book, type Sheet } from '#test/google/sheets/book/book.ts'
import { invalid } from '#test/google/http/errors.ts'
import { freeName } from './free-name.ts'

/** Seen in public error reports. */
const TITLE_LENGTH = 100

/** @throws ApiError for a title that is empty, too long, or another sheet's: case does not count. */
export function checkTitle(book: Book, title: string, self?: Sheet): void {
  if (title === '') throw invalid('The sheet name cannot be empty.')
  if (title.length > TITLE_LENGTH) {
    throw invalid(`The sheet name cannot be greater than ${String(TITLE_LENGTH)} characters.`)
  }
  const lower = title.toLowerCase()
  const taken = book.sheets.some(
    (sheet) => sheet !== self && sheet.properties.title.toLowerCase() === lower,
  )
  if (taken) {
    throw invalid(`A sheet with the name "${title}" already exists. Please enter another name.`)
  }
}

/** @throws ApiError for a title or an id that no new sheet can have; the id's words were probed. */
export function checkNewSheet(book: Book, { sheetId, title }: { sheetId?: number; title: string }) {
  checkTitle(book, title)
  if (sheetId === undefined) return
  if (sheetId < 0) throw invalid(`Invalid sheetId: ${String(sheetId)}`)
  if (sheetById(book, sheetId)) {
    throw invalid(`Sheet with id ${String(sheetId)} already exists.`)
  }
}

/** The titles of all sheets. */
export function titles(book: Book): string[] {
  return book.sheets.map(({ properties }) => properties.title)
}

/** `Sheet2` in a spreadsheet of one sheet, or the next number that is free. */
export function freeTitle(book: Book, start = 'Sheet', from = book.sheets.length + 1): string {
  return freeName(titles(book), (number) => `${start}${String(number)}`, from)
}
