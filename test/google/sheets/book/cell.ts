/** The parts of Google's CellData that the local Google works with itself. */
export type ExtendedValue = {
  numberValue?: number
  stringValue?: string
  boolValue?: boolean
  formulaValue?: string
  errorValue?: { type: string; message?: string }
}

export type NumberFormat = { type?: string; pattern?: string }

export type TextFormat = { bold?: boolean; link?: { uri?: string } } & Record<string, unknown>

export type CellFormat = {
  numberFormat?: NumberFormat
  textFormat?: TextFormat
} & Record<string, unknown>

/** Where a run of rich text starts, and its look until the next one. */
export type TextRun = { startIndex?: number; format?: TextFormat }
