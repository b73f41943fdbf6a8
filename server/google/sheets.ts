import { sheets, type sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js'
import { z } from 'zod'
import type { Cells } from '#shared/a1.ts'
import { parseRange, quoteTitle } from '#shared/a1.ts'
import { SheetsideError, type ErrorCode } from '#shared/errors.ts'
import type { Deps } from '#server/deps.ts'
import { withAccess } from './access.ts'
import { bearer } from './client.ts'
import { endpointsOf } from './endpoints.ts'
import { googleFailure } from './errors.ts'

/** Google itself gives up after 180 s; a send that takes so long is better asked about. */
const TIMEOUT_MS = 60_000
/** One attempt a call: what may be repeated is decided where it is known. */
const ONCE = { retry: false, timeout: TIMEOUT_MS }

const metadata = z.object({
  metadataId: z.number().int(),
  metadataKey: z.string(),
  metadataValue: z.string().default(''),
  location: z
    .object({
      dimensionRange: z.object({ startIndex: z.number().int().default(0) }).optional(),
    })
    .optional(),
})
export type Metadata = z.infer<typeof metadata>

const outline = z.object({
  spreadsheetUrl: z.url(),
  properties: z.object({ title: z.string() }),
  developerMetadata: z.array(metadata).default([]),
  sheets: z.array(
    z.object({
      properties: z.object({
        // Google leaves out a zero.
        sheetId: z.number().int().default(0),
        title: z.string(),
        gridProperties: z
          .object({ rowCount: z.number().int(), columnCount: z.number().int() })
          .optional(),
      }),
    }),
  ),
})
const OUTLINE_FIELDS =
  'spreadsheetUrl,properties.title,developerMetadata(metadataId,metadataKey,metadataValue),sheets.properties(sheetId,title,gridProperties(rowCount,columnCount))'

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

/** A cell as it looks; the pattern only where it shows a date. */
export type Shown = { text: string; datePattern: string | undefined }

const SHOWN_FIELDS =
  'sheets.data.rowData.values(formattedValue,effectiveFormat.numberFormat(type,pattern))'
const numberFormat = z.object({ type: z.string(), pattern: z.string().optional() })
const shownCell = z.object({
  formattedValue: z.string().default(''),
  effectiveFormat: z.object({ numberFormat: numberFormat.optional() }).default({}),
})
const shownRow = z.object({ values: z.array(shownCell).default([]) })
const shown = z.object({
  sheets: z
    .array(
      z.object({ data: z.array(z.object({ rowData: z.array(shownRow).default([]) })).default([]) }),
    )
    .default([]),
})

const appended = z.object({ tableRange: z.string().optional() })
const matched = z.object({
  matchedDeveloperMetadata: z.array(z.object({ developerMetadata: metadata })).default([]),
})

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

    /** The first rows of a tab, as it shows them. */
    async firstRows(tab: string, count: number): Promise<Shown[][]> {
      const ranges = [`${quoteTitle(tab)}!1:${count}`]
      const data = await call((api) =>
        api.get({ spreadsheetId, ranges, fields: SHOWN_FIELDS }, READ),
      )
      const rows = reading(shown, data).sheets[0]?.data[0]?.rowData ?? []
      return rows.map(({ values }) =>
        values.map(({ formattedValue, effectiveFormat: { numberFormat } }) => ({
          text: formattedValue,
          datePattern: numberFormat?.type === 'DATE' ? numberFormat.pattern : undefined,
        })),
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

    /** The developer metadata with an id; null where there is none. */
    async metadata(metadataId: number): Promise<Metadata | null> {
      try {
        const data = await call((api) =>
          api.developerMetadata.get({ spreadsheetId, metadataId }, READ),
        )
        return reading(metadata, data)
      } catch (error) {
        if (error instanceof SheetsideError && isAbsence(error.code)) return null
        throw error
      }
    },

    /** The row, counted from zero, that carries this metadata; null where none does any more. */
    async rowWith(metadataKey: string, metadataValue: string): Promise<number | null> {
      const lookup = { metadataKey, metadataValue, locationType: 'ROW' }
      const data = await call((api) =>
        api.developerMetadata.search(
          {
            spreadsheetId,
            requestBody: { dataFilters: [{ developerMetadataLookup: lookup }] },
          },
          READ,
        ),
      )
      const [found] = reading(matched, data).matchedDeveloperMetadata
      return found?.developerMetadata.location?.dimensionRange?.startIndex ?? null
    },
  }
}

/** The spreadsheet was read before: what is not there now is what was looked for in it. */
function isAbsence(code: ErrorCode): boolean {
  return code === 'not_found' || code === 'google_file_not_picked'
}

function reading<T>(schema: z.ZodType<T>, data: unknown): T {
  const read = schema.safeParse(data)
  if (read.success) return read.data
  throw googleFailure('google_unavailable', 'google answered something else than documented')
}
