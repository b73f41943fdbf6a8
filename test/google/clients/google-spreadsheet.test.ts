import { OAuth2Client } from 'google-auth-library'
import { GoogleSpreadsheet, type GoogleSpreadsheetWorksheet } from 'google-spreadsheet'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DRIVE_FILE, SPREADSHEETS } from '#test/google/oauth/scopes.ts'
import { startGoogle, type LocalGoogle } from '#test/google/server.ts'
import { answerForGoogle } from './google-addresses.ts'

/**
 * The tour of google-spreadsheet's own README. It is in wide use and its authors test it against
 * Google itself, so what it needs of an answer is what Google answers **[I]**.
 */
let google: LocalGoogle
let auth: OAuth2Client
let doc: GoogleSpreadsheet
let restore: () => void

beforeAll(async () => {
  google = await startGoogle()
  restore = answerForGoogle(google)
  auth = clientOf('ada@gmail.com')
  doc = await GoogleSpreadsheet.createNewSpreadsheetDocument(auth, { title: 'A new document' })
})
afterAll(async () => {
  restore()
  await google.close()
})

function clientOf(email: string): OAuth2Client {
  const client = new OAuth2Client()
  client.setCredentials({
    access_token: google.tokenFor(email, [SPREADSHEETS, DRIVE_FILE]),
    expiry_date: Date.now() + 3_600_000,
  })
  return client
}

describe('the basics', () => {
  it('loads what is known of a document and renames it', async () => {
    await doc.loadInfo()
    expect(doc.title).toBe('A new document')
    expect([doc.locale, doc.timeZone, doc.autoRecalc]).toEqual(['en_US', 'Etc/GMT', 'ON_CHANGE'])
    await doc.updateProperties({ title: 'A renamed document' })
    expect(doc.title).toBe('A renamed document')
  })

  it('knows the sheets by index, id and title', async () => {
    const [sheet] = doc.sheetsByIndex
    expect(sheet).toMatchObject({ title: 'Sheet1', rowCount: 1000, columnCount: 26 })
    expect(doc.sheetsById[sheet?.sheetId ?? -1]).toBe(sheet)
    expect(doc.sheetsByTitle['Sheet1']).toBe(sheet)
  })

  it('adds a sheet and deletes it', async () => {
    const added = await doc.addSheet({ title: 'Another sheet' })
    expect(doc.sheetCount).toBe(2)
    await added.updateProperties({
      title: 'Renamed',
      tabColorStyle: { rgbColor: { red: 1, green: 0, blue: 0, alpha: 1 } },
    })
    expect(added.title).toBe('Renamed')
    await added.resize({ rowCount: 12, columnCount: 5 })
    expect(added).toMatchObject({ rowCount: 12, columnCount: 5 })
    await added.delete()
    expect(doc.sheetsByIndex.map(({ title }) => title)).toEqual(['Sheet1'])
  })

  it('is told why: a token that is dead, a document that is not one’s own or not there', async () => {
    const dead = new GoogleSpreadsheet(doc.spreadsheetId, { token: 'ya29.dead' })
    await expect(dead.loadInfo()).rejects.toThrow('Google API error - [401] Request had invalid')
    const ben = new GoogleSpreadsheet(doc.spreadsheetId, clientOf('ben@gmail.com'))
    await expect(ben.loadInfo()).rejects.toThrow('[403] The caller does not have permission')
    const nowhere = new GoogleSpreadsheet(`${doc.spreadsheetId}x`, auth)
    await expect(nowhere.loadInfo()).rejects.toThrow('[404] Requested entity was not found.')
  })
})

describe('rows', () => {
  type Person = { name: string; email: string; born: number }
  let sheet: GoogleSpreadsheetWorksheet
  const names = async (): Promise<unknown[]> =>
    (await sheet.getRows<Person>()).map((row): unknown => row.get('name'))

  it('are added below a header row', async () => {
    sheet = await doc.addSheet({ title: 'People', headerValues: ['name', 'email', 'born'] })
    const ada = await sheet.addRow({ name: 'Ada Lovelace', email: 'ada@gmail.com', born: 1815 })
    expect([ada.rowNumber, ada.get('name'), ada.get('born')]).toEqual([2, 'Ada Lovelace', '1815'])
    const more = await sheet.addRows([
      { name: 'Mary Somerville', email: 'mary@example.org' },
      { name: 'Charles Brook', email: 'charles@example.com', born: '=1800+11' },
    ])
    expect(more.map(({ rowNumber }) => rowNumber)).toEqual([3, 4])
    expect(more[1]?.get('born')).toBe('1811')
  })

  it('are read, all or a window of them', async () => {
    await sheet.loadHeaderRow()
    expect(sheet.headerValues).toEqual(['name', 'email', 'born'])
    expect(await names()).toEqual(['Ada Lovelace', 'Mary Somerville', 'Charles Brook'])
    const [second, ...others] = await sheet.getRows<Person>({ offset: 1, limit: 1 })
    expect(second?.toObject()).toEqual({
      name: 'Mary Somerville',
      email: 'mary@example.org',
      born: '',
    })
    expect(others).toEqual([])
  })

  it('are changed, saved and deleted', async () => {
    const [first, second, third] = await sheet.getRows<Person>()
    first?.set('email', 'ada@example.org')
    await first?.save()
    second?.assign({ name: 'Mary Fairfax', born: 1780 })
    await second?.save()
    await third?.delete()
    expect(google.cells(doc.spreadsheetId, 'People')).toEqual([
      ['name', 'email', 'born'],
      ['Ada Lovelace', 'ada@example.org', '1815'],
      ['Mary Fairfax', 'mary@example.org', '1780'],
    ])
    await expect(third?.save()).rejects.toThrow('deleted')
  })

  it('are inserted or overwrite, raw or as typed', async () => {
    await sheet.addRow(['=1+1', '50%', '2026-09-27'], { raw: true })
    await sheet.addRow(['=1+1', '50%', '2026-09-27'], { insert: true })
    expect(sheet.rowCount).toBe(1001)
    expect(google.cells(doc.spreadsheetId, 'People!A4:C5', 'UNFORMATTED_VALUE')).toEqual([
      ['=1+1', '50%', '2026-09-27'],
      [2, 0.5, 46_292],
    ])
  })

  it('are cleared, and only the header stays', async () => {
    await sheet.clearRows()
    expect(await names()).toEqual([])
    expect(google.cells(doc.spreadsheetId, 'People')).toEqual([['name', 'email', 'born']])
    await sheet.clear()
    expect(google.cells(doc.spreadsheetId, 'People')).toEqual([])
    await expect(sheet.loadHeaderRow()).rejects.toThrow('No values in the header row')
  })
})

