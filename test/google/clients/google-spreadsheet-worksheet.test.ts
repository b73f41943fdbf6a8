import { GoogleSpreadsheet, type GoogleSpreadsheetWorksheet } from 'google-spreadsheet'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { SEED_IDS } from '#test/google/seeds/seeds.ts'
import { startGoogle, type LocalGoogle } from '#test/google/server.ts'
import { answerForGoogle } from './google-addresses.ts'

/** What google-spreadsheet's documentation does with a worksheet beyond its README **[I]**. */
let google: LocalGoogle
let doc: GoogleSpreadsheet
let sheet: GoogleSpreadsheetWorksheet
let restore: () => void
let made = 0

beforeAll(async () => {
  google = await startGoogle()
  restore = answerForGoogle(google)
  doc = await GoogleSpreadsheet.createNewSpreadsheetDocument({ token: google.token })
})
afterAll(async () => {
  restore()
  await google.close()
})

beforeEach(async () => {
  made += 1
  sheet = await doc.addSheet({ title: `Fruit ${String(made)}`, headerValues: ['name', 'pieces'] })
  await sheet.addRows([
    { name: 'apple', pieces: 4 },
    { name: 'pear', pieces: 12 },
    { name: 'apple', pieces: 4 },
  ])
})

const shown = () => google.cells(doc.spreadsheetId, `'${sheet.title}'`)
const box = (startRowIndex: number, endRowIndex: number, endColumnIndex = 2) => ({
  startRowIndex,
  endRowIndex,
  startColumnIndex: 0,
  endColumnIndex,
})

describe('a worksheet', () => {
  it('is frozen, hidden, coloured and doubled', async () => {
    await sheet.updateGridProperties({ frozenRowCount: 1 })
    expect(sheet.gridProperties.frozenRowCount).toBe(1)
    await sheet.updateProperties({ hidden: true })
    expect(sheet.hidden).toBe(true)
    const copy = await sheet.duplicate({ title: `Copy ${String(made)}` })
    expect(copy.title).toBe(`Copy ${String(made)}`)
    expect(google.cells(doc.spreadsheetId, `'${copy.title}'`)).toEqual(shown())
    await copy.delete()
  })

  it('is copied to another document that one may edit', async () => {
    await sheet.copyToSpreadsheet(SEED_IDS.potluck)
    expect(google.cells(SEED_IDS.potluck, `'Copy of ${sheet.title}'!A3`)).toEqual([['pear']])
    const forbidden = sheet.copyToSpreadsheet(SEED_IDS.roadmap)
    await expect(forbidden).rejects.toThrow('[403] The caller does not have permission')
  })

  it('is downloaded as text, from the address that its page has', async () => {
    await doc.loadInfo()
    const csv = new TextDecoder().decode(await sheet.downloadAsCSV())
    expect(csv.trimEnd().split(/\r?\n/)).toEqual(['name,pieces', 'apple,4', 'pear,12', 'apple,4'])
    const tsv = new TextDecoder().decode(await sheet.downloadAsTSV())
    expect(tsv.split(/\r?\n/)[1]).toBe('apple\t4')
  })

  it('loses cells, rows and columns', async () => {
    await sheet.clear('A2:A3')
    await sheet.deleteRows(3, 4)
    expect(shown()).toEqual([
      ['name', 'pieces'],
      ['', '4'],
      ['', '12'],
    ])
    await sheet.deleteColumns(0, 1)
    expect(shown()).toEqual([['pieces'], ['4'], ['12']])
    expect(sheet).toMatchObject({ rowCount: 999, columnCount: 25 })
  })
})

describe('what a worksheet carries', () => {
  it('checks what is typed', async () => {
    await sheet.setDataValidation(box(1, 4, 1), {
      condition: { type: 'ONE_OF_LIST', values: [{ userEnteredValue: 'apple' }] },
      strict: true,
      showCustomUi: true,
    })
    expect(await rules()).toContain('ONE_OF_LIST')
    await sheet.setDataValidation(box(1, 4, 1), false)
    expect(await rules()).not.toContain('ONE_OF_LIST')
  })

  it('has named ranges', async () => {
    await doc.addNamedRange('Pieces', { sheetId: sheet.sheetId, ...box(1, 4) }, `pieces-${made}`)
    expect(google.cells(doc.spreadsheetId, 'Pieces')).toHaveLength(3)
    await expect(
      doc.addNamedRange('Pieces', { sheetId: sheet.sheetId, ...box(0, 1) }),
    ).rejects.toThrow('[400] Invalid requests[0].addNamedRange')
    await doc.deleteNamedRange(`pieces-${made}`)
    await expect(doc.deleteNamedRange(`pieces-${made}`)).rejects.toThrow('[400]')
  })

  it('has protected ranges', async () => {
    const range = { sheetId: sheet.sheetId, ...box(0, 1) }
    await sheet.addProtectedRange({ range, description: 'Names', warningOnly: true })
    await doc.loadInfo()
    const [kept] = sheet.protectedRanges ?? []
    expect(kept).toMatchObject({ description: 'Names', warningOnly: true })
    await sheet.updateProtectedRange(kept?.protectedRangeId ?? 0, { description: 'Header' })
    expect(sheet.protectedRanges?.[0]?.description).toBe('Header')
    await sheet.deleteProtectedRange(kept?.protectedRangeId ?? 0)
  })

  it('is sorted, searched, joined and freed of doubles', async () => {
    await sheet.sortRange(box(1, 4), [{ dimensionIndex: 1, sortOrder: 'DESCENDING' }])
    expect(shown()[1]).toEqual(['pear', '12'])
    await sheet.findReplace('apple', 'plum')
    await sheet.deleteDuplicates(box(0, 4))
    expect(shown()).toEqual([
      ['name', 'pieces'],
      ['pear', '12'],
      ['plum', '4'],
    ])
    await sheet.mergeCells(box(5, 7))
    await expect(sheet.mergeCells(box(6, 8))).rejects.toThrow('[400]')
    await sheet.unmergeCells(box(5, 7))
  })

  it('has metadata of programs', async () => {
    await sheet.createDeveloperMetadata({
      metadataKey: 'row',
      metadataValue: 'pear',
      visibility: 'DOCUMENT',
      location: {
        dimensionRange: { sheetId: sheet.sheetId, dimension: 'ROWS', startIndex: 2, endIndex: 3 },
      },
    })
    const lookup = { developerMetadataLookup: { metadataKey: 'row' } }
    const [found] = await doc.searchDeveloperMetadata([lookup])
    expect(found).toMatchObject({ metadataValue: 'pear' })
    await sheet.loadCells(lookup)
    expect(sheet.getCell(2, 0).value).toBe('pear')
    await sheet.deleteDeveloperMetadata(lookup)
    expect(await doc.searchDeveloperMetadata([lookup])).toEqual([])
  })
})

/** The rules of validation of A1:B4: the client keeps them to itself, so they are read past it. */
async function rules(): Promise<string> {
  const searchParams = {
    ranges: `'${sheet.title}'!A1:B4`,
    fields: 'sheets.data.rowData.values.dataValidation',
  }
  return doc.sheetsApi.get('', { searchParams }).text()
}
