import { eq, isNotNull } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { sends } from '#server/db/schema.ts'
import { sweepSends } from '#server/sends/history.ts'
import { openRecord, sealRecord } from '#server/sends/record.ts'
import { sentPlace } from '#shared/contract/send.ts'
import { refusal } from '#test/server/harness.ts'
import { HEADER, row, setUpSending, type Setting } from './set-up.ts'

const source = { title: 'How sheets grew up', url: 'https://example.org/sheets' }

/** Sends once, and writes it down as if it had been sent so many times in that moment; answers the ids. */
async function manySent({ send, requestOf, deps }: Setting, count: number): Promise<string[]> {
  await send(requestOf([row('many')], { source }))
  const [one] = await deps.db.select().from(sends)
  const record = one?.record ? openRecord(deps.vault, one, one.record) : null
  if (!one?.result || !record) throw new Error('Nothing was written down.')
  const { result } = one
  const others = Array.from({ length: count - 1 }, () => {
    const again = { ...one, id: crypto.randomUUID() }
    const { id } = again
    return { ...again, result: { ...result, id }, record: sealRecord(deps.vault, again, record) }
  })
  await deps.db.insert(sends).values(others)
  return [one, ...others].map(({ id }) => id)
}

describe('the history', () => {
  it('tells what was sent where, the newest first', async () => {
    const { send, requestOf, history, account, spreadsheetId, sheetId, clock } =
      await setUpSending()
    const first = await send(requestOf([row('a')], { source }))
    clock.ahead = 1000
    const second = await send(requestOf([row('b'), row('c')], { source }))
    const { items, more } = await history()
    expect(more).toBe(false)
    expect(items.map(({ id }) => id)).toEqual([second.id, first.id])
    expect(items[1]).toEqual({
      id: first.id,
      sentAt: first.sentAt,
      account,
      spreadsheetId,
      sheetId,
      place: 'Reading list › Sheet1',
      range: 'A2:D2',
      rows: 1,
      preview: 'a · Title of a · https://example.com/a · 2026-09-27',
      source,
      undoneAt: null,
    })
    expect(items[0]?.rows).toBe(2)
  })

  it('is searched by what was sent, by page and by place', async () => {
    const { send, requestOf, history } = await setUpSending()
    await send(requestOf([row('apple')], { source }))
    await send(requestOf([row('pear')], { source: { ...source, title: 'Orchards' } }))
    const found = async (search: string) =>
      (await history(`?search=${encodeURIComponent(search)}`)).items.map(({ preview }) =>
        preview.slice(0, 4),
      )
    expect(await found('APPLE')).toEqual(['appl'])
    expect(await found('orch pear')).toEqual(['pear'])
    expect(await found('reading list')).toEqual(['pear', 'appl'])
    expect(await found('plum')).toEqual([])
  })

  it('keeps nothing of what came from a private window but that it was sent', async () => {
    const { send, requestOf, history, deps } = await setUpSending()
    const { id } = await send(requestOf([row('secret')]))
    const { items } = await history()
    expect(items).toMatchObject([{ id, preview: '', source: null }])
    const [kept] = await deps.db.select().from(sends)
    expect(JSON.stringify(kept)).not.toContain('secret')
  })

  it('lies sealed in the database, and opens as nobody else’s', async () => {
    const { send, requestOf, deps, register, history, call } = await setUpSending()
    await send(requestOf([row('a')], { source }))
    const [kept] = await deps.db.select().from(sends)
    expect(kept?.record).toMatch(/^s2\./)
    expect(JSON.stringify(kept)).not.toContain('Title of a')
    const other = await register('other@example.com')
    await deps.db.update(sends).set({ personId: other.person.id })
    expect((await history()).items).toEqual([])
    const answer = await call('GET', '/api/sends', { token: other.token })
    expect(await answer.json()).toEqual({ items: [], more: false })
  })

  it('comes in pages', async () => {
    const { sendBatch, requestOf, history } = await setUpSending()
    const requests = Array.from({ length: 50 }, (_, index) => requestOf([row(`r${index}`)]))
    await sendBatch(requests)
    await sendBatch([requestOf([row('last')])])
    const first = await history()
    expect([first.items.length, first.more]).toEqual([50, true])
    const second = await history(`?before=${first.items.at(-1)?.id}`)
    expect([second.items.length, second.more]).toEqual([1, false])
    const ids = [...first.items, ...second.items].map(({ id }) => id)
    expect(new Set(ids).size).toBe(51)
  })

  it('comes in pages that miss none, and tell none twice, where all were sent in one moment', async () => {
    const setting = await setUpSending()
    const all = await manySent(setting, 120)
    const told: string[] = []
    let page = await setting.history()
    while (page.items.length > 0) {
      told.push(...page.items.map(({ id }) => id))
      page = await setting.history(`?before=${told.at(-1)}`)
    }
    expect(told.toSorted()).toEqual(all.toSorted())
  })

  it('forgets none of the last 500, also where more were sent in one moment', async () => {
    const setting = await setUpSending()
    const all = await manySent(setting, 520)
    await sweepSends(setting.deps)
    const kept = await setting.deps.db.select().from(sends).where(isNotNull(sends.record))
    const last = all.toSorted().slice(-500)
    expect(kept.map(({ id }) => id).toSorted()).toEqual(last)
  })

  it('forgets what was sent, but not that it was, after 500 sends', async () => {
    const { send, requestOf, history, deps, names } = await setUpSending()
    const request = requestOf([row('first')], { source })
    const result = await send(request)
    const [one] = await deps.db.select().from(sends)
    if (!one) throw new Error('Nothing was written down.')
    const later = Array.from({ length: 500 }, (_, index) => ({
      ...one,
      id: crypto.randomUUID(),
      createdAt: new Date(one.createdAt.getTime() + 1 + index),
    }))
    await deps.db.insert(sends).values(later)
    await sweepSends(deps)
    const [kept] = await deps.db.select().from(sends).where(eq(sends.id, request.id))
    expect(kept?.record).toBeNull()
    expect((await history('?search=first')).items).toEqual([])
    expect(await send(request)).toEqual(result)
    expect(names()).toEqual(['first'])
  })

  it('leads to the row wherever it is now', async () => {
    const { send, requestOf, call, token, edit, rowsAt, spreadsheetUrl, sheetId } =
      await setUpSending([HEADER])
    const { id } = await send(requestOf([row('a')]))
    await edit({ insertDimension: { range: rowsAt(0, 4), inheritFromBefore: false } })
    const place = sentPlace.parse(
      await (await call('GET', `/api/sends/${id}/place`, { token })).json(),
    )
    expect(place).toEqual({ range: 'A6:D6', url: `${spreadsheetUrl}#gid=${sheetId}&range=A6:D6` })
    await edit({ deleteDimension: { range: rowsAt(5, 6) } })
    expect(await refusal(call('GET', `/api/sends/${id}/place`, { token }))).toEqual({
      status: 404,
      code: 'not_found',
    })
  })
})
