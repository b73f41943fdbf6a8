import { afterAll, beforeAll, beforeEach } from 'vitest'
import { callGoogle, newSpreadsheet, type Answer } from '#test/google/call-google.ts'
import { startGoogle, type LocalGoogle } from '#test/google/server.ts'

/** For one test file: a local Google, and before each test a fresh spreadsheet, `Sheet1` with id 0. */
export class Bench {
  #google: LocalGoogle | null = null
  id = ''

  get google(): LocalGoogle {
    if (!this.#google) throw new Error('The local Google runs while tests do.')
    return this.#google
  }

  async start(): Promise<void> {
    this.#google = await startGoogle()
  }

  async fresh(): Promise<void> {
    this.id = await newSpreadsheet(this.google)
  }

  /** `spreadsheets.batchUpdate` with these requests. */
  async batch(...requests: object[]): Promise<Answer> {
    return this.send({ requests })
  }

  /** `spreadsheets.batchUpdate` with this body. */
  async send(body: object): Promise<Answer> {
    return callGoogle(this.google, `/v4/spreadsheets/${this.id}:batchUpdate`, { body })
  }

  /** The answer to one request of a batch that has only this one. */
  async reply(request: object): Promise<unknown> {
    const { body } = await this.batch(request)
    return (body as { replies?: unknown[] }).replies?.[0] ?? body
  }

  /** `spreadsheets.get` with a field mask. */
  async get(fields: string, query = ''): Promise<unknown> {
    const path = `/v4/spreadsheets/${this.id}?fields=${encodeURIComponent(fields)}&${query}`
    return (await callGoogle(this.google, path)).body
  }

  /** What `spreadsheets.get` says of the cells of a range, row by row, for a mask of CellData. */
  async cellData(range: string, fields: string): Promise<Record<string, unknown>[][]> {
    const answer = (await this.get(
      `sheets.data.rowData.values(${fields})`,
      `ranges=${encodeURIComponent(range)}`,
    )) as { sheets?: { data?: { rowData?: { values?: Record<string, unknown>[] }[] }[] }[] }
    return (answer.sheets?.[0]?.data?.[0]?.rowData ?? []).map(({ values }) => values ?? [])
  }

  /** Writes plain values as another person at their own screen. */
  write(range: string, values: readonly (readonly unknown[])[]): void {
    this.google.writeCells(this.id, range, values as unknown[][])
  }

  /** Writes as if it was typed: formulas, dates and all. */
  async type(range: string, values: readonly (readonly unknown[])[]): Promise<void> {
    const path = `/v4/spreadsheets/${this.id}/values/${encodeURIComponent(range)}?valueInputOption=USER_ENTERED`
    const answer = await callGoogle(this.google, path, { method: 'PUT', body: { values } })
    if (answer.status !== 200) throw new Error(answer.text)
  }

  /** The cells as they show. */
  cells(range = 'Sheet1'): unknown[][] {
    return this.google.cells(this.id, range)
  }

  /** The cells with their formulas. */
  formulas(range = 'Sheet1'): unknown[][] {
    return this.google.cells(this.id, range, 'FORMULA')
  }
}

export function setUpBench(): Bench {
  const bench = new Bench()
  beforeAll(() => bench.start())
  afterAll(() => bench.google.close())
  beforeEach(() => bench.fresh())
  return bench
}

/** The message of an error's body. */
export function message(answer: Answer): string {
  return (answer.body as { error?: { message?: string } }).error?.message ?? answer.text
}

/** A GridRange on the sheet with id 0 by its indexes: rows first, ends exclusive. */
export function grid(
  startRowIndex: number,
  endRowIndex: number,
  startColumnIndex: number,
  endColumnIndex: number,
): object {
  return { sheetId: 0, startRowIndex, endRowIndex, startColumnIndex, endColumnIndex }
}

/** A DimensionRange on the sheet with id 0. */
export function rows(startIndex: number, endIndex: number): object {
  return { sheetId: 0, dimension: 'ROWS', startIndex, endIndex }
}

export function columns(startIndex: number, endIndex: number): object {
  return { sheetId: 0, dimension: 'COLUMNS', startIndex, endIndex }
}

/** RowData.values of texts. */
export function texts(...values: string[]): object[] {
  return values.map((stringValue) => ({ userEnteredValue: { stringValue } }))
}
