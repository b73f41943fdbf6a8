import { beforeEach, describe, expect, it } from 'vitest'
import { callGoogle } from '#test/google/call-google.ts'
import { columns, message, rows, setUpBench } from './bench.ts'

const bench = setUpBench()

/** The ids of what a search finds. */
async function search(...dataFilters: object[]): Promise<unknown> {
  const path = `/v4/spreadsheets/${bench.id}/developerMetadata:search`
  const answer = await callGoogle(bench.google, path, { body: { dataFilters } })
  if (answer.status !== 200) return message(answer)
  const { matchedDeveloperMetadata = [] } = answer.body as {
    matchedDeveloperMetadata?: { developerMetadata: { metadataId: number } }[]
  }
  return matchedDeveloperMetadata.map(({ developerMetadata }) => developerMetadata.metadataId)
}

const on = (metadataId: number, location: object, visibility = 'DOCUMENT'): object => ({
  createDeveloperMetadata: {
    developerMetadata: { metadataId, metadataKey: 'k', visibility, location },
  },
})

const look = (developerMetadataLookup: object): object => ({ developerMetadataLookup })

const row = { dimensionRange: rows(2, 3) }
const column = { dimensionRange: columns(1, 2) }

describe('a search of developer metadata', () => {
  beforeEach(async () => {
    await bench.batch(
      { addSheet: { properties: { sheetId: 9 } } },
      on(1, { spreadsheet: true }),
      on(2, { sheetId: 0 }),
      on(3, row),
      on(4, { dimensionRange: rows(3, 4) }),
      on(5, column),
      on(6, { sheetId: 9 }),
    )
  })

  it.each([
    ['a lookup of nothing: all', {}, [1, 2, 3, 4, 5, 6]],
    ['a type', { locationType: 'ROW' }, [3, 4]],
    ['a type and a key', { locationType: 'SHEET', metadataKey: 'k' }, [2, 6]],
    ['another visibility', { visibility: 'PROJECT' }, []],
    ['a row: what crosses it', { metadataLocation: row }, [2, 3, 5]],
    ['a column: what crosses it', { metadataLocation: column }, [2, 3, 4, 5]],
    ['a sheet and what is on it', { metadataLocation: { sheetId: 0 } }, [2, 3, 4, 5]],
    ['the spreadsheet, which crosses nothing', { metadataLocation: { spreadsheet: true } }, [1]],
    ['a row exactly', { metadataLocation: row, locationMatchingStrategy: 'EXACT_LOCATION' }, [3]],
    [
      'a sheet exactly',
      { metadataLocation: { sheetId: 0 }, locationMatchingStrategy: 'EXACT_LOCATION' },
      [2],
    ],
    [
      'the rows of a sheet',
      {
        metadataLocation: { sheetId: 0 },
        locationMatchingStrategy: 'INTERSECTING_LOCATION',
        locationType: 'ROW',
      },
      [3, 4],
    ],
  ])('by %s [D, L]', async (_name, lookup, found) => {
    expect(await search(look(lookup))).toEqual(found)
  })

  it('by range: what is on its rows, its columns and its sheet [D]', async () => {
    expect(await search({ a1Range: 'Sheet1!A3:A3' })).toEqual([2, 3])
    expect(await search({ gridRange: { sheetId: 0, startColumnIndex: 1 } })).toEqual([2, 3, 4, 5])
    expect(await search({ gridRange: { sheetId: 9 } })).toEqual([6])
  })

  it('tells each entry once, whatever found it [L]', async () => {
    expect(await search(look({ metadataId: 3 }), { a1Range: 'A3' })).toEqual([3, 2])
  })

  it.each([
    [
      {
        metadataLocation: { spreadsheet: true },
        locationMatchingStrategy: 'INTERSECTING_LOCATION',
      },
    ],
    [{ locationMatchingStrategy: 'EXACT_LOCATION' }],
    [{ locationType: 'ROW', metadataLocation: row, locationMatchingStrategy: 'EXACT_LOCATION' }],
    [{ locationType: 'SPREADSHEET', metadataLocation: row }],
  ])('refuses what does not go together: %o [D]', async (lookup) => {
    expect(await search(look(lookup))).toMatch(/^DeveloperMetadataLookup\./)
  })

  it('needs a filter [L]', async () => {
    expect(await search()).toBe('At least one data filter must be specified.')
  })

  it('does not tell one project of another’s [D]', async () => {
    await bench.batch(on(10, { dimensionRange: rows(5, 6) }, 'PROJECT'))
    expect(await search(look({ visibility: 'PROJECT' }))).toEqual([10])
  })
})
