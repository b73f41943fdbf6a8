import { sheets, type sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js'
import type { Cells } from '#shared/a1.ts'
import { parseRange, quoteTitle, sheetRange } from '#shared/a1.ts'
import type { Deps } from '#server/deps.ts'
import { withAccess } from './access.ts'
import { bearer } from './client.ts'
import { endpointsOf } from './endpoints.ts'
import {
  appended,
  CELL_FIELDS,
  cells,
  LINK_FIELDS,
  linked,
  matched,
  NO_LINK,
  outline,
  OUTLINE_FIELDS,
  PROTECTION_FIELDS,
  protections,
  reading,
  type Metadata,
} from './sheet-answers.ts'

/** Google itself gives up after 180 s; a send that takes so long is better asked about. */
const TIMEOUT_MS = 60_000
/** One attempt a call: what may be repeated is decided where it is known. */
const ONCE = { retry: false, timeout: TIMEOUT_MS }

/** A spreadsheet without its cells. */
export type Outline = {
  title: string
  url: string
  /** What is attached to the spreadsheet itself, not to rows or sheets of it. */
  metadata: Metadata[]
  sheets: Tab[]
}

/** A sheet of a spreadsheet; one that is no grid, such as a chart, has no size. */
export type Tab = {
  sheetId: number
  title: string
  size: { rows: number; columns: number } | null
}

/** What was entered into a cell, as Google keeps it; undefined where nothing was. */
export type Entered = sheets_v4.Schema$ExtendedValue | undefined

/** A cell as it looks, and what was entered into it; the pattern only where it shows a date. */
export type Shown = { text: string; entered: Entered; datePattern: string | undefined }

/** Metadata of a row or a column, and where that is now, counted from zero. */
export type Mark = { id: number; key: string; value: string; sheetId: number; index: number }

/** A spreadsheet, as a person's Google account may use it. Verbs throw the codes of errors.ts. */
export type Book = ReturnType<typeof bookOf>

export function bookOf(deps: Deps, personId: string, account: string, spreadsheetId: string) {
  const rootUrl = endpointsOf(deps.config).sheets
  /** For what changes nothing: it ends when nobody waits for it any more. */
  const READ = { ...ONCE, ...(deps.signal && { signal: deps.signal }) }
  const call = <T>(ask: (api: sheets_v4.Resource$Spreadsheets) => Promise<{ data: T }>) =>
    withAccess(deps, personId, account, 'sheets', async (token) => {
      const api = sheets({ version: 'v4', auth: bearer(token), rootUrl })
      return (await ask(api.spreadsheets)).data
    })
  const found = async (lookups: sheets_v4.Schema$DeveloperMetadataLookup[]) => {
    const dataFilters = lookups.map((developerMetadataLookup) => ({ developerMetadataLookup }))
    const data = await call((api) =>
      api.developerMetadata.search({ spreadsheetId, requestBody: { dataFilters } }, READ),
    )
    return reading(matched, data).matchedDeveloperMetadata.map((match) => match.developerMetadata)
  }

  const shown = async (tab: string, within: readonly Cells[]): Promise<Shown[][][]> => {
    const ranges = within.map((range) => sheetRange(tab, range))
    const data = await call((api) => api.get({ spreadsheetId, ranges, fields: CELL_FIELDS }, READ))
    const read = reading(cells, data).sheets[0]?.data ?? []
    return read.map(({ rowData }) =>
      rowData.map(({ values }) =>
        values.map(({ formattedValue, userEnteredValue, effectiveFormat: { numberFormat } }) => ({
          text: formattedValue,
          entered: userEnteredValue,
          datePattern: numberFormat?.type === 'DATE' ? numberFormat.pattern : undefined,
        })),
      ),
    )
  }

  return {
    async outline(): Promise<Outline> {
      const data = await call((api) => api.get({ spreadsheetId, fields: OUTLINE_FIELDS }, READ))
      const read = reading(outline, data)
      return {
        title: read.properties.title,
        url: read.spreadsheetUrl,
        metadata: read.developerMetadata,
        sheets: read.sheets.map(({ properties: { sheetId, title, gridProperties: grid } }) => ({
          sheetId,
          title,
          size: grid ? { rows: grid.rowCount, columns: grid.columnCount } : null,
        })),
      }
    },

    /** The cells of a tab, as far as it has any there: row by row, trailing empty ones left out. */
    async cells(tab: string, range: Cells): Promise<Shown[][]> {
      const [rows = []] = await shown(tab, [range])
      return rows
    },

    /** The same for several ranges of a tab, in their order, with one read. */
    cellsOfAll: (tab: string, within: readonly Cells[]): Promise<Shown[][][]> => shown(tab, within),

    /** What was entered into cells of a tab: row by row, those that are empty to the end left out. */
    async entered(tab: string, range: Cells): Promise<Entered[][]> {
      const ranges = [sheetRange(tab, range)]
      const fields = 'sheets.data.rowData.values.userEnteredValue'
      const data = await call((api) => api.get({ spreadsheetId, ranges, fields }, READ))
      const rows = reading(cells, data).sheets[0]?.data[0]?.rowData ?? []
      return rows.map(({ values }) => values.map(({ userEnteredValue }) => userEnteredValue))
    },

    /** The links of cells and the texts that may be one, of each of these ranges, row by row. */
    async links(tab: string, ranges: readonly Cells[]): Promise<string[][][]> {
      const wanted = ranges.map((range) => sheetRange(tab, range))
      const data = await call((api) =>
        api.get({ spreadsheetId, ranges: wanted, fields: LINK_FIELDS }, READ),
      )
      return (reading(linked, data).sheets[0]?.data ?? []).map(({ rowData }) =>
        rowData.map(({ values: [{ formattedValue, hyperlink, textFormatRuns } = NO_LINK] }) =>
          [
            formattedValue,
            hyperlink,
            ...textFormatRuns.map(({ format }) => format.link?.uri ?? ''),
          ].filter((link) => link !== ''),
        ),
      )
    },

    /**
     * The table that a cell is in; null where the cell is in none. An append of nothing tells, and
     * writes nothing.
     */
    async tableAt(tab: string, cell: string): Promise<Cells | null> {
      const data = await call((api) =>
        api.values.append(
          {
            spreadsheetId,
            range: `${quoteTitle(tab)}!${cell}`,
            valueInputOption: 'RAW',
            fields: 'tableRange',
            requestBody: { values: [[]] },
          },
          READ,
        ),
      )
      const { tableRange } = reading(appended, data)
      return tableRange === undefined ? null : parseRange(tableRange)
    },

    /**
     * All of them or none. An answer that was lost tells nothing about which, so it is waited for
     * whoever hangs up.
     */
    async write(requests: sheets_v4.Schema$Request[]): Promise<void> {
      await call((api) =>
        api.batchUpdate(
          { spreadsheetId, fields: 'spreadsheetId', requestBody: { requests } },
          ONCE,
        ),
      )
    },

    /** Which of these ids of developer metadata are taken, and by what. */
    metadata: (ids: readonly number[]): Promise<Metadata[]> =>
      found(ids.map((metadataId) => ({ metadataId }))),

    /** The rows and columns that carry metadata of one of these keys, wherever they are now. */
    async marks(...lookups: { metadataKey: string; metadataValue?: string }[]): Promise<Mark[]> {
      return (await found(lookups)).flatMap((each) => {
        const at = each.location.dimensionRange
        if (!at) return []
        const { metadataId: id, metadataKey: key, metadataValue: value } = each
        return [{ id, key, value, sheetId: at.sheetId, index: at.startIndex }]
      })
    },

    /** Whether any of these cells is protected from this account. */
    async isProtected(sheetId: number, places: readonly Cells[]): Promise<boolean> {
      const data = await call((api) => api.get({ spreadsheetId, fields: PROTECTION_FIELDS }, READ))
      const sheet = reading(protections, data).sheets.find(
        (each) => each.properties.sheetId === sheetId,
      )
      return (sheet?.protectedRanges ?? []).some(
        ({ range, warningOnly, requestingUserCanEdit }) =>
          !warningOnly &&
          !requestingUserCanEdit &&
          places.some(
            (place) =>
              range.startRowIndex < place.endRow &&
              range.endRowIndex > place.startRow &&
              range.startColumnIndex < place.endColumn &&
              range.endColumnIndex > place.startColumn,
          ),
      )
    },
  }
}
