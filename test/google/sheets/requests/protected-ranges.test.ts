import { beforeEach, describe, expect, it } from 'vitest'
import { callGoogle, type Answer } from '#test/google/call-google.ts'
import { SPREADSHEETS } from '#test/google/oauth/scopes.ts'
import { columns, grid, message, rows, setUpBench, texts } from './bench.ts'

const bench = setUpBench()

const REFUSAL =
  'You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection if you need to edit.'

beforeEach(() => bench.google.share(bench.id, 'ben@gmail.com', 'writer'))

/** As Ben, who may change the spreadsheet but is not its owner. */
async function asBen(path: string, body: unknown, method = 'POST'): Promise<Answer> {
  const token = bench.google.tokenFor('ben@gmail.com', [SPREADSHEETS])
  return callGoogle(bench.google, `/v4/spreadsheets/${bench.id}${path}`, { token, method, body })
}

async function batchAsBen(...requests: object[]): Promise<Answer> {
  return asBen(':batchUpdate', { requests })
}

function protect(given: object): object {
  return { addProtectedRange: { protectedRange: given } }
}

async function shown(): Promise<Record<string, unknown>[]> {
  const { sheets } = (await bench.get('sheets.protectedRanges')) as {
    sheets: { protectedRanges?: Record<string, unknown>[] }[]
  }
  return sheets[0]?.protectedRanges ?? []
}

const write = { values: [['x']] }

describe('protected ranges', () => {
  it('the reply has the editors asked for, the spreadsheet the owner too [R]', async () => {
    const editors = { users: [], groups: [] }
    const reply = await bench.reply(
      protect({
        range: grid(0, 2, 0, 2),
        warningOnly: false,
        requestingUserCanEdit: false,
        editors,
      }),
    )
    const range = {
      startRowIndex: 0,
      endRowIndex: 2,
      startColumnIndex: 0,
      endColumnIndex: 2,
    }
    const protectedRangeId: unknown = expect.any(Number)
    expect(reply).toEqual({
      addProtectedRange: {
        protectedRange: { protectedRangeId, range, requestingUserCanEdit: true, editors: {} },
      },
    })
    expect(await shown()).toEqual([
      {
        protectedRangeId,
        range,
        requestingUserCanEdit: true,
        editors: { users: ['ada@gmail.com'] },
      },
    ])
  })

  it('a warning shows the owner as its editor, and takes no others [R, I]', async () => {
    await bench.batch(protect({ range: grid(0, 2, 0, 2), warningOnly: true }))
    expect(await shown()).toMatchObject([
      { warningOnly: true, requestingUserCanEdit: true, editors: { users: ['ada@gmail.com'] } },
    ])
    const editors = { users: ['ben@gmail.com'] }
    const answer = await bench.batch(
      protect({ range: grid(0, 2, 0, 2), warningOnly: true, editors }),
    )
    expect(message(answer)).toBe(
      'Invalid requests[0].addProtectedRange: ProtectedRange is warningOnly. Editors cannot be set on it.',
    )
  })

  it('a whole sheet is an empty range, and others are not told who may edit [R]', async () => {
    await bench.batch(protect({ range: { sheetId: 0 } }))
    const token = bench.google.tokenFor('ben@gmail.com', [SPREADSHEETS])
    const path = `/v4/spreadsheets/${bench.id}?fields=sheets.protectedRanges`
    const { body } = await callGoogle(bench.google, path, { token })
    expect(body).toEqual({
      sheets: [
        { protectedRanges: [{ protectedRangeId: expect.any(Number) as unknown, range: {} }] },
      ],
    })
  })

  it('needs a range [I]', async () => {
    const answer = await bench.batch(protect({ description: 'nowhere' }))
    expect(message(answer)).toBe('Invalid requests[0].addProtectedRange: No range specified')
  })

  it('is updated by mask, moved, and deleted [D, R]', async () => {
    await bench.batch(protect({ protectedRangeId: 7, range: grid(0, 1, 0, 1), description: 'one' }))
    const protectedRange = { protectedRangeId: 7, range: grid(2, 3, 0, 1), description: 'two' }
    await bench.batch({ updateProtectedRange: { protectedRange, fields: 'range' } })
    expect(await shown()).toMatchObject([{ description: 'one', range: { startRowIndex: 2 } }])
    await bench.batch({ updateProtectedRange: { protectedRange, fields: 'description' } })
    expect(await shown()).toMatchObject([{ description: 'two' }])
    expect(
      (await bench.batch({ deleteProtectedRange: { protectedRangeId: 7 } })).body,
    ).toMatchObject({ replies: [{}] })
    expect(await shown()).toEqual([])
    const again = await bench.batch({ deleteProtectedRange: { protectedRangeId: 7 } })
    expect(message(again)).toMatch(/No protected range with id: 7/)
  })

  it('an id that was chosen can be had once [D]', async () => {
    const answer = await bench.batch(
      protect({ protectedRangeId: 7, range: grid(0, 1, 0, 1) }),
      protect({ protectedRangeId: 7, range: grid(5, 6, 0, 1) }),
    )
    expect(answer.status).toBe(400)
    expect(message(answer)).toMatch(/^Invalid requests\[1\]\.addProtectedRange: /)
    expect(await shown()).toEqual([])
  })

  it('a warning that becomes a protection is for all who can edit the document [D]', async () => {
    await bench.batch(protect({ protectedRangeId: 7, range: grid(0, 1, 0, 1), warningOnly: true }))
    const protectedRange = { protectedRangeId: 7, warningOnly: false }
    await bench.batch({ updateProtectedRange: { protectedRange, fields: 'warningOnly' } })
    expect(await shown()).toMatchObject([
      { editors: { users: ['ada@gmail.com', 'ben@gmail.com'] } },
    ])
  })

  it('can stand for a named range, and follows it [D]', async () => {
    const namedRange = { namedRangeId: 'prices', name: 'Prices', range: grid(0, 1, 0, 1) }
    await bench.batch(
      { addNamedRange: { namedRange } },
      protect({ protectedRangeId: 7, namedRangeId: 'prices' }),
    )
    const moved = { ...namedRange, range: grid(4, 5, 0, 1) }
    await bench.batch({ updateNamedRange: { namedRange: moved, fields: 'range' } })
    expect(await shown()).toMatchObject([{ namedRangeId: 'prices', range: { startRowIndex: 4 } }])
    expect((await asBen('/values/A1?valueInputOption=RAW', write, 'PUT')).status).toBe(200)
    expect((await asBen('/values/A5?valueInputOption=RAW', write, 'PUT')).status).toBe(400)
  })
})

