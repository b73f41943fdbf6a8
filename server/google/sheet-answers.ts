import { z } from 'zod'
import { googleFailure } from './errors.ts'

/** What is read of Google's answers, and the field masks that ask for no more than that. */

export const metadata = z.object({
  metadataId: z.number().int(),
  metadataKey: z.string(),
  metadataValue: z.string().default(''),
  location: z
    .object({
      dimensionRange: z
        .object({
          // Google leaves out a zero.
          sheetId: z.number().int().default(0),
          dimension: z.enum(['ROWS', 'COLUMNS']),
          startIndex: z.number().int().default(0),
        })
        .optional(),
    })
    .default({}),
})
export type Metadata = z.infer<typeof metadata>

export const matched = z.object({
  matchedDeveloperMetadata: z.array(z.object({ developerMetadata: metadata })).default([]),
})

export const outline = z.object({
  spreadsheetUrl: z.url(),
  properties: z.object({ title: z.string() }),
  developerMetadata: z.array(metadata).default([]),
  sheets: z.array(
    z.object({
      properties: z.object({
        sheetId: z.number().int().default(0),
        title: z.string(),
        gridProperties: z
          .object({ rowCount: z.number().int(), columnCount: z.number().int() })
          .optional(),
      }),
    }),
  ),
})
export const OUTLINE_FIELDS =
  'spreadsheetUrl,properties.title,developerMetadata(metadataId,metadataKey,metadataValue),sheets.properties(sheetId,title,gridProperties(rowCount,columnCount))'

const numberFormat = z.object({ type: z.string(), pattern: z.string().optional() })
const entered = z.union([
  z.object({ stringValue: z.string() }),
  z.object({ numberValue: z.number() }),
  z.object({ boolValue: z.boolean() }),
  z.object({ formulaValue: z.string() }),
])
const cell = z.object({
  formattedValue: z.string().default(''),
  userEnteredValue: entered.optional().catch(undefined),
  effectiveFormat: z.object({ numberFormat: numberFormat.optional() }).default({}),
})
const row = z.object({ values: z.array(cell).default([]) })

/** The cells of one range. */
export const cells = z.object({
  sheets: z
    .array(z.object({ data: z.array(z.object({ rowData: z.array(row).default([]) })).default([]) }))
    .default([]),
})
export const CELL_FIELDS =
  'sheets.data.rowData.values(formattedValue,userEnteredValue,effectiveFormat.numberFormat(type,pattern))'

const linkedCell = z.object({
  formattedValue: z.string().default(''),
  hyperlink: z.string().default(''),
  textFormatRuns: z
    .array(
      z.object({
        format: z.object({ link: z.object({ uri: z.string() }).optional() }).default({}),
      }),
    )
    .default([]),
})
export const NO_LINK = linkedCell.parse({})

/** Where the cells of ranges one column wide lead. */
export const linked = z.object({
  sheets: z
    .array(
      z.object({
        data: z
          .array(
            z.object({
              rowData: z.array(z.object({ values: z.array(linkedCell).default([]) })).default([]),
            }),
          )
          .default([]),
      }),
    )
    .default([]),
})
export const LINK_FIELDS =
  'sheets.data.rowData.values(formattedValue,hyperlink,textFormatRuns.format.link.uri)'

export const appended = z.object({ tableRange: z.string().optional() })

const gridRange = z.object({
  startRowIndex: z.number().int().default(0),
  endRowIndex: z.number().int().default(Infinity),
  startColumnIndex: z.number().int().default(0),
  endColumnIndex: z.number().int().default(Infinity),
})
export const protections = z.object({
  sheets: z
    .array(
      z.object({
        properties: z.object({ sheetId: z.number().int().default(0) }),
        protectedRanges: z
          .array(
            z.object({
              range: gridRange.default(gridRange.parse({})),
              warningOnly: z.boolean().default(false),
              requestingUserCanEdit: z.boolean().default(false),
            }),
          )
          .default([]),
      }),
    )
    .default([]),
})
export const PROTECTION_FIELDS =
  'sheets(properties.sheetId,protectedRanges(range,warningOnly,requestingUserCanEdit))'

/** @throws google_unavailable for anything that Google does not document */
export function reading<T>(schema: z.ZodType<T>, data: unknown): T {
  const read = schema.safeParse(data)
  if (read.success) return read.data
  throw googleFailure('google_unavailable', 'google answered something else than documented')
}
