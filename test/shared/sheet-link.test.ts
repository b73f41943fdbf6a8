import { describe, expect, it } from 'vitest'
import { parseSpreadsheetLink } from '#shared/contract/sheet.ts'

const id = '1jIKzPs8LsiZZdLdeMEP-5ZIHw6RkjiOmj1LrJN706Yc'

describe('a pasted link', () => {
  it.each([
    [`https://docs.google.com/spreadsheets/d/${id}/edit#gid=42`, 42],
    [`https://docs.google.com/spreadsheets/d/${id}/edit?gid=42#gid=42`, 42],
    [`https://docs.google.com/spreadsheets/u/1/d/${id}/edit?usp=sharing`, null],
    [`https://docs.google.com/spreadsheets/d/${id}`, null],
    [`  ${id} `, null],
  ])('%s names its spreadsheet and tab', (link, sheetId) => {
    expect(parseSpreadsheetLink(link)).toEqual({ spreadsheetId: id, sheetId })
  })

  it.each([
    '',
    'reading list',
    'https://docs.google.com/document/d/abc/edit',
    'https://example.org',
  ])('"%s" names none', (link) => {
    expect(parseSpreadsheetLink(link)).toBeNull()
  })
})
