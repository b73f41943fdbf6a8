import { Hono } from 'hono'
import type { Deps } from '#server/deps.ts'
import { historyOf } from '#server/sends/history.ts'
import { send, sendAll } from '#server/sends/send.ts'
import { outcomeOf } from '#server/sends/settled.ts'
import { placeOfSend, undo } from '#server/sends/undo.ts'
import {
  batchRequest,
  historyQuery,
  sendRequest,
  undoRequest,
  type BatchAnswer,
  type HistoryPage,
  type SendResult,
  type SentPlace,
  type UndoOutcome,
} from '#shared/contract/send.ts'
import { json, query, signedIn, type AppEnv } from './authenticated.ts'

export const sendRoutes = (deps: Deps) =>
  new Hono<AppEnv>()
    .post('/', signedIn(deps), json(sendRequest), async (c) =>
      c.json<SendResult>(
        await send({ ...deps, signal: c.req.raw.signal }, c.var.person, c.req.valid('json')),
      ),
    )
    .post('/batch', signedIn(deps), json(batchRequest), async (c) => {
      const { sends } = c.req.valid('json')
      const settled = await sendAll({ ...deps, signal: c.req.raw.signal }, c.var.person, sends)
      return c.json<BatchAnswer>({ outcomes: settled.map(outcomeOf) })
    })
    .get('/', signedIn(deps), query(historyQuery), async (c) =>
      c.json<HistoryPage>(await historyOf(deps, c.var.person, c.req.valid('query'))),
    )
    .get('/:id/place', signedIn(deps), async (c) =>
      c.json<SentPlace>(await placeOfSend(deps, c.var.person, c.req.param('id'))),
    )
    .post('/:id/undo', signedIn(deps), json(undoRequest), async (c) =>
      c.json<UndoOutcome>(await undo(deps, c.var.person, c.req.param('id'), c.req.valid('json'))),
    )
