import { describe, expect, it } from 'vitest'
import { filesPage } from '#shared/contract/file.ts'
import { ADA } from '#test/google/oauth/people.ts'
import { directly, refusal, startSheetside } from '#test/server/harness.ts'

async function setUp(...titles: string[]) {
  const sheetside = await startSheetside()
  const { token } = await sheetside.signIn({ person: ADA.email })
  const google = directly(sheetside)
  for (const title of titles) await google.makeSheet([], title)
  const list = async (query = '') => {
    const answer = await sheetside.call('GET', `/api/files?${query}`, { token })
    return filesPage.parse(await answer.json())
  }
  const find = async (query: string) =>
    (await list(String(new URLSearchParams({ query })))).files.map(({ name }) => name)
  return { ...sheetside, token, list, find }
}

describe('a person’s spreadsheets', () => {
  it('are listed with what tells them apart', async () => {
    const { list } = await setUp('Suppliers')
    const { account, files } = await list()
    expect(account).not.toBe('')
    const [file] = files.filter(({ name }) => name === 'Suppliers')
    expect(file).toMatchObject({ ownerName: ADA.name, ownedByMe: true, starred: false })
    expect(file?.url).toContain(file?.id)
  })

  it('are searched by words of their names', async () => {
    const { find } = await setUp('Cameras 2026', 'Leads')
    expect(await find('camer')).toEqual(['Cameras 2026'])
    expect(await find('no such name anywhere')).toEqual([])
  })

  it('are searched for quotes and backslashes as for any other letter', async () => {
    const { find } = await setUp("Ada's list", 'Back\\slash', 'Other')
    expect(await find("Ada's")).toEqual(["Ada's list"])
    expect(await find("' or name contains 'Other")).toEqual([])
    expect(await find('Back\\')).toEqual(['Back\\slash'])
  })

  it('are only for those who connected a Google account', async () => {
    const { call, register } = await startSheetside()
    const { token } = await register()
    expect(await refusal(call('GET', '/api/files', { token }))).toEqual({
      status: 403,
      code: 'google_not_connected',
    })
    expect(await refusal(call('GET', '/api/files'))).toMatchObject({ code: 'unauthenticated' })
  })
})
