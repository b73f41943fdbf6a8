import { describe, expect, it } from 'vitest'
import { securityEvents } from '#server/db/schema.ts'
import { text } from '#shared/cells.ts'
import { me } from '#shared/contract/me.ts'
import { destination } from '#shared/contract/destination.ts'
import { sendResult } from '#shared/contract/send.ts'
import { ADA } from '#test/google/oauth/people.ts'
import { directly, refusal, startSheetside } from '#test/server/harness.ts'

/** A person with a destination, whose grant Google has just ended. */
async function setUp() {
  const sheetside = await startSheetside()
  const session = await sheetside.register()
  const { token } = session
  const account = await sheetside.connect(session)
  const { spreadsheetId, sheetId } = await directly(sheetside).makeSheet([['Text'], ['before']])
  const chosen = await sheetside.call('POST', '/api/destinations', {
    token,
    body: { account: account.id, spreadsheetId, sheetId },
  })
  const body = {
    id: crypto.randomUUID(),
    rows: [[text('kelp')]],
    destination: destination.parse(await chosen.json()),
  }
  const send = () => sheetside.call('POST', '/api/sends', { token, body })
  const profile = async () =>
    me.parse(await (await sheetside.call('GET', '/api/me', { token })).json())
  sheetside.google.revokeGrant(ADA.email)
  return { sheetside, session, account, spreadsheetId, chosen: body.destination, send, profile }
}

describe('a connection that is mended', () => {
  it('keeps its id and its destination, and what waited is sent once', async () => {
    const { sheetside, session, account, spreadsheetId, chosen, send, profile } = await setUp()
    expect(await refusal(send())).toMatchObject({ code: 'google_reconnect_needed' })
    const dead = await profile()
    expect(dead.googleAccounts).toMatchObject([{ id: account.id, state: 'reconnect_needed' }])
    expect(dead.destinations).toEqual([chosen])

    const mended = await sheetside.connect(session, {}, { account: account.id })
    expect(mended).toEqual(account)
    expect((await profile()).destinations).toEqual([chosen])
    const results = [await send(), await send()]
    expect(results.map(({ status }) => status)).toEqual([200, 200])
    sendResult.parse(await results[0]?.json())
    expect(sheetside.google.cells(spreadsheetId, 'A1:A9')).toEqual([['Text'], ['before'], ['kelp']])
  })

  it('while a request waits for the old one to be refreshed serves that request', async () => {
    const { sheetside, session, account, profile } = await setUp()
    sheetside.google.addFault({ on: 'token.refresh', kind: 'hang', times: 1 })
    const waiting = sheetside.call('GET', '/api/files', { token: session.token })
    while (sheetside.google.faults().length > 0) await new Promise(setImmediate)
    await sheetside.connect(session, {}, { account: account.id })
    sheetside.google.clearFaults()
    expect((await waiting).status).toBe(200)
    expect(sheetside.google.tokenRefreshes()).toBe(0)
    expect((await profile()).googleAccounts).toMatchObject([{ state: 'ok' }])
  })

  it('is told of in the person’s log of events, from its beginning to its end', async () => {
    const { sheetside, session, account, send } = await setUp()
    await send()
    await sheetside.connect(session, {}, { account: account.id })
    const path = `/api/google/accounts/${account.id}`
    await sheetside.call('DELETE', path, { token: session.token })
    const events = await sheetside.deps.db.select().from(securityEvents)
    const told = events
      .filter(({ kind }) => kind.startsWith('google_'))
      .map(({ kind, detail, device, address }) => [kind, detail, device, address])
    const from = ['Chrome on Linux', '127.0.0.1']
    expect(told).toEqual([
      ['google_connected', ADA.email, ...from],
      // Nobody did it from anywhere: Google said so.
      ['google_ended', `${ADA.email}: access was revoked or has expired`, null, null],
      ['google_reconnected', ADA.email, ...from],
      ['google_disconnected', ADA.email, ...from],
    ])
  })
})
