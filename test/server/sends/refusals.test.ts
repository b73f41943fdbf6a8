import { describe, expect, it } from 'vitest'
import { me } from '#shared/contract/me.ts'
import type { SendRequest } from '#shared/contract/send.ts'
import { wireError, type ServerErrorCode } from '#shared/errors.ts'
import { ADA } from '#test/google/oauth/people.ts'
import { HEADER, row, setUpSending, type Setting } from './set-up.ts'

const BEN = 'ben@gmail.com'

type Refusal = {
  when: string
  /** Makes it so; answers what mends it, where anything does. */
  arrange: (setting: Setting) => Promise<(() => unknown) | null>
  code: ServerErrorCode
  /** What the person is told to do. */
  says: RegExp
}

/** Sends go by Ben's account, with whom Ada shares the sheet. */
async function setUpShared() {
  const setting = await setUpSending([HEADER])
  const { google, spreadsheetId, connect, session, requestOf } = setting
  google.share(spreadsheetId, BEN, 'writer')
  const { id: account } = await connect(session, { person: BEN })
  const requestBy = (name: string): SendRequest => {
    const request = requestOf([row(name)])
    return { ...request, destination: { ...request.destination, account } }
  }
  return { ...setting, requestBy, ben: account }
}

/** Ben's, as the person knows it. */
async function accountOf({ call, token }: Setting): Promise<string> {
  const { googleAccounts } = me.parse(await (await call('GET', '/api/me', { token })).json())
  return googleAccounts.find(({ email }) => email === BEN)?.id ?? ''
}

const refusals: Refusal[] = [
  {
    when: 'the tab was deleted',
    arrange: async ({ edit, sheetId }) => {
      await edit({ addSheet: { properties: { title: 'Other' } } }, { deleteSheet: { sheetId } })
      return null
    },
    code: 'not_found',
    says: /tab is no longer.*Choose another destination/,
  },
  {
    when: 'the spreadsheet was deleted, or is no longer shared',
    arrange: async ({ google, spreadsheetId }) => {
      google.share(spreadsheetId, BEN, 'none')
      return () => google.share(spreadsheetId, BEN, 'writer')
    },
    code: 'sheet_forbidden',
    says: /Ask its owner, or use another account/,
  },
  {
    when: 'the account may only read it',
    arrange: async ({ google, spreadsheetId }) => {
      google.share(spreadsheetId, BEN, 'reader')
      return () => google.share(spreadsheetId, BEN, 'writer')
    },
    code: 'sheet_forbidden',
    says: /Ask its owner, or use another account/,
  },
  {
    when: 'the range is protected',
    arrange: async ({ edit, sheetId }) => {
      const protectedRangeId = 7
      const editors = { users: [ADA.email] }
      await edit({
        addProtectedRange: { protectedRange: { protectedRangeId, range: { sheetId }, editors } },
      })
      return () => edit({ deleteProtectedRange: { protectedRangeId } })
    },
    code: 'range_protected',
    says: /protected.*Ask its owner to let you edit it, or choose another tab/,
  },
  {
    when: 'a column that is filled was deleted',
    arrange: async ({ edit, columnsAt }) => {
      await edit({ deleteDimension: { range: columnsAt(1, 2) } })
      return null
    },
    code: 'destination_changed',
    says: /Choose the tab again/,
  },
  {
    when: 'the quota is used up',
    arrange: async ({ google }) => {
      google.addFault({ on: 'sheets.write', kind: 'fail', status: 429 })
      return () => google.clearFaults()
    },
    code: 'google_quota',
    says: /Wait a minute and try again/,
  },
  {
    when: 'the connection is dead',
    arrange: async (setting) => {
      const { google, connect, session } = setting
      google.revokeGrant(BEN)
      return async () => connect(session, { person: BEN }, { account: await accountOf(setting) })
    },
    code: 'google_reconnect_needed',
    says: /Connect the account again|Connect again/,
  },
  {
    when: 'the account was disconnected',
    arrange: async (setting) => {
      const path = `/api/google/accounts/${await accountOf(setting)}`
      await setting.call('DELETE', path, { token: setting.token })
      return null
    },
    code: 'google_not_connected',
    says: /Connect/,
  },
  {
    when: 'Google can’t be reached',
    arrange: async ({ google }) => {
      google.addFault({ on: 'sheets', kind: 'fail', status: 503 })
      return () => google.clearFaults()
    },
    code: 'google_unavailable',
    says: /Try again in a moment/,
  },
]

describe.each(refusals)('where $when', ({ arrange, code, says }) => {
  it('a send is told so, with what to do, and goes once that is mended', async () => {
    const setting = await setUpShared()
    const { post, send, requestBy, names } = setting
    const mend = await arrange(setting)
    const request = requestBy('a')
    const answer = await post(request)
    const told = wireError.parse(await answer.json())
    expect({ ok: answer.ok, code: told.code }).toEqual({ ok: false, code })
    expect(told.message).toMatch(says)
    if (!mend) return
    expect(names()).toEqual([])
    await mend()
    await send(request)
    expect(names()).toEqual(['a'])
  })

  it('each send of a batch is told so, and goes once that is mended', async () => {
    const setting = await setUpShared()
    const { sendBatch, requestBy, names } = setting
    const mend = await arrange(setting)
    const requests = ['a', 'b'].map(requestBy)
    expect(await sendBatch(requests)).toEqual(
      requests.map(({ id }) => ({
        id,
        failure: expect.objectContaining({ code, message: expect.stringMatching(says) }),
      })),
    )
    if (!mend) return
    expect(names()).toEqual([])
    await mend()
    expect((await sendBatch(requests)).every((each) => 'result' in each)).toBe(true)
    expect(names()).toEqual(['a', 'b'])
  })
})
