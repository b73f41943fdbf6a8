import { describe, expect, it } from 'vitest'
import { callGoogle } from '#test/google/call-google.ts'
import { grid, message, setUpBench, texts } from './bench.ts'

const bench = setUpBench()
const fields = 'userEnteredValue'

describe('a batch', () => {
  it('is carried out in order, with a reply for each request [R]', async () => {
    const { body } = await bench.batch(
      { addSheet: { properties: { title: 'New' } } },
      { updateSpreadsheetProperties: { properties: { title: 'Renamed' }, fields: 'title' } },
    )
    expect(body).toMatchObject({ spreadsheetId: bench.id, replies: [{ addSheet: {} }, {}] })
    expect(await bench.get('properties.title')).toEqual({ properties: { title: 'Renamed' } })
    const file = await callGoogle(bench.google, `/drive/v3/files/${bench.id}?fields=name`)
    expect(file.body).toEqual({ name: 'Renamed' })
  })

  it('later requests see what earlier ones did [D]', async () => {
    const start = { sheetId: 7, rowIndex: 0, columnIndex: 0 }
    const answer = await bench.batch(
      { addSheet: { properties: { sheetId: 7, title: 'Seven' } } },
      { updateCells: { start, rows: [{ values: texts('a', 'b') }], fields } },
      { deleteDimension: { range: { ...columnsOf(7), startIndex: 0, endIndex: 1 } } },
    )
    expect(answer.status).toBe(200)
    expect(bench.cells('Seven')).toEqual([['b']])
  })

  it('names a kind that has a reply also when there is nothing in it [R]', async () => {
    const range = { ...columnsOf(0), startIndex: 0, endIndex: 2 }
    const { body } = await bench.batch(
      { addDimensionGroup: { range } },
      { deleteDimensionGroup: { range } },
      { findReplace: { find: 'x', replacement: 'y', sheetId: 0 } },
    )
    expect(body).toMatchObject({ replies: [{}, { deleteDimensionGroup: {} }, { findReplace: {} }] })
  })

  it('is all or nothing, and says which request was wrong [D]', async () => {
    const answer = await bench.batch(
      { addSheet: { properties: { title: 'Kept?' } } },
      { deleteSheet: { sheetId: 21686688 } },
    )
    expect(answer.body).toMatchObject({ error: { code: 400, status: 'INVALID_ARGUMENT' } })
    expect(message(answer)).toBe('Invalid requests[1].deleteSheet: No sheet with id: 21686688')
    expect(await bench.get('sheets.properties.title')).toEqual({
      sheets: [{ properties: { title: 'Sheet1' } }],
    })
  })

  it('needs a request [I]', async () => {
    expect(message(await bench.send({ requests: [] }))).toBe('Must specify at least one request.')
    expect(message(await bench.send({}))).toBe('Must specify at least one request.')
  })

  it('says so when a kind of request is not built', async () => {
    const answer = await bench.batch({ deleteComment: { commentId: 'x' } })
    expect(answer.status).toBe(501)
    expect(message(answer)).toContain('requests[0].deleteComment')
  })
})

describe('errors [I]: vector batch-errors', () => {
  it.each([
    [
      { addSheet: { properties: { title: 'Finance' } } },
      'Invalid requests[0].addSheet: A sheet with the name "Finance" already exists. Please enter another name.',
    ],
    [
      { deleteSheet: { sheetId: 21686688 } },
      'Invalid requests[0].deleteSheet: No sheet with id: 21686688',
    ],
  ])('%j', async (request, text) => {
    await bench.batch({ addSheet: { properties: { title: 'Finance' } } })
    expect(message(await bench.batch(request))).toBe(text)
  })
})

describe('the spreadsheet in the answer', () => {
  const write = {
    updateCells: { range: grid(0, 1, 0, 1), rows: [{ values: texts('a') }], fields },
  }

  it('comes on request, without cells [D]', async () => {
    const plain = await bench.send({ requests: [write] })
    expect(plain.body).not.toHaveProperty('updatedSpreadsheet')
    const { body } = await bench.send({ requests: [write], includeSpreadsheetInResponse: true })
    expect(body).toMatchObject({
      updatedSpreadsheet: { spreadsheetId: bench.id, sheets: [{ properties: { sheetId: 0 } }] },
    })
    expect(body).not.toHaveProperty('updatedSpreadsheet.sheets[0].data')
  })

  it('has the cells of the ranges that were asked for [D]', async () => {
    const { body } = await bench.send({
      requests: [write],
      includeSpreadsheetInResponse: true,
      responseIncludeGridData: true,
      responseRanges: ['Sheet1!A1:B2'],
    })
    expect(body).toMatchObject({
      updatedSpreadsheet: {
        sheets: [{ data: [{ rowData: [{ values: [{ formattedValue: 'a' }] }] }] }],
      },
    })
  })

  it('of a range that does not exist is refused, and nothing changes', async () => {
    const answer = await bench.send({
      requests: [write],
      includeSpreadsheetInResponse: true,
      responseRanges: ['Nowhere!A1'],
    })
    expect([answer.status, message(answer)]).toEqual([400, 'Unable to parse range: Nowhere!A1'])
    expect(bench.cells()).toEqual([])
  })
})

function columnsOf(sheetId: number): object {
  return { sheetId, dimension: 'COLUMNS' }
}