describe('cells', () => {
  let sheet: GoogleSpreadsheetWorksheet

  it('are loaded by ranges and counted', async () => {
    sheet = await doc.addSheet({
      title: "Ada's cells",
      gridProperties: { rowCount: 20, columnCount: 8 },
    })
    await sheet.loadCells('A1:E10')
    expect(sheet.cellStats).toEqual({ nonEmpty: 0, loaded: 50, total: 160 })
    expect(sheet.getCell(0, 0).value).toBeNull()
    expect(() => sheet.getCellByA1('F1')).toThrow('not been loaded')
    await sheet.loadCells([{ startRowIndex: 0, endRowIndex: 1, startColumnIndex: 5 }, 'G2'])
    expect(sheet.getCellByA1('H1').formattedValue).toBeNull()
  })

  it('are written in one call: value, formula, note and format', async () => {
    const a1 = sheet.getCell(0, 0)
    const c6 = sheet.getCellByA1('C6')
    a1.value = 123.456
    a1.textFormat = { bold: true }
    a1.numberFormat = { type: 'CURRENCY', pattern: '"$"#,##0.00' }
    c6.formula = '=A1*2'
    c6.note = 'This is a note!'
    sheet.getCellByA1('B1').boolValue = true
    sheet.getCellByA1('B2').stringValue = '=not a formula'
    await sheet.saveUpdatedCells()

    expect([a1.value, a1.formattedValue, a1.formula]).toEqual([123.456, '$123.46', null])
    expect(a1.userEnteredFormat).toMatchObject({ textFormat: { bold: true } })
    expect(a1.effectiveFormat).toMatchObject({
      horizontalAlignment: 'RIGHT',
      textFormat: { bold: true, italic: false, fontSize: 10 },
    })
    expect([c6.value, c6.formula, c6.note]).toEqual([246.912, '=A1*2', 'This is a note!'])
    expect(sheet.getCellByA1('B1').valueType).toBe('boolValue')
    expect(sheet.getCellByA1('B2')).toMatchObject({ value: '=not a formula', formula: null })
  })

  it('show errors of formulas, and are emptied', async () => {
    const cell = sheet.getCellByA1('D1')
    cell.formula = '=1/0'
    await cell.save()
    expect(cell.formattedValue).toBe('#DIV/0!')
    expect(cell.errorValue).toMatchObject({ type: 'DIVIDE_BY_ZERO' })
    cell.value = null
    await cell.save()
    expect([cell.value, cell.formattedValue]).toEqual([null, null])
  })

  it('lose their looks', async () => {
    const cell = sheet.getCellByA1('A1')
    cell.backgroundColor = { red: 0.5, green: 1, blue: 0.25, alpha: 1 }
    await cell.save()
    expect(cell.backgroundColor).toMatchObject({ green: 1 })
    cell.clearAllFormatting()
    await cell.save()
    expect(cell.userEnteredFormat).toBeUndefined()
    expect(cell.formattedValue).toBe('123.456')
  })
})

describe('documents and sharing', () => {
  it('is shared with people, domains, or with everybody, and taken back', async () => {
    await doc.share('ben@gmail.com', { role: 'reader', emailMessage: false })
    await doc.share('studio-nord.example', { role: 'writer' })
    await doc.setPublicAccessLevel('reader')
    const kinds = (await doc.listPermissions()).map(({ type, role }) => `${type} ${role}`)
    expect(kinds.toSorted()).toEqual([
      'anyone reader',
      'domain writer',
      'user owner',
      'user reader',
    ])
    const ben = new GoogleSpreadsheet(doc.spreadsheetId, clientOf('ben@gmail.com'))
    await ben.loadInfo()
    await expect(ben.updateProperties({ title: 'Mine' })).rejects.toThrow('[403]')

    await doc.setPublicAccessLevel(false)
    const [reader] = (await doc.listPermissions()).filter(({ role }) => role === 'reader')
    await doc.deletePermission(reader?.id ?? '')
    expect(await doc.listPermissions()).toHaveLength(2)
    await expect(ben.loadInfo()).rejects.toThrow('[403]')
  })

  it('is deleted, and then is not there', async () => {
    const short = await GoogleSpreadsheet.createNewSpreadsheetDocument(auth, {
      title: 'Short life',
    })
    await short.delete()
    const gone = new GoogleSpreadsheet(short.spreadsheetId, auth)
    await expect(gone.loadInfo()).rejects.toThrow('[404]')
    await expect(short.delete()).rejects.toThrow('[404] File not found')
  })
})
