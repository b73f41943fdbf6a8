import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import type { Cell } from '#shared/cells.ts'
import { destination, type Destination } from '#shared/contract/destination.ts'
import {
  batchAnswer,
  historyPage,
  sendResult,
  undoOutcome,
  type SendRequest,
  type UndoRequest,
} from '#shared/contract/send.ts'
import { ADA } from '#test/google/oauth/people.ts'
import { directly, startSheetside, type Sheetside } from '#test/server/harness.ts'

export const HEADER = ['Text', 'Title', 'Link', 'Date']

export const text = (value: string): Cell => ({ kind: 'text', value })

/** A row of the reading list: every one another. */
export const row = (name: string): Cell[] => [
  text(name),
  text(`Title of ${name}`),
  { kind: 'text', value: `https://example.com/${name}`, link: `https://example.com/${name}` },
  { kind: 'date', value: '2026-09-27' },
]

/** What a row that was sent shows without its date. */
export const shownRow = (name: string) => [name, `Title of ${name}`, `https://example.com/${name}`]

/** A person whose destination is a tab with these rows, and what they do with it. */
export async function setUpSending(rows: unknown[][] = [HEADER], given?: Sheetside) {
  const sheetside = given ?? (await startSheetside())
  const session = await sheetside.register()
  const { token } = session
  const { id: account } = await sheetside.connect(session, { person: ADA.email })
  const direct = directly(sheetside)
  const made = await direct.makeSheet(rows)
  const { spreadsheetId, sheetId } = made

  const choose = async (): Promise<Destination> => {
    const body = { account, spreadsheetId, sheetId }
    return destination.parse(
      await (await sheetside.call('POST', '/api/destinations', { token, body })).json(),
    )
  }
  const chosen = await choose()

  const requestFor = (
    { tableStart, headerMark, columns }: Destination,
    cells: Cell[][],
    more: Partial<SendRequest> = {},
  ): SendRequest => ({
    id: randomUUID(),
    destination: {
      account,
      spreadsheetId,
      sheetId,
      tableStart,
      ...(headerMark !== undefined && { headerMark }),
      columnMarks: columns.map(({ mark }) => mark ?? null),
    },
    rows: cells,
    ...more,
  })
  const requestOf = (cells: Cell[][], more?: Partial<SendRequest>) =>
    requestFor(chosen, cells, more)
  const post = (request: SendRequest) =>
    sheetside.call('POST', '/api/sends', { token, body: request })
  const send = async (request: SendRequest) => {
    const response = await post(request)
    expect(response.status).toBe(200)
    return sendResult.parse(await response.json())
  }
  const sendBatch = async (sends: SendRequest[]) => {
    const response = await sheetside.call('POST', '/api/sends/batch', { token, body: { sends } })
    expect(response.status).toBe(200)
    return batchAnswer.parse(await response.json()).outcomes
  }
  const undo = async (id: string, body: UndoRequest = {}) => {
    const response = await sheetside.call('POST', `/api/sends/${id}/undo`, { token, body })
    expect(response.status).toBe(200)
    return undoOutcome.parse(await response.json())
  }
  const history = async (query = '') =>
    historyPage.parse(await (await sheetside.call('GET', `/api/sends${query}`, { token })).json())

  return {
    ...sheetside,
    ...made,
    direct,
    session,
    token,
    account,
    chosen,
    choose,
    requestFor,
    requestOf,
    post,
    send,
    sendBatch,
    undo,
    history,
    shown: (range = 'Sheet1', render?: 'UNFORMATTED_VALUE' | 'FORMULA') =>
      sheetside.google.cells(spreadsheetId, range, render),
    /** The first three columns: what the rows show, without the header. */
    names: () => sheetside.google.cells(spreadsheetId, 'Sheet1!A2:A').map(([name = '']) => name),
    edit: (...requests: object[]) => direct.batchUpdate(spreadsheetId, ...requests),
    rowsAt: (startIndex: number, endIndex: number) => ({
      sheetId,
      dimension: 'ROWS',
      startIndex,
      endIndex,
    }),
    columnsAt: (startIndex: number, endIndex: number) => ({
      sheetId,
      dimension: 'COLUMNS',
      startIndex,
      endIndex,
    }),
    sortBy: (dimensionIndex: number, sortOrder: 'ASCENDING' | 'DESCENDING') =>
      direct.batchUpdate(spreadsheetId, {
        sortRange: {
          range: { sheetId, startRowIndex: 1, startColumnIndex: 0 },
          sortSpecs: [{ dimensionIndex, sortOrder }],
        },
      }),
  }
}

export type Setting = Awaited<ReturnType<typeof setUpSending>>

/** Sends these rows, each by itself; answers their ids. */
export async function sendEach(
  { send, requestOf }: Setting,
  ...names: string[]
): Promise<string[]> {
  const ids: string[] = []
  for (const name of names) ids.push((await send(requestOf([row(name)]))).id)
  return ids
}

/** How many batches Google was asked to write. */
export const writes = ({ google }: Pick<Setting, 'google'>) =>
  google.requests().filter(({ operation }) => operation === 'spreadsheets.batchUpdate').length
