import { describe, expect, it } from 'vitest'
import { readSearchInput } from '#extension/sheet/chooser/search-input.ts'

const id = '1abcDEF_ghi-0123456789abcdefghij'
const advice = (input: string) => {
  const read = readSearchInput(input)
  return read.kind === 'wrong_link' ? read.advice : read
}

describe('the search field', () => {
  it('searches for words', () => {
    expect(readSearchInput('  reading list ')).toEqual({ kind: 'words', words: 'reading list' })
    expect(readSearchInput('')).toEqual({ kind: 'words', words: '' })
  })

  it('opens a pasted link, at its tab where it names one', () => {
    expect(
      readSearchInput(`https://docs.google.com/spreadsheets/d/${id}/edit?usp=sharing`),
    ).toEqual({ kind: 'link', spreadsheetId: id, sheetId: null })
    expect(
      readSearchInput(` https://docs.google.com/spreadsheets/u/1/d/${id}/edit#gid=77\n`),
    ).toEqual({ kind: 'link', spreadsheetId: id, sheetId: 77 })
  })

  it('opens a link that lost its https', () => {
    expect(readSearchInput(`docs.google.com/spreadsheets/d/${id}/edit#gid=0`)).toEqual({
      kind: 'link',
      spreadsheetId: id,
      sheetId: 0,
    })
  })

  it('says what a wrong link opens, and what to do', () => {
    expect(advice('https://docs.google.com/document/d/1abc/edit')).toMatch(/opens a document/)
    expect(
      advice('https://docs.google.com/spreadsheets/d/e/2PACX-1vQabcdefghijklm/pubhtml'),
    ).toMatch(/published copy/)
    expect(advice('https://drive.google.com/drive/my-drive')).toMatch(/opens Google Drive/)
    expect(advice('https://example.org/sheet')).toMatch(/docs\.google\.com\/spreadsheets/)
  })
})