describe('who may not edit a protected range', () => {
  beforeEach(async () => {
    bench.write('A1:B3', [
      ['a', '1'],
      ['b', '2'],
      ['c', '3'],
    ])
    await bench.batch(protect({ protectedRangeId: 7, range: grid(0, 2, 0, 2) }))
  })

  it('is refused by values, who may edit it is not [I]', async () => {
    const refused = await asBen('/values/B2?valueInputOption=RAW', write, 'PUT')
    expect(refused.status).toBe(400)
    expect(message(refused)).toContain(REFUSAL)
    expect((await asBen('/values/A1:Z9:clear', {})).status).toBe(400)
    expect((await asBen('/values/A3?valueInputOption=RAW', write, 'PUT')).status).toBe(200)
    expect((await asBen('/values/A1:append?valueInputOption=RAW', write)).status).toBe(200)
    bench.write('B2', [['by its owner']])
    expect(bench.cells('A1:B3')).toEqual([
      ['a', '1'],
      ['b', 'by its owner'],
      ['x', '3'],
    ])
  })

  it.each([
    [{ repeatCell: { range: grid(1, 5, 1, 2), cell: { note: 'x' }, fields: 'note' } }],
    [{ updateCells: { start: { rowIndex: 1 }, rows: [{ values: texts('x') }], fields: '*' } }],
    [{ deleteDimension: { range: rows(1, 2) } }],
    [{ insertDimension: { range: rows(1, 2) } }],
    [{ moveDimension: { source: rows(7, 8), destinationIndex: 1 } }],
    [{ insertDimension: { range: columns(1, 2) } }],
    [{ sortRange: { range: grid(0, 3, 0, 2), sortSpecs: [] } }],
    [{ mergeCells: { range: grid(1, 3, 0, 1) } }],
    [{ findReplace: { find: '2', replacement: '9', allSheets: true } }],
    [{ pasteData: { coordinate: { rowIndex: 1 }, data: 'x', delimiter: ',' } }],
    [{ autoFill: { range: grid(0, 4, 0, 2) } }],
    [
      {
        autoFill: {
          sourceAndDestination: { source: grid(2, 3, 0, 1), dimension: 'ROWS', fillLength: -1 },
        },
      },
    ],
    [{ copyPaste: { source: grid(2, 5, 3, 6), destination: grid(1, 2, 1, 2) } }],
    [{ cutPaste: { source: grid(2, 3, 0, 1), destination: { rowIndex: 1 } } }],
    [{ deleteSheet: { sheetId: 0 } }],
    [{ deleteProtectedRange: { protectedRangeId: 7 } }],
  ])('is refused by %o [I]', async (request) => {
    const [kind = ''] = Object.keys(request)
    await bench.batch({ addSheet: { properties: { title: 'Other' } } })
    const answer = await batchAsBen(request)
    expect(answer.status).toBe(400)
    expect(message(answer)).toBe(`Invalid requests[0].${kind}: ${REFUSAL}`)
  })

  it('is told what is missing from a request [D]', async () => {
    for (const cutPaste of [{}, { source: grid(4, 5, 4, 5) }, { destination: { rowIndex: 6 } }]) {
      expect((await batchAsBen({ cutPaste })).status).not.toBe(500)
    }
  })

  it('cannot add to a table in it, also by way of another sheet', async () => {
    await bench.batch(
      { addSheet: { properties: { sheetId: 9 } } },
      { addTable: { table: { tableId: 't', range: { ...grid(0, 2, 0, 1), sheetId: 9 } } } },
      protect({ range: { sheetId: 9 } }),
      { deleteProtectedRange: { protectedRangeId: 7 } },
    )
    const rows = [{ values: texts('x') }]
    const answer = await batchAsBen({
      appendCells: { sheetId: 0, tableId: 't', rows, fields: 'userEnteredValue' },
    })
    expect(message(answer)).toBe(`Invalid requests[0].appendCells: ${REFUSAL}`)
  })

  it('may put rows above and below it, and is let in when named', async () => {
    const above = await batchAsBen({ insertDimension: { range: rows(0, 1) } })
    const below = await batchAsBen({ insertDimension: { range: rows(3, 4) } })
    expect([above.status, below.status]).toEqual([200, 200])
    const protectedRange = { protectedRangeId: 7, editors: { users: ['ben@gmail.com'] } }
    await bench.batch({ updateProtectedRange: { protectedRange, fields: 'editors' } })
    expect((await asBen('/values/B3?valueInputOption=RAW', write, 'PUT')).status).toBe(200)
  })

  it('may use the gaps of a protected sheet [D]', async () => {
    const unprotectedRanges = [grid(9, 12, 0, 3)]
    await bench.batch(protect({ range: { sheetId: 0 }, unprotectedRanges }))
    expect((await asBen('/values/B10?valueInputOption=RAW', write, 'PUT')).status).toBe(200)
    expect((await asBen('/values/B9:B10?valueInputOption=RAW', write, 'PUT')).status).toBe(400)
    const resize = { properties: { gridProperties: { rowCount: 2000 } } }
    const answer = await batchAsBen({
      updateSheetProperties: { ...resize, fields: 'gridProperties.rowCount' },
    })
    expect(message(answer)).toBe(`Invalid requests[0].updateSheetProperties: ${REFUSAL}`)
    const filter = { range: grid(9, 12, 0, 3) }
    expect((await batchAsBen({ setBasicFilter: { filter } })).status).toBe(400)
    const gaps = await bench.batch(protect({ range: grid(0, 5, 0, 5), unprotectedRanges }))
    expect(gaps.status).toBe(400)
  })
})
