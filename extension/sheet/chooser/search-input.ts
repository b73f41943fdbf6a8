import { parseSpreadsheetLink } from '#shared/contract/sheet.ts'

/** What a person typed or pasted into the search field. */
export type SearchInput =
  | { kind: 'words'; words: string }
  | { kind: 'link'; spreadsheetId: string; sheetId: number | null }
  | { kind: 'wrong_link'; advice: string }

const ADDRESS = /^(?:https?:\/\/|www\.|docs\.google\.com|drive\.google\.com)/i
const OTHER_EDITORS: Record<string, string> = {
  document: 'a document',
  presentation: 'a presentation',
  forms: 'a form',
  drawings: 'a drawing',
}

/** Reads the field: a link to a spreadsheet, words to search for, or a link that leads to no sheet. */
export function readSearchInput(input: string): SearchInput {
  const value = input.trim()
  const link = parseSpreadsheetLink(
    /^docs\.google\.com\//i.test(value) ? `https://${value}` : value,
  )
  if (link) return { kind: 'link', ...link }
  if (!ADDRESS.test(value)) return { kind: 'words', words: value }
  return { kind: 'wrong_link', advice: adviceFor(value) }
}

function adviceFor(address: string): string {
  const editor = /docs\.google\.com\/(?:a\/[^/]+\/)?(document|presentation|forms|drawings)\//i.exec(
    address,
  )?.[1]
  const other = editor === undefined ? undefined : OTHER_EDITORS[editor.toLowerCase()]
  if (other !== undefined) {
    return `This link opens ${other}, not a spreadsheet. Open the spreadsheet and copy its link from the address bar.`
  }
  if (/\/spreadsheets\/d\/e\//i.test(address)) {
    return 'This link opens a published copy. Open the spreadsheet itself and copy its link from the address bar.'
  }
  if (/drive\.google\.com/i.test(address)) {
    return 'This link opens Google Drive. Open the spreadsheet from there and copy its link from the address bar.'
  }
  return 'This link opens no spreadsheet. Open yours in Google Sheets and copy its link: it starts with docs.google.com/spreadsheets/d/.'
}
