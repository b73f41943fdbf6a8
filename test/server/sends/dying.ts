import { setTimeout as delay } from 'node:timers/promises'
import { eq } from 'drizzle-orm'
import { sends } from '#server/db/schema.ts'
import type { SendRequest } from '#shared/contract/send.ts'
import type { Fault } from '#test/google/http/faults.ts'
import { startDataFolder } from '#test/server/data-folder.ts'
import { HEADER, setUpSending } from './set-up.ts'

/** What Google calls a batch. */
export const WRITE = 'spreadsheets.batchUpdate'

const FIRST = ['first', '', '', '']

/**
 * A person whose destination has one row, a server process that is to be killed, and another on the same
 * database, which is there when somebody comes back.
 */
export async function setUpDying() {
  const folder = await startDataFolder()
  const setting = await setUpSending([HEADER, FIRST], folder.sheetside)
  const doomed = await folder.startServer()
  const { google, deps, token, spreadsheetId } = setting
  const hanging = new AbortController()

  /** Asks the process that is to be killed; its answer is not looked for. */
  const begin = (method: string, path: string, body: unknown) => {
    fetch(doomed.url + path, {
      method,
      signal: hanging.signal,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }).catch(() => {})
  }
  /** Until Google has met the fault, so that the server waits for its answer there. */
  const stopAt = async (fault: Fault, asking: () => void) => {
    google.addFault({ ...fault, times: 1 })
    asking()
    while (google.faults().length > 0) await delay(10)
  }
  const answersTo = (operation: string) =>
    google
      .requests()
      .filter((request) => request.operation === operation)
      .map(({ status }) => status)
  return {
    ...setting,
    dataDir: folder.dataDir,
    doomed,
    begin,
    stopAt,
    beginSend: (request: SendRequest) => begin('POST', '/api/sends', request),
    beginUndo: (id: string) => begin('POST', `/api/sends/${id}/undo`, {}),
    hangUp: () => hanging.abort(),
    kill: async () => {
      await doomed.stop('SIGKILL')
      google.clearFaults()
      google.clearRequests()
    },
    ledger: async ({ id }: { id: string }) => {
      const [entry] = await deps.db.select().from(sends).where(eq(sends.id, id))
      return entry
    },
    metadataOf: (key: string) =>
      google.metadata(spreadsheetId).filter(({ metadataKey }) => metadataKey === key),
    answersTo,
    asked: (operation: string) => answersTo(operation).length,
  }
}
