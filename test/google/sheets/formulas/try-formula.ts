import { afterAll, beforeAll } from 'vitest'
import { callGoogle, newSpreadsheet } from '#test/google/call-google.ts'
import { startGoogle, type LocalGoogle } from '#test/google/server.ts'

/** Cells that the formulas of a test file can refer to, from A1 on, as someone would type them. */
export type Sample = readonly (readonly unknown[])[]

/** A sheet with some cells, and J1 to try formulas in. */
export class Trial {
  #google: LocalGoogle | null = null
  id = ''

  constructor(sample: Sample = [], now = '2026-09-27T12:00:00Z') {
    beforeAll(async () => {
      this.#google = await startGoogle({ clock: { now: () => Date.parse(now) } })
      this.id = await newSpreadsheet(this.#google)
      if (sample.length > 0) await this.type('A1', sample)
    })
    afterAll(() => this.#google?.close())
  }

  async call(path: string, method = 'GET', body?: object): Promise<unknown> {
    if (!this.#google) throw new Error('The local Google runs while tests do.')
    const given = body === undefined ? { method } : { method, body }
    const answer = await callGoogle(this.#google, `/v4/spreadsheets/${this.id}${path}`, given)
    return answer.body
  }

  async type(range: string, values: Sample): Promise<void> {
    await this.call(`/values/${range}?valueInputOption=USER_ENTERED`, 'PUT', { values })
  }

  async read(range: string, render = 'UNFORMATTED_VALUE'): Promise<unknown[][]> {
    const answer = await this.call(`/values/${range}?valueRenderOption=${render}`)
    return (answer as { values?: unknown[][] }).values ?? []
  }

  async batch(...requests: object[]): Promise<unknown> {
    return this.call(':batchUpdate', 'POST', { requests })
  }

  /** What a formula in J1 comes to: one value, or the rows it spills. */
  async value(formula: string, render = 'UNFORMATTED_VALUE'): Promise<unknown> {
    await this.type('J1', [[formula]])
    const rows = await this.read('J1:P20', render)
    return rows.length > 1 || (rows[0]?.length ?? 0) > 1 ? rows : (rows[0]?.[0] ?? '')
  }

  /** The cell J1 as `spreadsheets.get` describes it. */
  async cell(formula: string): Promise<Record<string, unknown>> {
    await this.type('J1', [[formula]])
    const fields = 'sheets.data.rowData.values'
    const answer = (await this.call(`?ranges=J1&fields=${fields}`)) as {
      sheets: { data: { rowData?: { values?: Record<string, unknown>[] }[] }[] }[]
    }
    return answer.sheets[0]?.data[0]?.rowData?.[0]?.values?.[0] ?? {}
  }
}
