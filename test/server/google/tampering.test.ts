import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { googleAccounts, oneTimeCodes, people } from '#server/db/schema.ts'
import { newKey, parseKeyRing, type KeyRing } from '#server/vault/key-ring.ts'
import { createVault } from '#server/vault/vault.ts'
import { me } from '#shared/contract/me.ts'
import { ADA, BEN } from '#test/google/oauth/people.ts'
import { comeBack, refusal, startSheetside, type Sheetside } from '#test/server/harness.ts'

type Row = typeof googleAccounts.$inferSelect

/** Ada and Ben, each with their own Google account, in one database. */
async function setUp(vault?: ReturnType<typeof createVault>) {
  const sheetside = await startSheetside({ ...(vault && { vault }) })
  const ada = await sheetside.register('ada@example.org')
  const ben = await sheetside.register('ben@example.org')
  const adas = await sheetside.connect(ada, { person: ADA.email })
  const bens = await sheetside.connect(ben, { person: BEN.email })
  const rowOf = async (id: string): Promise<Row> => {
    const [row] = await sheetside.deps.db
      .select()
      .from(googleAccounts)
      .where(eq(googleAccounts.id, id))
    if (!row) throw new Error('no such account')
    return row
  }
  const change = (id: string, to: Partial<Row>) =>
    sheetside.deps.db.update(googleAccounts).set(to).where(eq(googleAccounts.id, id))
  const files = (token: string) => sheetside.call('GET', '/api/files', { token })
  sheetside.google.clearRequests()
  return { sheetside, ada, ben, adas, bens, rowOf, change, files }
}

const stateOf = async ({ call }: Sheetside, token: string) =>
  me.parse(await (await call('GET', '/api/me', { token })).json()).googleAccounts[0]?.state

const asAda = ({ google }: Sheetside) =>
  google.requests().filter(({ person }) => person === ADA.email)

describe('a sealed token in another place of the database', () => {
  it('does not open in another person’s row, and asks them to connect again', async () => {
    const { sheetside, ben, adas, bens, rowOf, change, files } = await setUp()
    const { refreshToken, accessToken } = await rowOf(adas.id)
    await change(bens.id, { refreshToken, accessToken })
    expect(await refusal(files(ben.token))).toEqual({
      status: 403,
      code: 'google_reconnect_needed',
    })
    expect(await stateOf(sheetside, ben.token)).toBe('reconnect_needed')
    // Google heard of neither of them.
    expect(sheetside.google.requests()).toEqual([])
    expect(sheetside.logged.join('')).toContain('does not open there')

    const mended = await sheetside.connect(ben, { person: BEN.email }, { account: bens.id })
    expect(mended).toMatchObject({ id: bens.id, state: 'ok' })
    expect((await files(ben.token)).status).toBe(200)
    expect(asAda(sheetside)).toEqual([])
  })

  it('does not open when the whole row is moved to another person', async () => {
    const { sheetside, ben, adas, bens, change, files } = await setUp()
    await sheetside.deps.db.delete(googleAccounts).where(eq(googleAccounts.id, bens.id))
    await change(adas.id, { personId: ben.person.id })
    expect(await refusal(files(ben.token))).toMatchObject({ code: 'google_reconnect_needed' })
    expect(asAda(sheetside)).toEqual([])
  })

  it('does not open in another field of its own row', async () => {
    const { sheetside, ada, adas, rowOf, change, files } = await setUp()
    const { accessToken } = await rowOf(adas.id)
    await change(adas.id, { refreshToken: accessToken, accessExpiresAt: new Date(0) })
    expect(await refusal(files(ada.token))).toMatchObject({ code: 'google_reconnect_needed' })
    expect(sheetside.google.requests()).toEqual([])
  })

  it('is refreshed where it is an access token alone', async () => {
    const { sheetside, ben, adas, bens, rowOf, change, files } = await setUp()
    const { accessToken } = await rowOf(adas.id)
    await change(bens.id, { accessToken })
    expect((await files(ben.token)).status).toBe(200)
    expect(sheetside.google.tokenRefreshes()).toBe(1)
    expect(asAda(sheetside)).toEqual([])
  })

  it.each(['', 'garbage', 's2.k1.', 's2.k1.AAAA', 's2..', 's1.k1.AAAA'])(
    'is no token where it is %j',
    async (refreshToken) => {
      const { ada, adas, change, files } = await setUp()
      await change(adas.id, { refreshToken, accessToken: refreshToken })
      expect(await refusal(files(ada.token))).toMatchObject({ code: 'google_reconnect_needed' })
    },
  )
})

describe('a token under a key that this server does not have', () => {
  it('is the server’s trouble, not the person’s: the grant is not ended', async () => {
    const ring = new Map(parseKeyRing(newKey('k1')))
    let now: KeyRing = ring
    const { sheetside, ada, files } = await setUp(createVault(() => now))
    now = parseKeyRing(newKey('k2'))
    expect(await refusal(files(ada.token))).toEqual({ status: 500, code: 'internal' })
    expect(await stateOf(sheetside, ada.token)).toBe('ok')
    now = ring
    expect((await files(ada.token)).status).toBe(200)
  })
})

describe('what waits under a one-time code', () => {
  it('does not open under another', async () => {
    const { sheetside, ada, ben } = await setUp()
    const flows = [
      await sheetside.begin('connect', ada.token),
      await sheetside.begin('connect', ben.token),
    ]
    const codes = []
    for (const [index, person] of [ADA.email, BEN.email].entries()) {
      const flow = flows[index]
      if (!flow) throw new Error('no flow')
      codes.push((await comeBack(flow, { person })).searchParams.get('code') ?? '')
    }
    const rows = await sheetside.deps.db.select().from(oneTimeCodes)
    const adas = rows.find(({ personId }) => personId === ada.person.id)
    // Somebody who can write to the database puts Ada's tokens under Ben's code.
    await sheetside.deps.db
      .update(oneTimeCodes)
      .set({ outcome: adas?.outcome ?? '' })
      .where(eq(oneTimeCodes.personId, ben.person.id))
    const answer = sheetside.redeem(codes[1] ?? '', flows[1]?.codeVerifier ?? '', ben.token)
    expect(await refusal(answer)).toEqual({ status: 400, code: 'flow_expired' })
    expect(await sheetside.deps.db.select().from(people)).toHaveLength(2)
  })
})
